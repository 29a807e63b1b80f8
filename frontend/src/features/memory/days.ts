import { dayOf, daysLater, secondsBetween, wallNow } from "@/features/calendar/wall";

/** Days, both of them included; empty where there is no bound. */
export interface Days {
  from: string;
  to: string;
}

export const everyDay: Days = { from: "", to: "" };

/** So many days, of which the last is today on the clock of a zone. */
export const lastDays = (count: number, zone: string, now = new Date()): Days => ({
  from: daysLater(dayOf(wallNow(zone, now)), 1 - count),
  to: "",
});

/** The moment at which a day begins in a zone; where the clocks skip midnight, the first one of that day. */
export function startOfDay(day: string, zone: string): string {
  const midnight = `${day}T00:00:00`;
  let at_ms = Date.parse(`${midnight}Z`);
  for (let look = 0; look < 2; look += 1) at_ms -= secondsBetween(midnight, wallNow(zone, new Date(at_ms))) * 1000;
  if (dayOf(wallNow(zone, new Date(at_ms))) < day) at_ms += 3_600_000;
  return new Date(at_ms).toISOString();
}

/** The same as moments: from the first up to but without the second; what has no bound is left out. */
export function momentsOf({ from, to }: Days, zone: string): { since?: string; until?: string } {
  return { ...(from && { since: startOfDay(from, zone) }), ...(to && { until: startOfDay(daysLater(to, 1), zone) }) };
}
