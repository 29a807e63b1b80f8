import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components, paths } from "@/api/schema";

import type { LogLine } from "./queries";

export type AppLogLine = components["schemas"]["AppLogLine"];
export type AppLogFigures = components["schemas"]["AppLogFiguresView"];
export type AppLogFilter = Omit<NonNullable<paths["/api/v1/app-logs"]["get"]["parameters"]["query"]>, "before">;

const EVERY_MS = 30_000;

/** Lines of apps, a page at a time; looked at again while `isFresh`. */
export const appLogsQuery = (filter: AppLogFilter, isFresh: boolean) =>
  infiniteQueryOptions({
    queryKey: ["logs", "apps", "lines", filter],
    initialPageParam: undefined as string | undefined,
    refetchInterval: isFresh && EVERY_MS,
    queryFn: ({ signal, pageParam }) =>
      data(api.GET("/api/v1/app-logs", { params: { query: { ...filter, before: pageParam } }, signal })),
    getNextPageParam: (page) => page.before ?? undefined,
  });

/** How much is kept, by level and screen. */
export const appFiguresQuery = (isFresh: boolean) =>
  queryOptions({
    queryKey: ["logs", "apps", "figures"],
    refetchInterval: isFresh && EVERY_MS,
    queryFn: ({ signal }) => data(api.GET("/api/v1/app-logs/figures", { signal })),
  });

/** Forgets every line. */
export function useClearAppLogs() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.DELETE("/api/v1/app-logs")),
    onSuccess: () => client.invalidateQueries({ queryKey: ["logs", "apps"] }),
  });
}

const plain = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A line of an app, told like one of a service: whose app, what it says, and the rest on demand. */
export function asLogLine(line: AppLogLine): LogLine {
  const fields = {
    ...(line.screen && { screen: line.screen }),
    ...(line.app && { key: line.app }),
    ...Object.fromEntries(Object.entries(line.data).filter(([, value]) => typeof value !== "object").map(([name, value]) => [name, plain(value)])),
  };
  const isNested = Object.values(line.data).some((value) => typeof value === "object" && value !== null);
  const more = { ...(isNested && { data: line.data }), ...(Object.keys(line.device).length > 0 && { device: line.device }) };
  return {
    service: line.by,
    at: line.at,
    level: line.level,
    text: line.message,
    fields,
    turn: "",
    more: Object.keys(more).length > 0 ? JSON.stringify(more, null, 2) : "",
  };
}
