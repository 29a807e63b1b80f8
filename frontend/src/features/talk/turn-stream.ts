import { SLOW, request } from "@/api/client";

import type { ActionTaken } from "./queries";

/** What an answer tells while it is being written; see the API's description of `POST /api/v1/talk/turns`. */
export type TurnEvent =
  | { type: "turn"; turn_id: string; text: string; spoken: boolean; asked_at: string }
  | { type: "text"; piece: string }
  | { type: "action"; action: ActionTaken }
  | { type: "volume"; percent: number }
  | {
      type: "end";
      state: "done" | "stopped" | "failed";
      question: string;
      answer: string;
      is_kept: boolean;
      answered_at: string;
      code: string;
      detail: string;
    };

export interface Asked {
  turn_id: string;
  text: string;
  spoken: boolean;
  language?: string;
}

/** Asks, and yields the answer as it is written. */
export async function* ask(question: Asked, signal: AbortSignal): AsyncGenerator<TurnEvent> {
  const init = { method: "POST", body: JSON.stringify(question), headers: { "Content-Type": "application/json" }, signal };
  yield* eventsOf(await request("/api/v1/talk/turns", init, SLOW));
}

/** Follows an answer that another tab has asked for, from its beginning. */
export async function* follow(turnId: string, signal: AbortSignal): AsyncGenerator<TurnEvent> {
  yield* eventsOf(await request(`/api/v1/talk/turns/${encodeURIComponent(turnId)}/events`, { signal }, SLOW));
}

/** Reads server-sent events from an answer; comments between them are signs of life. */
export async function* eventsOf(response: Response): AsyncGenerator<TurnEvent> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (waiting + value).split("\n\n");
      waiting = blocks.pop() ?? "";
      for (const block of blocks) {
        if (block.startsWith("data: ")) yield JSON.parse(block.slice("data: ".length)) as TurnEvent;
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

/** An id that no other question has, also where the page came without encryption. */
export function newTurnId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
