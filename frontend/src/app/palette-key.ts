import { useEffect, useEffectEvent } from "react";

/** What to press for the palette, as this machine's keyboard says it. */
export const PALETTE_KEYS = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? "⌘ K" : "Ctrl K";

interface ShellKeys {
  /** Ctrl+K, or Command+K where that is the habit. */
  onPalette: () => void;
  /** "?". */
  onHelp: () => void;
}

/** Listens for the keys that work on every page; "/" goes to the field that the page is searched by. */
export function useShellKeys({ onPalette, onHelp }: ShellKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const act = deedOf(event, { onPalette, onHelp });
    if (act === null) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => { press(event); };
    window.addEventListener("keydown", listen);
    return () => { window.removeEventListener("keydown", listen); };
  }, []);
}

function deedOf(event: KeyboardEvent, { onPalette, onHelp }: ShellKeys): (() => void) | null {
  const hasCommand = event.ctrlKey || event.metaKey;
  if (event.key.toLowerCase() === "k" && hasCommand && !event.altKey && !event.shiftKey) return onPalette;
  const isTyping = (event.target as Element).closest("input, textarea, select, [role=dialog], [contenteditable]") !== null;
  if (isTyping || hasCommand || event.altKey) return null;
  if (event.key === "?") return onHelp;
  const field = event.key === "/" ? document.querySelector<HTMLElement>("main input[type=search], main [role=search] input") : null;
  return field && (() => { field.focus(); });
}
