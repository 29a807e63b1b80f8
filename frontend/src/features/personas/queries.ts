import { useQueryClient, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Persona = Schemas["PersonaView"];
export type Personas = Schemas["PersonasView"];

export const personasQuery = queryOptions({
  queryKey: ["personas"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/personas", { signal })),
});

export const versionsQuery = (name: string) =>
  queryOptions({
    queryKey: ["personas", "versions", name],
    queryFn: ({ signal }) => data(api.GET("/api/v1/personas/{name}/versions", { params: { path: { name } }, signal })),
  });

/** Asks again for everything about personas. */
export function useRefreshPersonas(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["personas"] });
}
