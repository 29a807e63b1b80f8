import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderPage } from "@/testing/render";

import { By, type Entry, What } from "./entry";

const ID = "01890000-0000-7000-8000-00000000000a";
const entry: Entry = { id: "1", at: "", by: "", key_name: "", action: "person.role", subject: ID, details: {}, address: "192.0.2.7", names: { [ID]: "Mia" } };

async function shown(more: Partial<Entry>) {
  const whole = { ...entry, ...more };
  renderPage(
    <>
      <p data-testid="by"><By entry={whole} /></p>
      <p data-testid="what"><What entry={whole} /></p>
    </>,
  );
  return { by: (await screen.findByTestId("by")).textContent, what: screen.getByTestId("what").textContent };
}

test.each([
  ["somebody signed in", { by: "Ada" }, "Ada", "Role changed · Mia"],
  ["a key", { by: "Ada", key_name: "Kettle" }, "Adaby the key “Kettle”", "Role changed · Mia"],
  ["the terminal", { action: "account.made", subject: "ben", address: "" }, "The terminal", "Account made · ben"],
  ["an account that is gone", {}, "Somebody who is no more", "Role changed · Mia"],
  ["nobody knows whom", { action: "sign_in.failed" }, "Somebody unknown", "Sign-in failed · Mia"],
  ["somebody, to one who is forgotten", { by: "Ada", action: "person.forgotten", names: {} }, "Ada", "Person forgotten · somebody who is no more"],
  ["a browser, of a browser", { by: "Ada", action: "session.ended", subject: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" }, "Ada", "Browser signed out · Firefox · Linux"],
] as const)("what was done by %s", async (_, more, by, what) => {
  expect(await shown(more)).toEqual({ by, what });
});

test("details read as words, ids in them as names, and those of what is gone not at all", async () => {
  const details = { invited_by: ID, changed: ["name", "clock"], is_shared: true, entity: "01890000-0000-7000-8000-00000000000b", moves: { facts: 2, calendar_actions: 1 } };
  const { what } = await shown({ action: "account.made", subject: "<b>bea</b>", details });
  expect(what).toBe("Account made · <b>bea</b>invited by: Mia · changed: name, clock · shared with owners: yes · moved: facts 2, calendar actions 1");
});
