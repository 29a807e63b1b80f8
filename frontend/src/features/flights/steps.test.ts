import { expect, test } from "vitest";

import { percentile, stepsOf, toneOf } from "./steps";

test("a turn's steps lie between the stages it reached", () => {
  const steps = stepsOf({ speech_start: 0, speech_end: 1.2, end_decided: 1.4, transcript: 1.4, first_clause: 2, done: 3 });
  expect(steps.map((step) => [step.key, step.from_s, step.to_s])).toEqual([
    ["said", 0, 1.2],
    ["end", 1.2, 1.4],
    ["think", 1.4, 2],
  ]);
  expect(stepsOf({})).toEqual([]);
});

test("half and nearly all of the waits are below their percentiles", () => {
  const waits = Array.from({ length: 100 }, (_, index) => index);
  expect(percentile(waits, 0.5)).toBe(50);
  expect(percentile(waits, 0.95)).toBe(95);
  expect(percentile([], 0.5)).toBeUndefined();
});

test("a failure looks like one", () => {
  expect([toneOf("answered"), toneOf("failed"), toneOf("not_addressed")]).toEqual(["good", "danger", "neutral"]);
});
