import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components, paths } from "@/api/schema";

export type FlightsView = components["schemas"]["FlightsView"];
export type FlightView = components["schemas"]["FlightView"];
export type FlightFilter = Omit<NonNullable<paths["/api/v1/flights"]["get"]["parameters"]["query"]>, "before" | "limit">;

/** The last turns, for the dashboard. */
export const latestQuery = queryOptions({
  queryKey: ["flights", "latest"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/flights", { params: { query: { limit: 30 } }, signal })),
});

/** Turns that fit, a page at a time. */
export const flightsQuery = (filter: FlightFilter) =>
  infiniteQueryOptions({
    queryKey: ["flights", "list", filter],
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) =>
      data(api.GET("/api/v1/flights", { params: { query: { ...filter, before: pageParam, limit: 50 } }, signal })),
    getNextPageParam: (page) => page.next_before || undefined,
  });

/** One turn in full. It never changes. */
export const flightQuery = (flight_id: string) =>
  queryOptions({
    queryKey: ["flights", "one", flight_id],
    staleTime: Infinity,
    queryFn: ({ signal }) => data(api.GET("/api/v1/flights/{flight_id}", { params: { path: { flight_id } }, signal })),
  });
