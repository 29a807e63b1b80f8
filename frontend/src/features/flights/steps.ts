import type { components } from "@/api/schema";

export type TurnNews = components["schemas"]["TurnNews"];
export type Stages = TurnNews["stages"];

/** A step of a turn, between two of its stages. */
export interface Step {
  key: "said" | "end" | "hear" | "think" | "voice" | "play" | "answer";
  from_s: number;
  to_s: number;
}

const BETWEEN: [Step["key"], string, string][] = [
  ["said", "speech_start", "speech_end"],
  ["end", "speech_end", "end_decided"],
  ["hear", "end_decided", "transcript"],
  ["think", "transcript", "first_clause"],
  ["voice", "first_clause", "first_audio"],
  ["play", "first_audio", "first_packet"],
  ["answer", "first_packet", "done"],
];

/** What the speaker waits through. */
export const WAITING: Step["key"][] = ["end", "hear", "think", "voice", "play"];

/** The steps that a turn reached, in order; each begins where the one before it ended. */
export function stepsOf(stages: Stages = {}): Step[] {
  const steps: Step[] = [];
  for (const [key, from, to] of BETWEEN) {
    const from_s = stages[from as keyof Stages];
    const to_s = stages[to as keyof Stages];
    if (from_s !== undefined && to_s !== undefined && to_s > from_s) steps.push({ key, from_s, to_s });
  }
  return steps;
}

/** The value below which a share of the values lie. */
export function percentile(values: number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export type OutcomeTone = "good" | "neutral" | "warning" | "danger";

/** How an outcome looks. */
export function toneOf(outcome: TurnNews["outcome"]): OutcomeTone {
  if (outcome === "answered" || outcome === "controlled") return "good";
  if (outcome === "failed") return "danger";
  if (outcome === "refused" || outcome === "interrupted") return "warning";
  return "neutral";
}
