import { useMemo } from "react";

import { useOptionalSession } from "./session";

export type Moment = string | number | Date;

/** Texts of moments in the viewer's zone, language and clock. */
export interface TimeTexts {
  zone: string;
  /** "14:05" or "2:05 PM". */
  time: (moment: Moment) => string;
  /** "14:05:09". */
  timeWithSeconds: (moment: Moment) => string;
  /** "Mon, 23 Nov 2026". */
  date: (moment: Moment) => string;
  /** "23 Nov 2026, 14:05". */
  dateTime: (moment: Moment) => string;
  /** "5 minutes ago", "in 2 days". */
  relative: (moment: Moment, now?: Moment) => string;
  /** "1.2 s", "340 ms", "4 min 10 s". */
  duration: (seconds: number) => string;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function relativeText(format: Intl.RelativeTimeFormat, seconds: number): string {
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(Math.round(seconds), "second");
}

function durationText(seconds: number): string {
  if (seconds < 1) return `${String(Math.round(seconds * 1000))} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(Math.round(seconds % 60))} s`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

/** Makes the texts for a zone, such as "Europe/Berlin", and a clock of 12 or 24 hours. */
export function timeTexts(zone: string, language: string, clock: 12 | 24): TimeTexts {
  const hours = { hour: "2-digit", minute: "2-digit", hourCycle: clock === 12 ? "h12" : "h23" } as const;
  const make = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    return (moment: Moment) => format.format(new Date(moment));
  };
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    zone,
    time: make(hours),
    timeWithSeconds: make({ ...hours, second: "2-digit" }),
    date: make({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    dateTime: make({ ...hours, day: "numeric", month: "short", year: "numeric" }),
    relative: (moment, now = Date.now()) =>
      relativeText(relative, (new Date(moment).getTime() - new Date(now).getTime()) / 1000),
    duration: durationText,
  };
}

/** How moments read for whoever looks: in their zone and on their clock, else as their browser has it. */
export function useTime(): TimeTexts {
  const account = useOptionalSession()?.account;
  const browser = Intl.DateTimeFormat().resolvedOptions();
  const zone = account?.time_zone ?? browser.timeZone;
  const language = account?.language || navigator.language;
  const clock = account?.clock ?? 24;
  return useMemo(() => timeTexts(zone, language, clock), [zone, language, clock]);
}
