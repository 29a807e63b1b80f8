import type { EventView } from "./queries";

export type Level = "low" | "usual" | "high" | "highest";

/** How important something is, in four steps: 9 and 10, 7 and 8, 4 to 6, and the rest. */
export function levelOf(importance: number): Level {
  if (importance >= 9) return "highest";
  if (importance >= 7) return "high";
  return importance >= 4 ? "usual" : "low";
}

const LEVELS: Record<Level, string> = {
  highest: "cal-highest",
  high: "cal-high",
  usual: "cal-usual",
  low: "cal-low",
};

/** Class of an event: its importance as the ground, its person as the edge. */
export function eventClass(event: Pick<EventView, "importance" | "only_times">, colour: number, isEdged: boolean): string {
  const ground = event.only_times ? "cal-times" : LEVELS[levelOf(event.importance)];
  return `cal-event ${ground}${isEdged ? ` cal-edged cal-person-${String(colour)}` : ""}`;
}
