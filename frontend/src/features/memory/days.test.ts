import { describe, expect, test } from "vitest";

import { everyDay, lastDays, momentsOf, startOfDay } from "./days";

describe("days of facts", () => {
  test.each([
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-06-01", "Asia/Kathmandu", "2026-05-31T18:15:00.000Z"],
    ["2026-06-01", "America/Los_Angeles", "2026-06-01T07:00:00.000Z"],
    ["2026-06-01", "Pacific/Kiritimati", "2026-05-31T10:00:00.000Z"],
  ])("%s begins in %s at %s", (day, zone, moment) => {
    expect(startOfDay(day, zone)).toBe(moment);
  });

  test("a day without a midnight begins with its first hour", () => {
    // In Santiago the clocks go from 24:00 on 5 September 2026 to 1:00.
    expect(startOfDay("2026-09-06", "America/Santiago")).toBe("2026-09-06T04:00:00.000Z");
  });

  test("the last days count today, on the clock of the viewer", () => {
    const lateEvening = new Date("2026-06-10T22:30:00Z");
    expect(lastDays(7, "Europe/Berlin", lateEvening).from).toBe("2026-06-05");
    expect(lastDays(7, "America/New_York", lateEvening).from).toBe("2026-06-04");
  });

  test("both ends are included, and what has no bound is left out", () => {
    expect(momentsOf(everyDay, "Europe/Berlin")).toEqual({});
    expect(momentsOf({ from: "2026-06-01", to: "2026-06-01" }, "Europe/Berlin")).toEqual({
      since: "2026-05-31T22:00:00.000Z",
      until: "2026-06-01T22:00:00.000Z",
    });
    expect(momentsOf({ from: "", to: "2026-06-01" }, "Europe/Berlin")).not.toHaveProperty("since");
  });
});
