import { describe, expect, test } from "vitest";

import { timeTexts } from "./time";

const moment = "2026-03-29T12:30:05Z";

describe("moments", () => {
  test("read in the viewer's zone, summer time included", () => {
    expect(timeTexts("Europe/Berlin", "en", 24).time(moment)).toBe("14:30");
    expect(timeTexts("Europe/Berlin", "en", 24).time("2026-03-28T12:30:05Z")).toBe("13:30");
    expect(timeTexts("Asia/Tokyo", "en", 24).time(moment)).toBe("21:30");
  });

  test("read on a clock of 12 or 24 hours", () => {
    expect(timeTexts("Europe/Berlin", "en", 12).time(moment)).toMatch(/^02:30\sPM$/);
    expect(timeTexts("Europe/Berlin", "en", 24).time("2026-03-28T23:05:00Z")).toBe("00:05");
  });

  test("read as a distance from now", () => {
    const { relative } = timeTexts("UTC", "en", 24);
    expect(relative("2026-03-29T12:25:05Z", moment)).toBe("5 minutes ago");
    expect(relative("2026-03-30T12:30:05Z", moment)).toBe("tomorrow");
    expect(relative(moment, moment)).toBe("now");
  });

  test.each([
    [0.34, "340 ms"],
    [1.25, "1.3 s"],
    [250, "4 min 10 s"],
    [7_260, "2 h 1 min"],
  ])("%d s lasts %s", (seconds, text) => {
    expect(timeTexts("UTC", "en", 24).duration(seconds)).toBe(text);
  });
});
