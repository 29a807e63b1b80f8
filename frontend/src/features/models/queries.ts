import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, data, request, SLOW } from "@/api/client";
import type { components } from "@/api/schema";
import { useProblemToast } from "@/components/toast";

type Schemas = components["schemas"];
export type Models = Schemas["ModelsAnswer"];
export type InUse = Schemas["InUse"];
export type Server = Schemas["ServerAnswer"];
export type ServerModel = Schemas["ServerModel"];
export type OwnModel = Schemas["OwnModel"];
export type Fetch = Schemas["FetchAnswer"];
export type Heard = Schemas["HeardAnswer"];
export type ServerKind = Server["kind"];

const EMBEDDING_MS = 5_000;
const UNDER_WAY_MS = 2_000;

/** What is in use, and what our catalogue has. */
export const modelsQuery = queryOptions({
  queryKey: ["models", "all"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/models", { signal })),
  // Embedding everything again goes on by itself; nobody tells of each line.
  refetchInterval: ({ state }) => {
    const { done = null, total = null } = state.data?.embeddings ?? {};
    return done !== null && total !== null && done < total ? EMBEDDING_MS : false;
  },
});

/** What the server of the settings has. */
export const serverQuery = (kind: ServerKind) =>
  queryOptions({
    queryKey: ["models", "server", kind],
    queryFn: ({ signal }) => data(api.GET("/api/v1/models/server", { params: { query: { kind } }, signal })),
  });

/** What is being fetched, and what was. */
export const fetchesQuery = queryOptions({
  queryKey: ["models", "fetches"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/models/fetches", { signal })),
  // News may be lost while the page opens or the line is down.
  refetchInterval: ({ state }) => (state.data?.fetches.some(isUnderWay) ? UNDER_WAY_MS : false),
});

/** Whether a fetch is not over. */
export const isUnderWay = (fetch: Fetch) => fetch.step === "waiting" || fetch.step === "fetching";

/** Looks at another server; nothing is saved. */
export const tryServer = (kind: ServerKind, url: string, api_key: string) =>
  data(api.POST("/api/v1/models/server/test", { body: { kind, url, api_key } }));

/** Begins to fetch a model. */
export function useFetchModel() {
  const client = useQueryClient();
  const onError = useProblemToast();
  return useMutation({
    mutationFn: (body: { model: string; kind: Fetch["kind"] }) => data(api.POST("/api/v1/models/fetches", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: fetchesQuery.queryKey }),
    onError,
  });
}

/** Stops a fetch. */
export function useStopFetching() {
  const onError = useProblemToast();
  return useMutation({
    mutationFn: (model: string) => api.DELETE("/api/v1/models/fetches/{model}", { params: { path: { model } } }),
    onError,
  });
}

/** Deletes a model from the Ollama server. */
export const deleteModel = (model: string) => api.DELETE("/api/v1/models/ollama/{model}", { params: { path: { model } } });

/** What an engine hears in a recording; another engine than that of now is loaded for it alone. */
export async function hear(clip: Blob, engine: string, model: string): Promise<Heard> {
  const form = new FormData();
  form.append("clip", clip, "recording");
  const query = new URLSearchParams({ engine, model });
  const answer = await request(`/api/v1/models/hearing/test?${query.toString()}`, { method: "POST", body: form }, SLOW);
  return (await answer.json()) as Heard;
}

/** "1.9 GB". */
export function sizeText(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${(bytes / 1e6).toFixed(bytes >= 1e7 ? 0 : 1)} MB`;
}
