import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

/** What the panel tells of by itself. `resync` means that news were lost: ask again. */
export type LiveTopic =
  | "presence"
  | "caption"
  | "turn"
  | "talk"
  | "voices"
  | "health"
  | "jobs"
  | "settings"
  | "calendar"
  | "memory"
  | "models"
  | "people"
  | "resync";

const TOPICS: LiveTopic[] = [
  "presence",
  "caption",
  "turn",
  "talk",
  "voices",
  "health",
  "jobs",
  "settings",
  "calendar",
  "memory",
  "models",
  "people",
  "resync",
];
const REOPEN_MS = 5_000;

type Listener = (data: unknown) => void;

const listeners = new Map<LiveTopic, Set<Listener>>();
const stateListeners = new Set<() => void>();
let source: EventSource | null = null;
let reopening: ReturnType<typeof setTimeout> | undefined;
let isConnected = false;
let wasConnected = false;

function setConnected(connected: boolean): void {
  isConnected = connected;
  stateListeners.forEach((listener) => {
    listener();
  });
}

function hear(topic: LiveTopic, event: MessageEvent<string>): void {
  let data: unknown = null;
  try {
    data = JSON.parse(event.data || "null");
  } catch {
    return;
  }
  listeners.get(topic)?.forEach((listener) => {
    listener(data);
  });
}

function open(): void {
  source = new EventSource("/api/v1/live");
  source.onopen = () => {
    setConnected(true);
    // What was told while the line was cut is not told again.
    if (wasConnected) hear("resync", new MessageEvent("resync", { data: "null" }));
    wasConnected = true;
  };
  source.onerror = () => {
    setConnected(false);
    // An answer that is no stream ends the browser's own attempts.
    if (source?.readyState === EventSource.CLOSED) {
      reopening = setTimeout(open, REOPEN_MS);
    }
  };
  for (const topic of TOPICS) {
    source.addEventListener(topic, (event) => {
      hear(topic, event as MessageEvent<string>);
    });
  }
}

function close(): void {
  clearTimeout(reopening);
  source?.close();
  source = null;
  wasConnected = false;
  setConnected(false);
}

function listen(topic: LiveTopic, listener: Listener): () => void {
  const heard = listeners.get(topic) ?? new Set<Listener>();
  listeners.set(topic, heard.add(listener));
  if (source === null) open();
  return () => {
    heard.delete(listener);
    if ([...listeners.values()].every((set) => set.size === 0)) close();
  };
}

/**
 * Calls `react` with each piece of news of a topic while the component is shown, and with null after a gap in the
 * stream. All components share one connection.
 */
export function useLive(topic: LiveTopic, react: (data: unknown) => void): void {
  const heard = useEffectEvent(react);
  useEffect(() => {
    const stop = listen(topic, (data) => {
      heard(data);
    });
    const stopResync = topic === "resync" ? undefined : listen("resync", () => {
      heard(null);
    });
    return () => {
      stop();
      stopResync?.();
    };
  }, [topic]);
}

/** Whether news arrive at the moment. */
export function useIsLive(): boolean {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    () => isConnected,
  );
}
