import { expect, test } from "vitest";

import { follow } from "./following";
import type { LogLine } from "./queries";

const line = (text: string): LogLine => ({ service: "jobs", at: null, level: "info", text, fields: {}, turn: "", more: "" });

test("what comes later stands above, and another filter begins anew", () => {
  const first = { filter: "a", cursor: "1", newer: [line("one")] };
  const then = follow(first, { filter: "a", cursor: "2", newer: [line("two")] });
  expect(then.newer.map((one) => one.text)).toEqual(["two", "one"]);
  expect(then.cursor).toBe("2");
  expect(follow(then, { filter: "b", cursor: "3", newer: [] }).newer).toEqual([]);
});
