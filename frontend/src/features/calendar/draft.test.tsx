import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test } from "vitest";

import { aSession, renderPage } from "@/testing/render";

import { type Draft, bodyOf, draftOf, lengthOf, newDraft, patchOf } from "./draft";
import { EventFacts } from "./event-facts";
import { EventFields } from "./event-fields";
import type { EventView } from "./queries";
import { daysLater, wallNow } from "./wall";

/** In the night of 29 March 2026 the clocks of Berlin go from 2:00 to 3:00. */
const overNight: EventView = {
  event_id: "e1",
  key: "k1",
  person_id: "p1",
  revision: 4,
  title: "Night watch",
  start: "2026-03-28T23:00:00+01:00",
  end: "2026-03-29T04:00:00+02:00",
  zone: "Europe/Berlin",
  is_all_day: false,
  is_series: true,
  place: "",
  description: "",
  importance: 5,
  remind_minutes: null,
  rule: "FREQ=WEEKLY;BYDAY=SA",
  repeats: "every week on Saturday",
} as unknown as EventView;

describe("the draft of an event", () => {
  test("is what the clock on the wall shows, also across the change of the clocks", () => {
    const draft = draftOf(overNight);
    expect(draft).toMatchObject({ startDay: "2026-03-28", startClock: "23:00", endDay: "2026-03-29", endClock: "04:00" });
    expect(lengthOf(draft)).toBe(5 * 3600);
  });

  test("sends only what is different", () => {
    const draft = draftOf(overNight);
    const named = { key: "k1", scope: "all", revision: 4 };
    expect(patchOf(overNight, draft, "all", "Europe/Berlin")).toEqual(named);
    const later = { ...draft, startClock: "22:30" };
    expect(patchOf(overNight, later, "all", "Europe/Berlin")).toEqual({ ...named, start: "2026-03-28T22:30:00", duration_s: 5.5 * 3600 });
    expect(patchOf(overNight, later, "all", "Asia/Tokyo")).toMatchObject({ zone: "Asia/Tokyo" });
  });

  test("keeps a changed repetition to itself where only one time is meant", () => {
    const once = { ...draftOf(overNight), repetition: { ...draftOf(overNight).repetition, frequency: "never" as const } };
    expect(patchOf(overNight, once, "this", "Europe/Berlin")).not.toHaveProperty("rule");
    expect(patchOf(overNight, once, "following", "Europe/Berlin")).toHaveProperty("rule", "");
  });

  test("of whole days counts the last one", () => {
    const draft = newDraft("2026-03-28", 2 * 86_400);
    expect(draft).toMatchObject({ isAllDay: true, startDay: "2026-03-28", endDay: "2026-03-29" });
    expect(bodyOf({ ...draft, title: " Fair " }, "Europe/Berlin")).toMatchObject({ title: "Fair", start: "2026-03-28", duration_s: 2 * 86_400 });
  });
});

describe("wall time", () => {
  test("follows the zone and its change of the clocks", () => {
    const before = new Date("2026-03-29T00:59:00Z");
    const after = new Date("2026-03-29T01:00:00Z");
    expect(wallNow("Europe/Berlin", before)).toBe("2026-03-29T01:59:00");
    expect(wallNow("Europe/Berlin", after)).toBe("2026-03-29T03:00:00");
    expect(wallNow("America/New_York", after)).toBe("2026-03-28T21:00:00");
  });

  test("moves by whole days, however long they are", () => {
    expect(daysLater("2026-03-28", 2)).toBe("2026-03-30");
    expect(daysLater("2026-10-25T02:30:00", 1)).toBe("2026-10-26T02:30:00");
    expect(daysLater("2028-03-01", -1)).toBe("2028-02-29");
  });
});

function Editor({ first }: { first: Draft }) {
  const [draft, setDraft] = useState(first);
  return <EventFields draft={draft} onChange={setDraft} wrong={() => undefined} repeats="" />;
}

describe("the form of an event", () => {
  test("moves the end with the start, over midnight, too", async () => {
    renderPage(<Editor first={newDraft("2026-03-28T22:30:00", 3600)} />);
    fireEvent.change(await screen.findByLabelText("At"), { target: { value: "23:30" } });
    expect(screen.getByLabelText("Until")).toHaveValue("00:30");
    expect(screen.getByLabelText("Ends on")).toHaveValue("2026-03-29");
  });

  test("says where the end is before the start", async () => {
    renderPage(<Editor first={newDraft("2026-03-28T10:00:00", 3600)} />);
    fireEvent.change(await screen.findByLabelText("Until"), { target: { value: "09:00" } });
    expect(screen.getByLabelText("Until")).toHaveAccessibleDescription("The end is before the start.");
  });

  test("of whole days asks for days alone", async () => {
    renderPage(<Editor first={newDraft("2026-03-28T10:00:00", 3600)} />);
    await userEvent.click(await screen.findByRole("switch", { name: "All day" }));
    expect(screen.getByLabelText("Last day")).toHaveValue("2026-03-28");
    expect(screen.queryByLabelText("At")).toBeNull();
  });
});

describe("an event of somebody else", () => {
  const people = [{ person_id: "p1", name: "Mia" }] as never;
  const shown = (clock: 12 | 24) => {
    const session = { ...aSession, account: { ...aSession.account, clock, language: "en-GB" } };
    renderPage(<EventFacts event={overNight} people={people} onClose={() => undefined} />, { session });
  };

  test("is read on a clock of 24 hours", async () => {
    shown(24);
    expect(await screen.findByText(/28 Mar.*23:00 – .*29 Mar.*04:00/)).toBeVisible();
  });

  test("is read on a clock of 12 hours", async () => {
    shown(12);
    expect(await screen.findByText(/28 Mar.*11:00.pm – .*29 Mar.*0?4:00.am/i)).toBeVisible();
  });
});
