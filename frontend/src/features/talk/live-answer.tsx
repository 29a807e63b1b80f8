import { RotateCw, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/button";
import { ErrorNotice } from "@/components/error-notice";

import { Answer, Question } from "./message";
import type { LiveTurn } from "./use-conversation";

/** The question that is being answered now, or one that nobody could answer. */
export function LiveAnswer({ turn, onAgain, onDismiss }: { turn: LiveTurn; onAgain: () => void; onDismiss: () => void }) {
  const { t } = useTranslation("talk");
  const isFailed = turn.state === "failed";
  return (
    <>
      <Question text={turn.text} spoken={turn.spoken} />
      <Answer text={turn.answer} actions={turn.actions} isRunning={turn.state === "running"}>
        {isFailed && (
          <div className="mt-2 flex flex-col items-start gap-2">
            {turn.error ? (
              <ErrorNotice error={turn.error} />
            ) : (
              <p role="alert" className="rounded-card border border-line bg-danger-soft px-4 py-3 text-sm">
                {t(`failed.${["no_model", "too_slow"].includes(turn.code) ? turn.code : "internal"}`)}
              </p>
            )}
            <div className="flex gap-2">
              <Button icon={RotateCw} onClick={onAgain}>{t("again")}</Button>
              <Button kind="quiet" icon={X} onClick={onDismiss}>{t("dismiss")}</Button>
            </div>
          </div>
        )}
      </Answer>
    </>
  );
}
