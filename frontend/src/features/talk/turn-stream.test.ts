import { expect, test } from "vitest";

import { type TurnEvent, eventsOf } from "./turn-stream";
import { after } from "./use-conversation";

function streamed(...pieces: string[]): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.forEach((piece) => {
        controller.enqueue(encoder.encode(piece));
      });
      controller.close();
    },
  });
  return new Response(body);
}

async function all(response: Response): Promise<TurnEvent[]> {
  const found: TurnEvent[] = [];
  for await (const event of eventsOf(response)) found.push(event);
  return found;
}

test("events are read however the network cuts them, and signs of life are passed over", async () => {
  const found = await all(streamed('data: {"type":"te', 'xt","piece":"Hi"}\n', "\n: still there\n\ndata: ", '{"type":"text","piece":"!"}\n\n'));
  expect(found).toEqual([
    { type: "text", piece: "Hi" },
    { type: "text", piece: "!" },
  ]);
});

test("a turn grows by its events and ends with the words that are remembered", () => {
  const turn = { turnId: "1", text: "?", spoken: false, answer: "", actions: [], state: "running", code: "", error: null } as const;
  const action = { name: "add_event", ok: true, say: "Done.", at: 0, is_ours: true };
  const end = { question: "?", is_kept: true, answered_at: "", code: "", detail: "" };
  const events: TurnEvent[] = [
    { type: "text", piece: " Do" },
    { type: "action", action },
    { type: "end", state: "stopped", answer: "Do", ...end },
  ];
  const grown = events.reduce(after, { ...turn, actions: [] });
  expect(grown).toMatchObject({ answer: "Do", actions: [action], state: "stopped" });
});
