import { SendHorizontal, Square } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/button";

const LONGEST = 4_000;
const NEARLY = 3_600;
const TALLEST_PX = 180;

interface ComposerProps {
  /** Whether an answer is being written or spoken. */
  isBusy: boolean;
  canSend: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
  /** The button to talk. */
  microphone: ReactNode;
}

/** Where a question is written: Enter sends it, Shift and Enter begin a new line. */
export function Composer({ isBusy, canSend, onSend, onStop, microphone }: ComposerProps) {
  const { t } = useTranslation("talk");
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${String(Math.min(area.scrollHeight, TALLEST_PX))}px`;
  }, [text]);
  const send = () => {
    if (!text.trim() || !canSend) return;
    onSend(text.trim());
    setText("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="flex items-end gap-2 rounded-card border border-control-line bg-surface p-2 shadow-low has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-[var(--s-focus)]"
    >
      {microphone}
      <textarea
        ref={field}
        rows={1}
        value={text}
        maxLength={LONGEST}
        aria-label={t("composer.label")}
        placeholder={t("composer.placeholder")}
        onChange={(event) => { setText(event.target.value); }}
        onKeyDown={onKeyDown}
        className="max-h-45 min-h-11 min-w-0 grow resize-none rounded-control bg-transparent px-2 py-2.5 outline-none"
      />
      {text.length > NEARLY && <span className="self-center text-xs text-muted">{LONGEST - text.length}</span>}
      {isBusy ? (
        <IconButton label={t("stop")} icon={Square} onClick={onStop} className="!size-11" />
      ) : (
        <IconButton type="submit" label={t("send")} icon={SendHorizontal} disabled={!text.trim() || !canSend} className="!size-11 enabled:!bg-accent enabled:!text-on-accent" />
      )}
    </form>
  );
}
