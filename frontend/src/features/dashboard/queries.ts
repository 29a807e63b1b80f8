import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components } from "@/api/schema";

export type Presence = components["schemas"]["PresenceNews"];
export type PresenceView = components["schemas"]["PresenceView"];
/** What one voice says, all of it so far, as the live stream tells it. */
export interface Caption {
  id: string;
  name: string;
  by_assistant: boolean;
  words: string;
  private: boolean;
  /** Whether the words stand. */
  final: boolean;
  /** Whether it is no longer being said. */
  over: boolean;
}
export type HealthView = components["schemas"]["HealthView"];
export type Part = components["schemas"]["PartView"];
export type JobsView = components["schemas"]["JobsView"];
export type Machine = components["schemas"]["Machine"];

export const presenceQuery = queryOptions({
  queryKey: ["presence"],
  refetchInterval: 15_000,
  queryFn: ({ signal }) => data(api.GET("/api/v1/presence", { signal })),
});

export const statsQuery = queryOptions({
  queryKey: ["stats"],
  refetchInterval: 30_000,
  queryFn: ({ signal }) => data(api.GET("/api/v1/stats", { signal })),
});

export const upcomingQuery = queryOptions({
  queryKey: ["upcoming"],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => data(api.GET("/api/v1/upcoming", { params: { query: { limit: 6 } }, signal })),
});

export const healthQuery = queryOptions({
  queryKey: ["health"],
  refetchInterval: 20_000,
  queryFn: ({ signal }) => data(api.GET("/api/v1/health", { signal })),
});

export const jobsQuery = queryOptions({
  queryKey: ["jobs"],
  refetchInterval: 20_000,
  queryFn: ({ signal }) => data(api.GET("/api/v1/jobs", { signal })),
});

export const machineQuery = queryOptions({
  queryKey: ["machine"],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => data(api.GET("/api/v1/machine", { signal })),
});

/** Has a job that was given up done again. */
export async function doAgain(job_id: number): Promise<void> {
  await api.POST("/api/v1/jobs/{job_id}/again", { params: { path: { job_id } } });
}
