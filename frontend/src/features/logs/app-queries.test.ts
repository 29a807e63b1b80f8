import { expect, test } from "vitest";

import { type AppLogLine, asLogLine } from "./app-queries";

const line: AppLogLine = {
  id: "1",
  at: "2026-05-04T16:00:00Z",
  received_at: "2026-05-04T16:00:01Z",
  level: "error",
  message: "No answer",
  screen: "Chat",
  data: { took_ms: 9000, path: "/api/chat" },
  device: {},
  by: "Mia",
  app: "phone",
};

test("a line of an app tells whose it is, with what is short beside it", () => {
  const told = asLogLine(line);
  expect(told).toMatchObject({ service: "Mia", text: "No answer", level: "error", more: "" });
  expect(told.fields).toEqual({ screen: "Chat", key: "phone", took_ms: "9000", path: "/api/chat" });
});

test("what is long is shown on demand", () => {
  const told = asLogLine({ ...line, data: { answer: { status: 503 } }, device: { platform: "android" } });
  expect(told.fields).not.toHaveProperty("answer");
  expect(JSON.parse(told.more)).toEqual({ data: { answer: { status: 503 } }, device: { platform: "android" } });
});
