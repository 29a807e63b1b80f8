import { useEffect, useEffectEvent } from "react";

/** What to press for the palette, as this machine's keyboard says it. */
export const PALETTE_KEYS = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? "⌘ K" : "Ctrl K";

/** Calls `open` on Ctrl+K, or on Command+K where that is the habit. */
export function usePaletteKey(open: () => void): void {
  const pressed = useEffectEvent(open);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        pressed();
      }
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, []);
}
