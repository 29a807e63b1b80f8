import { CircleCheck, TriangleAlert, Wrench } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ActionTaken } from "./queries";

const words = (name: string) => name.replaceAll("__", ": ").replaceAll("_", " ");

/** What was done or looked up for an answer, with what came of it where the answer does not say so itself. */
export function ActionChips({ actions, answer }: { actions: ActionTaken[]; answer: string }) {
  const { t } = useTranslation("talk");
  if (actions.length === 0) return null;
  return (
    <ul aria-label={t("actions")} className="mb-2 flex flex-col gap-1">
      {actions.map((action, place) => {
        const Icon = !action.ok ? TriangleAlert : action.is_ours ? CircleCheck : Wrench;
        return (
          <li key={place} className="flex items-start gap-2 text-sm text-muted">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${action.ok ? "text-good-text" : "text-danger-text"}`} />
            <span className="min-w-0">
              <span className="inline-block font-medium text-text first-letter:uppercase">{words(action.name)}</span>
              {action.say && !answer.includes(action.say) && <span className="break-words"> · {action.say}</span>}
              {!action.ok && <span className="sr-only"> {t("notDone")}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
