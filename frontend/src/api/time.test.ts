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
    expect(timeTexts("Europe/Berlin", "en", 12).time(moment)).toMatch(/^2:30\sPM$/);
    expect(timeTexts("Europe/Berlin", "en", 24).time("2026-03-28T23:05:00Z")).toBe("00:05");
  });

  test("read as a distance from now", () => {
    const { relative } = timeTexts("UTC", "en", 24);
    expect(relative("2026-03-29T12:25:05Z", moment)).toBe("5 minutes ago");
    expect(relative("2026-03-30T12:30:05Z", moment)).toBe("tomorrow");
    expect(relative(moment, moment)).toBe("now");
    expect(relative("2026-03-29T13:30:00Z", moment)).toBe("in 1 hour");
  });

  test("name the year only where it is another one, in the viewer's zone", () => {
    const berlin = timeTexts("Europe/Berlin", "en-GB", 24);
    expect(berlin.dateTime(moment, "2026-11-23T12:00:00Z")).toBe("29 Mar, 14:30");
    expect(berlin.dateTime("2025-12-31T22:30:00Z", "2025-12-31T23:30:00Z")).toBe("31 Dec 2025, 23:30");
    expect(berlin.date("2026-12-31T23:30:00Z", moment)).toMatch(/^Fri,? 1 Jan 2027$/);
  });

  test("read as today and tomorrow by the viewer's midnight", () => {
    const now = "2026-03-29T21:30:00Z";
    expect(timeTexts("Europe/Berlin", "en-GB", 24).day("2026-03-29T22:30:00Z", now)).toBe("tomorrow");
    expect(timeTexts("UTC", "en-GB", 24).day("2026-03-29T22:30:00Z", now)).toBe("today");
    expect(timeTexts("UTC", "en-GB", 24).day("2026-04-02T10:00:00Z", now)).toMatch(/^Thu,? 2 Apr$/);
  });

  test.each([
    [0.34, "340 ms"],
    [0.9996, "1.0 s"],
    [1.25, "1.3 s"],
    [59.97, "1 min 0 s"],
    [119.6, "2 min 0 s"],
    [250, "4 min 10 s"],
    [7_260, "2 h 1 min"],
  ])("%d s lasts %s", (seconds, text) => {
    expect(timeTexts("UTC", "en", 24).duration(seconds)).toBe(text);
  });
});
