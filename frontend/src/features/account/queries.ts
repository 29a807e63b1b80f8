import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components } from "@/api/schema";

export type OwnAccount = components["schemas"]["OwnAccount"];
export type OwnChange = components["schemas"]["OwnChange"];
export type OtherSignIn = OwnAccount["external"][number];
export type OpenSession = components["schemas"]["OpenSession"];
export type AccountEntry = components["schemas"]["AccountEntry"];
export type Arrival = components["schemas"]["Arrival"];

export const ownAccountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/account", { signal })),
});

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/account/sessions", { signal })),
});

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/accounts", { signal })),
});

export const arrivalsQuery = queryOptions({
  queryKey: ["accounts", "arrivals"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/accounts/arrivals", { signal })),
});

export const changeOwn = (body: OwnChange) => data(api.PATCH("/api/v1/account", { body }));

export const changePassword = (current: string, next: string) =>
  api.POST("/api/v1/account/password", { body: { current, new: next } });

export const endSession = (session_id: string) =>
  api.DELETE("/api/v1/account/sessions/{session_id}", { params: { path: { session_id } } });

export const endOtherSessions = () => data(api.DELETE("/api/v1/account/sessions"));

export const unlinkSignIn = (external_id: string) =>
  api.DELETE("/api/v1/account/external/{external_id}", { params: { path: { external_id } } });

export const setClosed = (account_id: string, is_closed: boolean) =>
  data(api.PATCH("/api/v1/accounts/{account_id}", { params: { path: { account_id } }, body: { is_closed } }));

export const deleteAccount = (account_id: string) =>
  api.DELETE("/api/v1/accounts/{account_id}", { params: { path: { account_id } } });

export const linkArrival = (arrival_id: string, account_id: string | null) =>
  api.PUT("/api/v1/accounts/arrivals/{arrival_id}", { params: { path: { arrival_id } }, body: { account_id } });

/** What a browser calls itself, in words: "Firefox on Linux". */
export function browserName(agent: string): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(agent)?.[1];
  const system = /(Android|iPhone|iPad|Windows|Mac OS X|Linux)/.exec(agent)?.[1];
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera", "Mac OS X": "macOS" };
  const named = [browser, system].map((part) => (part === undefined ? "" : (names[part] ?? part)));
  return named.every((part) => part !== "") ? named.join(" · ") : agent.slice(0, 60);
}
