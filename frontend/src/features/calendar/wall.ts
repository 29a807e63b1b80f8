/** Wall time: "2026-06-01T09:30:00" on a clock of no zone in particular. Sums of it are done as if it were UTC. */
export type Wall = string;

const DAY_MS = 86_400_000;

/** What a clock on the wall shows at a moment told with its offset: the text without the offset. */
export const wallOf = (moment: string): Wall => moment.slice(0, 19);

export const dayOf = (wall: Wall): string => wall.slice(0, 10);

export const clockOf = (wall: Wall): string => wall.slice(11, 16);

const asUtc = (wall: Wall): Date => new Date(wall.length === 10 ? `${wall}T00:00:00Z` : `${wall.slice(0, 19)}Z`);

/** Wall time, or a day, so many seconds later. */
export function later(wall: Wall, seconds: number): Wall {
  const moved = new Date(asUtc(wall).getTime() + seconds * 1000).toISOString();
  return wall.length === 10 ? moved.slice(0, 10) : moved.slice(0, 19);
}

export const daysLater = (day: string, days: number): string => later(day, (days * DAY_MS) / 1000);

/** Seconds from one to the other. */
export const secondsBetween = (from: Wall, to: Wall): number => (asUtc(to).getTime() - asUtc(from).getTime()) / 1000;

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: string): number => (asUtc(day.slice(0, 10)).getUTCDay() + 6) % 7;

/** What the clock on the wall shows in a zone now. */
export function wallNow(zone: string, now = new Date()): Wall {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "00";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
}

/** First day of the week where a language is spoken: 0 for Sunday, 1 for Monday, 6 for Saturday. */
export function firstDayOf(language: string): number {
  const locale = new Intl.Locale(language || navigator.language).maximize() as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}
