import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Message = Schemas["MessageBody"];
export type ActionTaken = Schemas["ActionTaken"];
export type Running = Schemas["RunningTurn"];

const PAGE = 50;
const STANDING_MS = 15_000;

/** Messages, the newest page first; each page is oldest first. */
export const talkQuery = infiniteQueryOptions({
  queryKey: ["talk", "messages"],
  initialPageParam: "",
  queryFn: ({ pageParam, signal }) =>
    data(api.GET("/api/v1/talk", { params: { query: { before: pageParam, limit: PAGE } }, signal })),
  getNextPageParam: (page) => page.before || undefined,
});

/** Which parts that a talk needs work now. */
export const standingQuery = queryOptions({
  queryKey: ["talk", "standing"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/talk/standing", { signal })),
  refetchInterval: STANDING_MS,
});
