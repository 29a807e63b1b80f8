import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test } from "vitest";

import { renderPage } from "@/testing/render";

import { RepetitionFields } from "./repetition-fields";
import { readRule, writeRule } from "./rule";

/** A Tuesday, the second of its month. */
const FIRST_DAY = "2026-06-09";

function Editor({ rule = "", words = "" }: { rule?: string; words?: string }) {
  const [value, setValue] = useState(() => readRule(rule));
  return (
    <>
      <RepetitionFields value={value} onChange={setValue} firstDay={FIRST_DAY} words={words} />
      <output>{writeRule(value, FIRST_DAY)}</output>
    </>
  );
}

async function edited(rule?: string, words?: string) {
  renderPage(<Editor rule={rule} words={words} />);
  await screen.findByLabelText("Repeats");
  return userEvent.setup();
}

const theRule = () => screen.getByRole("status").textContent;

describe("how an event repeats", () => {
  test("weekly begins on the day of the event, and more days are added and taken away", async () => {
    const user = await edited();
    await user.selectOptions(screen.getByLabelText("Repeats"), "Every week");
    expect(theRule()).toBe("FREQ=WEEKLY;BYDAY=TU");
    await user.click(screen.getByRole("button", { name: "Fri" }));
    await user.click(screen.getByRole("button", { name: "Mon" }));
    await user.click(screen.getByRole("button", { name: "Tue" }));
    expect(screen.getByRole("button", { name: "Fri" })).toHaveAttribute("aria-pressed", "true");
    expect(screen.getByRole("button", { name: "Tue" })).toHaveAttribute("aria-pressed", "false");
    expect(theRule()).toBe("FREQ=WEEKLY;BYDAY=MO,FR");
  });

  test("monthly may mean the same weekday, for so many times", async () => {
    const user = await edited();
    await user.selectOptions(screen.getByLabelText("Repeats"), "Every month");
    expect(theRule()).toBe("FREQ=MONTHLY");
    await user.selectOptions(screen.getByLabelText("On"), "the same weekday of the month");
    await user.selectOptions(screen.getByLabelText("Ends"), "After a number of times");
    await user.type(screen.getByLabelText("Times"), "2", { initialSelectionStart: 0, initialSelectionEnd: 2 });
    expect(theRule()).toBe("FREQ=MONTHLY;BYDAY=2TU;COUNT=2");
  });

  test("an end on a day begins with the first day", async () => {
    const user = await edited("FREQ=DAILY;INTERVAL=3");
    expect(screen.getByLabelText("Every so many days")).toHaveValue(3);
    await user.selectOptions(screen.getByLabelText("Ends"), "On a day");
    expect(screen.getByLabelText("Last day")).toHaveValue(FIRST_DAY);
    expect(theRule()).toBe("FREQ=DAILY;INTERVAL=3;UNTIL=20260609");
  });

  test("a rule that has no fields is told in words and stays as it is until another is chosen", async () => {
    const rule = "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1";
    const user = await edited(rule, "on the last Monday or Tuesday of each month");
    expect(screen.getByLabelText("Repeats")).toHaveAccessibleDescription("on the last Monday or Tuesday of each month");
    expect(theRule()).toBe(rule);
    await user.selectOptions(screen.getByLabelText("Repeats"), "Never");
    expect(theRule()).toBe("");
  });

  test.each([
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=8",
    "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261231",
    "FREQ=YEARLY",
    "FREQ=HOURLY;INTERVAL=6",
  ])("%s is read and written without a change", (rule) => {
    expect(writeRule(readRule(rule), FIRST_DAY)).toBe(rule);
  });
});
