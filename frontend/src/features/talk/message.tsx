import clsx from "clsx";
import { BookmarkCheck, Mic } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";

import { ActionChips } from "./action-chips";
import type { ActionTaken, Message } from "./queries";

/** What the person said or wrote, at the right. */
export function Question({ text, spoken, children }: { text: string; spoken: boolean; children?: ReactNode }) {
  const { t } = useTranslation("talk");
  return (
    <div className="flex flex-col items-end gap-1">
      <p className="max-w-[85%] rounded-card rounded-br-control bg-accent-soft px-4 py-2.5 break-words whitespace-pre-wrap sm:max-w-[70%]">
        {spoken && <Mic aria-label={t("spoken")} className="mr-1.5 inline size-3.5 align-[-0.1em] text-accent-text" />}
        {text}
      </p>
      {children}
    </div>
  );
}

interface AnswerProps {
  text: string;
  actions: ActionTaken[];
  isRunning?: boolean;
  children?: ReactNode;
}

/** What the assistant answered, at the left; dots while nothing of it is there yet. */
export function Answer({ text, actions, isRunning = false, children }: AnswerProps) {
  const { t } = useTranslation("talk");
  return (
    <div className="max-w-[95%] sm:max-w-[80%]">
      <ActionChips actions={actions} answer={text} />
      {text && <p className="leading-relaxed break-words whitespace-pre-wrap">{text}</p>}
      {isRunning && !text && (
        <p role="status" className="flex h-6 items-center gap-1">
          <span className="sr-only">{t("thinking")}</span>
          {[0, 1, 2].map((dot) => (
            <span key={dot} aria-hidden className={clsx("size-2 animate-pulse rounded-full bg-muted", dot === 1 && "[animation-delay:200ms]", dot === 2 && "[animation-delay:400ms]")} />
          ))}
        </p>
      )}
      {children}
    </div>
  );
}

/** One message that is remembered. */
export function Remembered({ message }: { message: Message }) {
  const { t } = useTranslation("talk");
  const time = useTime();
  const at = <time dateTime={message.said_at}>{time.dateTime(message.said_at)}</time>;
  if (message.role === "user") {
    return (
      <Question text={message.text} spoken={message.spoken}>
        <span className="text-xs text-muted">{at}</span>
        {message.learned.map((sentence) => (
          <span key={sentence} className="flex items-center gap-1 text-xs text-muted">
            <BookmarkCheck aria-hidden className="size-3.5 text-accent-text" />
            {t("learned", { sentence })}
          </span>
        ))}
      </Question>
    );
  }
  return (
    <Answer text={message.text} actions={message.actions}>
      {message.interrupted && <p className="mt-1 text-xs text-muted">{t("stopped")}</p>}
    </Answer>
  );
}
