import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { api } from "@/api/client";
import { useLive } from "@/api/live";

import { type ActionTaken, talkQuery } from "./queries";
import { type Asked, type TurnEvent, ask, follow, newTurnId } from "./turn-stream";

/** The question that is being answered, or that nobody could answer. */
export interface LiveTurn {
  turnId: string;
  text: string;
  spoken: boolean;
  answer: string;
  actions: ActionTaken[];
  state: "running" | "done" | "stopped" | "failed";
  code: string;
  error: unknown;
}

const begun = (asked: Asked): LiveTurn => ({
  turnId: asked.turn_id,
  text: asked.text,
  spoken: asked.spoken,
  answer: "",
  actions: [],
  state: "running",
  code: "",
  error: null,
});

/** What a turn is after another of its events. */
export function after(turn: LiveTurn, event: TurnEvent): LiveTurn {
  switch (event.type) {
    case "text":
      return { ...turn, answer: turn.answer + event.piece };
    case "action":
      return { ...turn, actions: [...turn.actions, event.action] };
    case "end":
      return { ...turn, answer: event.answer || turn.answer, state: event.state, code: event.code };
    default:
      return turn;
  }
}

/**
 * The talk of whoever is signed in: what was said, and the answer that is being written, in this tab or another.
 *
 * @param onVolume Told when the person asked for another volume, 0 to 100.
 */
export function useConversation(onVolume: (percent: number) => void) {
  const queries = useQueryClient();
  const talk = useInfiniteQuery(talkQuery);
  const [live, setLive] = useState<LiveTurn | null>(null);
  const current = useRef<{ turnId: string; end: AbortController } | null>(null);
  const refresh = useCallback(() => queries.invalidateQueries({ queryKey: talkQuery.queryKey }), [queries]);
  useLive("talk", () => void refresh());
  useLive("memory", () => void refresh());

  const read = useCallback(
    async (asked: Asked, stream: (signal: AbortSignal) => AsyncGenerator<TurnEvent>, onBegun?: (turnId: string) => void) => {
      const mine = { turnId: asked.turn_id, end: new AbortController() };
      current.current = mine;
      setLive(begun(asked));
      let state: LiveTurn["state"] = "running";
      try {
        for await (const event of stream(mine.end.signal)) {
          if (event.type === "turn") onBegun?.(mine.turnId);
          if (event.type === "volume") onVolume(event.percent);
          if (event.type === "end") state = event.state;
          setLive((turn) => (turn?.turnId === mine.turnId ? after(turn, event) : turn));
        }
      } catch (error) {
        if (mine.end.signal.aborted) return;
        state = "failed";
        setLive((turn) => (turn?.turnId === mine.turnId ? { ...turn, state: "failed", error } : turn));
      } finally {
        if (current.current === mine) current.current = null;
      }
      await refresh();
      if (state !== "failed") setLive((turn) => (turn?.turnId === mine.turnId ? null : turn));
    },
    [onVolume, refresh],
  );

  const running = talk.data?.pages[0]?.running;
  useEffect(() => {
    if (!running || current.current) return;
    const asked = { turn_id: running.turn_id, text: running.text, spoken: running.spoken };
    void read(asked, (signal) => follow(asked.turn_id, signal));
  }, [running, read]);
  useEffect(() => () => current.current?.end.abort(), []);

  const send = useCallback(
    (text: string, how: { turnId?: string; spoken?: boolean; language?: string; onBegun?: (turnId: string) => void } = {}) => {
      const asked: Asked = { turn_id: how.turnId ?? newTurnId(), text, spoken: how.spoken ?? false, language: how.language };
      void read(asked, (signal) => ask(asked, signal), how.onBegun);
    },
    [read],
  );
  const stop = useCallback(async () => {
    const turnId = current.current?.turnId;
    if (turnId === undefined) return;
    await api.POST("/api/v1/talk/turns/{turn_id}/stop", { params: { path: { turn_id: turnId } } });
  }, []);
  const dismiss = useCallback(() => {
    setLive(null);
  }, []);

  const messages = (talk.data?.pages ?? []).toReversed().flatMap((page) => page.messages);
  const isShown = live !== null && messages.some((one) => one.turn_id === live.turnId);
  return { talk, messages, live: isShown && live.state !== "running" ? null : live, send, stop, dismiss };
}
