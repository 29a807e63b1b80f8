import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";

import { ProblemError } from "@/api/problem";
import { answerWith, renderPage } from "@/testing/render";

import { LiveAnswer } from "./live-answer";
import { Remembered } from "./message";
import type { Message } from "./queries";
import TalkPage from "./route";
import type { TurnEvent } from "./turn-stream";
import type { LiveTurn } from "./use-conversation";

const HOSTILE = '<img src=x onerror="alert(1)"> & <b>bold</b>';
const turn: LiveTurn = { turnId: "t1", text: "Hello?", spoken: false, answer: "", actions: [], state: "running", code: "", error: null };
const done = { name: "add_event", ok: true, say: "Dentist, tomorrow at 3.", at: 0, is_ours: true };
const message = (more: Partial<Message>): Message => ({
  id: "m1", turn_id: "t1", role: "user", text: "Hello", spoken: false, said_at: "2026-06-01T12:05:00Z", interrupted: false, actions: [], learned: [], ...more,
});

const noDeed = () => undefined;

describe("an answer", () => {
  test("is waited for with dots that are read aloud, until its first words", async () => {
    const { rerender } = renderPage(<LiveAnswer turn={turn} onAgain={noDeed} onDismiss={noDeed} />);
    expect(await screen.findByRole("status")).toHaveTextContent("The assistant is thinking.");
    rerender(<LiveAnswer turn={{ ...turn, answer: "Good morning" }} onAgain={noDeed} onDismiss={noDeed} />);
    expect(await screen.findByText("Good morning")).toBeVisible();
    expect(screen.queryByRole("status")).toBeNull();
  });

  test("shows what was done for it, and what was not", async () => {
    const failed = { name: "home__light_on", ok: false, say: "The lamp does not answer.", at: 0, is_ours: false };
    renderPage(<LiveAnswer turn={{ ...turn, answer: "Dentist, tomorrow at 3.", actions: [done, failed] }} onAgain={noDeed} onDismiss={noDeed} />);
    const [first, second] = within(await screen.findByRole("list", { name: "What was done" })).getAllByRole("listitem");
    expect(first).toHaveTextContent(/^add event$/);
    expect(second).toHaveTextContent("home: light on · The lamp does not answer. This was not done.");
  });

  test("that fails says why, and can be asked for again or left", async () => {
    const again = vi.fn();
    const leave = vi.fn();
    renderPage(<LiveAnswer turn={{ ...turn, state: "failed", code: "no_model" }} onAgain={again} onDismiss={leave} />);
    expect(await screen.findByRole("alert")).toHaveTextContent("No language model answers now. Everyday commands still work");
    await userEvent.click(screen.getByRole("button", { name: "Ask again" }));
    await userEvent.click(screen.getByRole("button", { name: "Leave it" }));
    expect([again, leave].map((deed) => deed.mock.calls.length)).toEqual([1, 1]);
  });

  test("that never came says what the network said", async () => {
    const error = new ProblemError(503, "unavailable", "Away", "The database can't be reached now.");
    renderPage(<LiveAnswer turn={{ ...turn, state: "failed", error }} onAgain={noDeed} onDismiss={noDeed} />);
    expect(await screen.findByRole("alert")).toHaveTextContent("The database can't be reached now.");
  });
});

describe("what is remembered", () => {
  test("hostile markup stays text, wherever it is", async () => {
    const action = { ...done, name: HOSTILE, say: `said ${HOSTILE}` };
    const { container } = renderPage(
      <>
        <Remembered message={message({ text: HOSTILE, learned: [HOSTILE] })} />
        <Remembered message={message({ id: "m2", role: "assistant", text: `answer ${HOSTILE}`, actions: [action] })} />
      </>,
    );
    expect(await screen.findAllByText(HOSTILE)).toHaveLength(2);
    expect(screen.getByText(`answer ${HOSTILE}`)).toBeVisible();
    expect(screen.getByText(`Remembered: ${HOSTILE}`)).toBeVisible();
    expect(container.querySelector("img, b, script")).toBeNull();
  });

  test("says when it was said, by which means, and where an answer was stopped", async () => {
    renderPage(
      <>
        <Remembered message={message({ spoken: true })} />
        <Remembered message={message({ id: "m2", role: "assistant", text: "Well", interrupted: true })} />
      </>,
    );
    expect(await screen.findByLabelText("Said aloud")).toBeVisible();
    expect(screen.getByText(/14:05/)).toHaveAttribute("datetime", "2026-06-01T12:05:00Z");
    expect(screen.getByText("You stopped this answer.")).toBeVisible();
  });
});

describe("the page", () => {
  test("shows a streamed answer piece by piece, with what was done", async () => {
    const stream = scripted();
    answerWith({
      "GET /api/v1/talk": { messages: [], before: "", running: null },
      "GET /api/v1/talk/standing": { model: { ok: true }, hearing: { ok: true }, speaking: { ok: true } },
    });
    const ordinary = globalThis.fetch;
    vi.stubGlobal("fetch", (input: Request, init?: RequestInit) =>
      new URL(input.url).pathname === "/api/v1/talk/turns" ? Promise.resolve(stream.response) : ordinary(input, init),
    );
    renderPage(<TalkPage />);
    await userEvent.type(await screen.findByLabelText("Your message"), "Dentist tomorrow at 3");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    const log = screen.getByRole("log", { name: "The talk" });
    expect(await within(log).findByText("Dentist tomorrow at 3")).toBeVisible();
    expect(log).toHaveAttribute("aria-busy", "true");
    stream.tell({ type: "text", piece: "It is " });
    expect(await within(log).findByText("It is")).toBeVisible();
    stream.tell({ type: "action", action: done });
    expect(await within(log).findByRole("list", { name: "What was done" })).toHaveTextContent("add event · Dentist, tomorrow at 3.");
    stream.tell({ type: "text", piece: "in the calendar." });
    expect(await within(log).findByText("It is in the calendar.")).toBeVisible();
    stream.end();
  });
});

/** A stream of events that a test writes while it is read. */
function scripted() {
  const encoder = new TextEncoder();
  let control: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => { control = given; } });
  return {
    response: new Response(body, { headers: { "Content-Type": "text/event-stream" } }),
    tell: (event: TurnEvent) => { control.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`)); },
    end: () => { control.close(); },
  };
}
