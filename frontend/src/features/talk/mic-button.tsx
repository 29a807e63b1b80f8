import clsx from "clsx";
import { LoaderCircle, Mic } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Holding } from "./use-holding";

interface MicButtonProps {
  state: Holding;
  /** How loud it is, 0 to 1. */
  level: number;
  isDisabled: boolean;
  onBegin: () => void;
  onFinish: () => void;
  onCancel: () => void;
}

/** Held while speaking, by pointer, finger, or the space bar and Enter. */
export function MicButton({ state, level, isDisabled, onBegin, onFinish, onCancel }: MicButtonProps) {
  const { t } = useTranslation("talk");
  const isOn = state === "opening" || state === "hearing";
  const holds = (key: string) => key === " " || key === "Enter";
  return (
    <span className="relative grid size-11 shrink-0 place-items-center">
      <span
        aria-hidden
        style={{ transform: `scale(${String(1 + level * 0.6)})` }}
        className={clsx("absolute inset-0 rounded-full bg-accent-soft transition-transform", state !== "hearing" && "hidden")}
      />
      <button
        type="button"
        aria-label={t("mic.hold")}
        aria-pressed={isOn}
        title={t("mic.hold")}
        disabled={isDisabled}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          onBegin();
        }}
        onPointerUp={onFinish}
        onPointerCancel={onCancel}
        onContextMenu={(event) => { event.preventDefault(); }}
        onKeyDown={(event) => {
          if (!holds(event.key)) return;
          event.preventDefault();
          if (!event.repeat) onBegin();
        }}
        onKeyUp={(event) => {
          if (holds(event.key)) onFinish();
        }}
        className={clsx(
          "relative grid size-11 touch-none place-items-center rounded-full transition-colors select-none disabled:opacity-55",
          isOn ? "bg-accent text-on-accent" : "border border-line-strong bg-surface text-text enabled:hover:bg-hover",
        )}
      >
        {state === "understanding" || state === "opening" ? (
          <LoaderCircle aria-hidden className="size-5 animate-spin" />
        ) : (
          <Mic aria-hidden className="size-5" />
        )}
      </button>
    </span>
  );
}
