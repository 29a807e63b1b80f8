import { useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";

import { useLive } from "@/api/live";

import { type HistoryPlace, type Whose, memoryKey } from "./queries";

/** What the tabs share: whose memory is shown, and how one leads to another. */
interface Looking {
  /** Undefined for one's own; only that can be changed. */
  person: Whose;
  /** Opens the history at a place, or all that was said about a topic. */
  openHistory: (place: HistoryPlace & { topic?: string }) => void;
}

export const LookingContext = createContext<Looking>({ person: undefined, openHistory: () => undefined });

/** Whose memory is shown, and the way to what was said. */
export function useLooking(): Looking {
  return use(LookingContext);
}

/** Asks again for everything about memory: after a change, or when news of one arrive. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: memoryKey });
}

/** Keeps an open page fresh. */
export function useFreshMemory(): void {
  const refresh = useRefresh();
  useLive("memory", () => void refresh());
}
