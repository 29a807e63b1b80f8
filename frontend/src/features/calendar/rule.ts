/** How often an event repeats, as the form shows it. `custom` stands for rules that the form has no fields for. */
export type Frequency = "never" | "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" | "custom";

export interface Repetition {
  frequency: Frequency;
  interval: number;
  /** 0 for Monday to 6 for Sunday; of weekly rules. */
  weekdays: number[];
  /** Of monthly rules: the same day of the month, or the same weekday in it ("2TU"). */
  monthly: "day" | "weekday";
  end: "never" | "count" | "until";
  count: number;
  /** A day. */
  until: string;
  /** The rule as it is kept, where `frequency` is `custom`. */
  text: string;
}

export const CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const FREQUENCIES: readonly string[] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const KNOWN = new Set(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"]);

export const once: Repetition = {
  frequency: "never",
  interval: 1,
  weekdays: [],
  monthly: "day",
  end: "never",
  count: 10,
  until: "",
  text: "",
};

/** The text of a rule (RFC 5545, 3.3.10) as fields. */
export function readRule(text: string): Repetition {
  if (!text) return once;
  const parts = new Map(text.split(";").map((part) => part.split("=", 2) as [string, string]));
  const frequency = parts.get("FREQ") ?? "";
  const byDay = (parts.get("BYDAY") ?? "").split(",").filter(Boolean);
  const isPlain = byDay.every((day) => (CODES as readonly string[]).includes(day));
  const isNth = frequency === "MONTHLY" && byDay.length === 1 && /^([1-4]|-1)(MO|TU|WE|TH|FR|SA|SU)$/.test(byDay[0] ?? "");
  const isOurs =
    FREQUENCIES.includes(frequency) &&
    [...parts.keys()].every((name) => KNOWN.has(name)) &&
    (byDay.length === 0 || (frequency === "WEEKLY" && isPlain) || isNth) &&
    !(parts.get("BYMONTHDAY") ?? "").includes(",");
  if (!isOurs) return { ...once, frequency: "custom", text };
  const until = parts.get("UNTIL") ?? "";
  return {
    ...once,
    frequency: frequency as Frequency,
    interval: Number(parts.get("INTERVAL") ?? 1),
    weekdays: frequency === "WEEKLY" ? byDay.map((day) => (CODES as readonly string[]).indexOf(day)) : [],
    monthly: isNth ? "weekday" : "day",
    end: parts.has("COUNT") ? "count" : until ? "until" : "never",
    count: Number(parts.get("COUNT") ?? once.count),
    until: until && `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`,
    text,
  };
}

/** The fields as the text of a rule for something that begins on a day. */
export function writeRule(given: Repetition, firstDay: string): string {
  if (given.frequency === "never") return "";
  if (given.frequency === "custom") return given.text;
  const parts = [`FREQ=${given.frequency}`];
  if (given.interval > 1) parts.push(`INTERVAL=${String(given.interval)}`);
  if (given.frequency === "WEEKLY" && given.weekdays.length > 0) {
    parts.push(`BYDAY=${[...given.weekdays].sort().map((day) => CODES[day]).join(",")}`);
  }
  if (given.frequency === "MONTHLY" && given.monthly === "weekday") parts.push(`BYDAY=${nthWeekday(firstDay)}`);
  if (given.end === "count") parts.push(`COUNT=${String(given.count)}`);
  if (given.end === "until" && given.until) parts.push(`UNTIL=${given.until.replaceAll("-", "")}`);
  return parts.join(";");
}

/** "2TU" for the second Tuesday of its month, "-1TU" for the fifth, which not every month has. */
export function nthWeekday(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const number = Math.ceil(date.getUTCDate() / 7);
  return `${String(number > 4 ? -1 : number)}${CODES[(date.getUTCDay() + 6) % 7] ?? "MO"}`;
}
