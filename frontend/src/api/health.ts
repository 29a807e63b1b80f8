import { queryOptions } from "@tanstack/react-query";

import { api, data } from "./client";
import type { components } from "./schema";

export type AwayPart = components["schemas"]["AwayPart"];

const LOOK_AGAIN_MS = 10_000;
const LOOK_SOON_MS = 3_000;
const DEADLINE_MS = 6_000;

/** Whether the panel answers at all, and whether its database does. */
export interface PanelHealth {
  isReached: boolean;
  hasDatabase: boolean;
}

/** How the panel is. An unhealthy answer is an answer, and so is none. */
export const panelHealthQuery = queryOptions({
  queryKey: ["panel-health"],
  staleTime: 0,
  queryFn: async ({ signal }): Promise<PanelHealth> => {
    try {
      const answer = await fetch("/health", { signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]) });
      const report = (await answer.json()) as { checks?: Record<string, { ok: boolean }> };
      return { isReached: true, hasDatabase: report.checks?.database?.ok ?? true };
    } catch (error) {
      if (signal.aborted) throw error;
      return { isReached: false, hasDatabase: true };
    }
  },
  refetchInterval: ({ state }) => (state.data && isWell(state.data) ? LOOK_AGAIN_MS : LOOK_SOON_MS),
});

/** Whether pages can be opened and answered at all. */
export const isWell = (health: PanelHealth): boolean => health.isReached && health.hasDatabase;

/** The parts behind the panel that are away now. */
export const awayQuery = queryOptions({
  queryKey: ["away"],
  staleTime: 0,
  retry: false,
  queryFn: async ({ signal }): Promise<AwayPart[]> => (await data(api.GET("/api/v1/away", { signal }))).parts,
  refetchInterval: ({ state }) => (state.data?.length ? LOOK_SOON_MS : LOOK_AGAIN_MS),
});
