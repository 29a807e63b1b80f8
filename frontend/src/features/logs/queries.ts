import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components, paths } from "@/api/schema";

export type LogLine = components["schemas"]["LogLine"];
export type LogsView = components["schemas"]["LogsView"];
export type LogFilter = NonNullable<paths["/api/v1/logs"]["get"]["parameters"]["query"]>;

/** Which services log, and where. */
export const sourcesQuery = queryOptions({
  queryKey: ["logs", "sources"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/logs/sources", { signal })),
});

/** The newest lines that fit. */
export const logsQuery = (filter: LogFilter) =>
  queryOptions({
    queryKey: ["logs", "lines", filter],
    queryFn: ({ signal }) => readLogs(filter, signal),
  });

/** Asks for lines; with `after`, for those that came since. */
export function readLogs(filter: LogFilter, signal?: AbortSignal): Promise<LogsView> {
  return data(api.GET("/api/v1/logs", { params: { query: filter }, signal }));
}
