import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { standingQuery } from "./queries";

/** Says which parts of a talk are away, and what still works. */
export function StandingNotice() {
  const { t } = useTranslation("talk");
  const { data } = useQuery(standingQuery);
  const away = data ? (["model", "hearing", "speaking"] as const).filter((part) => !data[part].ok) : [];
  if (away.length === 0) return null;
  return (
    <div role="status" className="mb-4 flex gap-3 rounded-card border border-line bg-warning-soft p-3 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
      <ul className="min-w-0">
        {away.map((part) => (
          <li key={part} title={data?.[part].detail}>
            {t(`away.${part}`)}
          </li>
        ))}
        <li className="text-muted">{t("away.fix")}</li>
      </ul>
    </div>
  );
}
