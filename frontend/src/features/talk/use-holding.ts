import { useCallback, useEffect, useRef, useState } from "react";

import { type HearingProblem, Listening, NotHeard } from "./microphone";

/** What the microphone does: nothing, being opened, hearing, waiting for the last words. */
export type Holding = "idle" | "opening" | "hearing" | "understanding";

const SHORTEST_MS = 350;

interface Held {
  listening: Listening;
  opened: Promise<void>;
  began_ms: number;
}

/**
 * Push to talk: speaks while a button or the space bar is held.
 *
 * @param onBegin The button went down: whatever is being said stops.
 * @param onHeard The words, when it was let go.
 */
export function useHolding(onBegin: () => void, onHeard: (text: string, language: string, turnId: string) => void) {
  const [state, setState] = useState<Holding>("idle");
  const [words, setWords] = useState("");
  const [level, setLevel] = useState(0);
  const [problem, setProblem] = useState<HearingProblem | "short" | "silent" | null>(null);
  const held = useRef<Held | null>(null);

  const rest = useCallback(() => {
    held.current = null;
    setState("idle");
    setLevel(0);
  }, []);

  const begin = useCallback(() => {
    if (held.current) return;
    onBegin();
    setProblem(null);
    setWords("");
    setState("opening");
    const listening = new Listening(setWords, setLevel);
    const mine: Held = { listening, opened: listening.start(), began_ms: performance.now() };
    held.current = mine;
    mine.opened.then(
      () => {
        if (held.current === mine) setState((now) => (now === "opening" ? "hearing" : now));
      },
      (error: unknown) => {
        if (held.current !== mine) return;
        setProblem(error instanceof NotHeard ? error.problem : "failed");
        rest();
      },
    );
  }, [onBegin, rest]);

  const finish = useCallback(async () => {
    const mine = held.current;
    if (!mine) return;
    if (performance.now() - mine.began_ms < SHORTEST_MS) {
      mine.listening.cancel();
      setProblem("short");
      rest();
      return;
    }
    setState("understanding");
    try {
      await mine.opened;
      const heard = await mine.listening.finish();
      if (held.current !== mine) return;
      rest();
      setWords("");
      if (heard.text) onHeard(heard.text, heard.language, mine.listening.turnId);
      else setProblem("silent");
    } catch (error) {
      if (held.current !== mine) return;
      setProblem(error instanceof NotHeard ? error.problem : "failed");
      rest();
    }
  }, [onHeard, rest]);

  const cancel = useCallback(() => {
    held.current?.listening.cancel();
    setWords("");
    rest();
  }, [rest]);

  useEffect(() => () => held.current?.listening.cancel(), []);
  return { state, words, level, problem, begin, finish, cancel };
}

const TYPING = "input, textarea, select, button, a, [contenteditable], [role=dialog] *, [role=menu] *";

/** Holds the space bar for a button, wherever nothing else takes it. */
export function useSpaceBar(begin: () => void, finish: () => Promise<void>, cancel: () => void): void {
  useEffect(() => {
    const takes = (event: KeyboardEvent) =>
      event.code === "Space" && !(event.target instanceof Element && event.target.matches(TYPING));
    const down = (event: KeyboardEvent) => {
      if (event.key === "Escape") cancel();
      if (!takes(event)) return;
      event.preventDefault();
      if (!event.repeat) begin();
    };
    const up = (event: KeyboardEvent) => {
      if (event.code === "Space") void finish();
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    window.addEventListener("blur", cancel);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", cancel);
    };
  }, [begin, finish, cancel]);
}
