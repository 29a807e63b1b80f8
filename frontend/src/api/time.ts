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
  /** "Mon, 23 Nov", with the year where it is not this one. */
  date: (moment: Moment, now?: Moment) => string;
  /** "23 Nov, 14:05", with the year where it is not this one. */
  dateTime: (moment: Moment, now?: Moment) => string;
  /** "today", "tomorrow", "yesterday", else the date. */
  day: (moment: Moment, now?: Moment) => string;
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
const NEARLY = 0.9917;
const DAY_MS = 86_400_000;

function relativeText(format: Intl.RelativeTimeFormat, seconds: number): string {
  for (const [unit, size] of STEPS) {
    // What is nearly an hour is an hour, and not 60 minutes.
    if (Math.abs(seconds) >= size * NEARLY) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(Math.round(seconds), "second");
}

function durationText(seconds: number): string {
  if (seconds < 0.9995) return `${String(Math.round(seconds * 1000))} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(whole % 60)} s`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

const TWELVE_HOURS = { hour: "numeric", minute: "2-digit", hourCycle: "h12" } as const;
const TWENTY_FOUR_HOURS = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The clock that is usual where a language is spoken. */
function usualClock(language: string): 12 | 24 {
  return new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions().hour12 === true ? 12 : 24;
}

/** Makes the texts for a zone, such as "Europe/Berlin", and a clock of 12 or 24 hours. */
export function timeTexts(zone: string, language: string, clock: 12 | 24): TimeTexts {
  const hours = clock === 12 ? TWELVE_HOURS : TWENTY_FOUR_HOURS;
  const make = (options: Intl.DateTimeFormatOptions, tongue = language) => {
    const format = new Intl.DateTimeFormat(tongue, { ...options, timeZone: zone });
    return (moment: Moment) => format.format(new Date(moment));
  };
  // "2026-11-23": days and years are compared as they are in the zone.
  const iso = make({ year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");
  const dated = (options: Intl.DateTimeFormatOptions) => {
    const [short, long] = [make(options), make({ ...options, year: "numeric" })];
    return (moment: Moment, now: Moment = Date.now()) =>
      iso(moment).slice(0, -6) === iso(now).slice(0, -6) ? short(moment) : long(moment);
  };
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const date = dated({ weekday: "short", day: "numeric", month: "short" });
  return {
    zone,
    time: make(hours),
    timeWithSeconds: make({ ...hours, second: "2-digit" }),
    date,
    dateTime: dated({ ...hours, day: "numeric", month: "short" }),
    day: (moment, now = Date.now()) => {
      const days = Math.round((Date.parse(iso(moment)) - Date.parse(iso(now))) / DAY_MS);
      return Math.abs(days) <= 1 ? relative.format(days, "day") : date(moment, now);
    },
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
  const clock = account?.clock ?? usualClock(language);
  return useMemo(() => timeTexts(zone, language, clock), [zone, language, clock]);
}
