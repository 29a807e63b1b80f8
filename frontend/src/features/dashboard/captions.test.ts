import { describe, expect, test } from "vitest";

import type { TurnNews } from "@/features/flights/steps";

import { SILENCE, type Talk, talkAfter, type TalkNews } from "./captions";
import type { Caption } from "./queries";

const said = (words: string, more: Partial<Caption> = {}): TalkNews => ({
  caption: { id: "1:said", name: "Ann", by_assistant: false, words, private: false, final: false, over: false, ...more },
});
const told = (words: string, more: Partial<Caption> = {}): TalkNews =>
  said(words, { id: "t:told", by_assistant: true, ...more });
const turn = (question: string, played: string): TalkNews => ({
  turn: { id: "x", speaker: "Ann", question, played, private: false } as TurnNews,
});
const after = (...news: TalkNews[]): Talk => news.reduce(talkAfter, SILENCE);
const words = (talk: Talk) => talk.lines.map((line) => line.words);

describe("the talk", () => {
  test("shows the newest words of each voice while it speaks", () => {
    const talk = after(said("is"), said("is the gate"), told("Yes,"));
    expect(talk.now.map((one) => one.words)).toEqual(["is the gate", "Yes,"]);
    expect(talk.lines).toEqual([]);
  });

  test("keeps what was said, in the words of the turn, once", () => {
    const talk = after(said("is the gate"), told("Yes,"), said("is the gate", { over: true }), told("Yes,", { over: true }), turn("Is the gate open", "Yes, it is."));
    expect(words(talk)).toEqual(["Is the gate open", "Yes, it is."]);
    expect(talk.now).toEqual([]);
  });

  test("says nothing twice where the turn comes before its captions are over", () => {
    const talk = after(said("hello"), told("Good"), turn("hello", "Good evening."), said("hello", { over: true }), told("Good", { over: true }));
    expect(words(talk)).toEqual(["hello", "Good evening."]);
  });

  test("shows written turns, and drops noise and what was lost in a gap", () => {
    expect(words(after(turn("written", "answer")))).toEqual(["written", "answer"]);
    expect(after(said(""), said("", { over: true })).lines).toEqual([]);
    expect(after(said("cut off"), { gap: true }).now).toEqual([]);
  });

  test("forgets the oldest lines", () => {
    const many = Array.from({ length: 80 }, (_, index) => turn(`q${String(index)}`, ""));
    expect(after(...many).lines).toHaveLength(60);
  });
});
