import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components } from "@/api/schema";

export type ApiKey = components["schemas"]["KeyView"];
export type Scope = ApiKey["scope"];

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/keys", { signal })),
});

export const makeKey = (name: string, scope: Scope, expires_at: string | null) =>
  data(api.POST("/api/v1/keys", { body: { name, scope, expires_at } }));

export const revokeKey = (key_id: string) =>
  data(api.POST("/api/v1/keys/{key_id}/revoke", { params: { path: { key_id } } }));

export const deleteKey = (key_id: string) => api.DELETE("/api/v1/keys/{key_id}", { params: { path: { key_id } } });
