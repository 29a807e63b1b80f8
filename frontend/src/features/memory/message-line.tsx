import { Lock, Mic, Type } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";

import type { Message } from "./queries";
import { useLooking } from "./whose";

interface MessageLineProps {
  message: Message;
  /** Leads to its place in the history. */
  hasLink?: boolean;
  /** Where the day stands above it. */
  isUnderItsDay?: boolean;
  isMarked?: boolean;
  /** Where messages can be chosen. */
  isChosen?: boolean;
  onToggle?: () => void;
}

/** One message with who, when, where, and whether nobody else was to hear it. */
export function MessageLine({ message, hasLink = false, isUnderItsDay = false, isMarked = false, isChosen, onToggle }: MessageLineProps) {
  const { t } = useTranslation("memory");
  const { openHistory, person } = useLooking();
  const { dateTime, time } = useTime();
  const isMine = message.role === "user";
  const Kind = message.kind === "voice" ? Mic : Type;
  return (
    <li
      id={`message-${message.id}`}
      aria-current={isMarked || undefined}
      className={`flex gap-3 rounded-card border px-3 py-2 ${isMarked ? "border-accent bg-accent-soft" : "border-line"} ${isMine ? "bg-surface" : "bg-sunken"}`}
    >
      {onToggle && <input type="checkbox" checked={isChosen} onChange={onToggle} aria-label={t("history.choose", { text: message.text })} className="mt-1 size-4 shrink-0 accent-accent" />}
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
          <span className="font-medium text-text">{t(isMine ? (person === undefined ? "history.you" : "history.person") : "history.assistant")}</span>
          <Kind aria-hidden className="size-3.5" />
          <span className="sr-only">{t(`kind.${message.kind}`)}</span>
          <time dateTime={message.said_at}>{(isUnderItsDay ? time : dateTime)(message.said_at)}</time>
          <span>{[message.door, message.channel].filter(Boolean).join(" · ")}</span>
          {message.private && <Badge tone="warning"><Lock aria-hidden className="size-3" />{t("private")}</Badge>}
          {message.interrupted && <Badge>{t("history.interrupted")}</Badge>}
          {message.topic && <Badge tone="accent">{message.topic}</Badge>}
        </div>
        <p className="mt-1 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{message.text}</p>
        {hasLink && (
          <button type="button" className="mt-1 text-xs text-accent-text hover:underline" onClick={() => { openHistory({ around: message.id }); }}>{t("history.in_context")}</button>
        )}
      </div>
    </li>
  );
}
