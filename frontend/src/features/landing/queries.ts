import { queryOptions } from "@tanstack/react-query";
import createClient from "openapi-fetch";

import { data, request } from "@/api/client";
import type { components, paths } from "@/api/landing-schema";

export type House = components["schemas"]["House"];
export type Release = components["schemas"]["Release"];
export type ServiceStatus = components["schemas"]["ServiceStatus"];

const LOOK_AGAIN_MS = 10_000;
const FIRST_ANSWERS_MS = 1_000;

const landing = createClient<paths>({ baseUrl: window.location.origin, fetch: (made) => request(made) });

/** How to get in touch. */
export const houseQuery = queryOptions({
  queryKey: ["house"],
  staleTime: Infinity,
  queryFn: ({ signal }) => data(landing.GET("/api/v1/house", { signal })),
});

/** How each service is; asked again by itself while the page is looked at. */
export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: ({ signal }) => data(landing.GET("/api/v1/status", { signal })),
  refetchInterval: (query) => (query.state.data?.checked_at === null ? FIRST_ANSWERS_MS : LOOK_AGAIN_MS),
});

/** What changed, the newest first. */
export const changelogQuery = queryOptions({
  queryKey: ["changelog"],
  staleTime: Infinity,
  queryFn: ({ signal }) => data(landing.GET("/api/v1/changelog", { signal })),
});

/** The Mumble server as people reach it from where the page was opened. */
export function mumbleAddress(house: House): { host: string; port: number; url: string } {
  const host = house.mumble.host || window.location.hostname;
  const shown = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const { port } = house.mumble;
  return { host, port, url: `mumble://${shown}:${String(port)}/?version=1.2.0` };
}

/** Where a page of another service is. */
export function pageUrl(link: House["links"][number]): string {
  return link.url || `${window.location.protocol}//${window.location.hostname}:${String(link.port)}/`;
}
