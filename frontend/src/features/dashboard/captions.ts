import type { TurnNews } from "@/features/flights/steps";

import type { Caption } from "./queries";

const MOST_LINES = 60;

/** A line of the talk that is over. */
export interface SpokenLine {
  /** Unique on this page. */
  key: string;
  name: string;
  isAssistant: boolean;
  words: string;
  isPrivate: boolean;
  /** Whether a turn has told the words as they stand. */
  isSettled: boolean;
}

/** The talk as it is shown: what was said, and what is being said. */
export interface Talk {
  lines: SpokenLine[];
  now: Caption[];
  count: number;
}

export type TalkNews = { caption: Caption } | { turn: TurnNews } | { gap: true };

export const SILENCE: Talk = { lines: [], now: [], count: 0 };

function added(talk: Talk, line: Omit<SpokenLine, "key">): Talk {
  const key = String(talk.count);
  return { ...talk, count: talk.count + 1, lines: [...talk.lines, { ...line, key }].slice(-MOST_LINES) };
}

function heard(talk: Talk, caption: Caption): Talk {
  const others = talk.now.filter((one) => one.id !== caption.id);
  if (!caption.over) return { ...talk, now: [...others, caption].sort((a, b) => a.id.localeCompare(b.id)) };
  const over = { ...talk, now: others };
  if (!caption.words) return over;
  const isAssistant = caption.by_assistant;
  const line = { name: caption.name, isAssistant, words: caption.words, isPrivate: caption.private, isSettled: false };
  // The turn may have told it already.
  const isTold = talk.lines.slice(-2).some((one) => one.isSettled && one.isAssistant === isAssistant && one.words.startsWith(line.words));
  return isTold ? over : added(over, line);
}

function settled(talk: Talk, turn: TurnNews, isAssistant: boolean, words: string): Talk {
  if (!words) return talk;
  const last = talk.lines.findLast((line) => line.isAssistant === isAssistant && line.name === turn.speaker);
  if (last !== undefined && !last.isSettled) {
    const lines = talk.lines.map((line) => (line === last ? { ...line, words, isSettled: true } : line));
    return { ...talk, lines };
  }
  return added(talk, { name: turn.speaker, isAssistant, words, isPrivate: turn.private, isSettled: true });
}

/** The talk after one more piece of news. */
export function talkAfter(talk: Talk, news: TalkNews): Talk {
  if ("gap" in news) return { ...talk, now: [] };
  if ("caption" in news) return heard(talk, news.caption);
  const { turn } = news;
  return settled(settled(talk, turn, false, turn.question), turn, true, turn.played);
}
