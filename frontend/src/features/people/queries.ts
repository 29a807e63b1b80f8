import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import { useLive } from "@/api/live";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type PersonView = Schemas["PersonView"];
export type PersonDetail = Schemas["PersonDetail"];
export type Choices = Schemas["Choices"];
export type ChoicesPatch = Schemas["ChoicesPatch"];
export type WayView = Schemas["WayView"];

const KEY = "people";

/** Whatever is shown of people is asked for again. */
export async function lookAgain(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: [KEY] });
}

/** Looks again when somebody was changed, here or elsewhere. */
export function useFreshPeople(): void {
  const client = useQueryClient();
  useLive("people", () => void lookAgain(client));
}

export const peopleQuery = queryOptions({
  queryKey: [KEY, "all"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/people", { signal })),
});

const of = (person_id: string) => ({ params: { path: { person_id } } });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: [KEY, id],
    queryFn: ({ signal }) => data(api.GET("/api/v1/people/{person_id}", { ...of(id), signal })),
  });

export const knownQuery = (id: string) =>
  queryOptions({
    queryKey: [KEY, id, "known"],
    queryFn: ({ signal }) => data(api.GET("/api/v1/people/{person_id}/known", { ...of(id), signal })),
  });

export const mergeQuery = (stays: string, goes: string) =>
  queryOptions({
    queryKey: [KEY, stays, "merge", goes],
    queryFn: ({ signal }) =>
      data(api.GET("/api/v1/people/{person_id}/merge/{goes}", { params: { path: { person_id: stays, goes } }, signal })),
  });

export const choose = (id: string, body: ChoicesPatch) => data(api.PATCH("/api/v1/people/{person_id}", { ...of(id), body }));
export const giveRole = (id: string, role: "owner" | "member") =>
  data(api.PUT("/api/v1/people/{person_id}/role", { ...of(id), body: { role } }));
export const forgetWay = (person_id: string, way_id: string) =>
  data(api.DELETE("/api/v1/people/{person_id}/ways/{way_id}", { params: { path: { person_id, way_id } } }));
export const askCode = () => data(api.POST("/api/v1/people/me/link-code"));
export const takeCode = (code: string) => data(api.POST("/api/v1/people/me/link", { body: { code } }));
export const merge = (stays: string, goes: string) =>
  data(api.POST("/api/v1/people/{person_id}/merge", { ...of(stays), body: { goes } }));
export const forget = (id: string, confirm: string) =>
  data(api.POST("/api/v1/people/{person_id}/forget", { ...of(id), body: { confirm } }));
export const invite = (id: string) => data(api.POST("/api/v1/accounts/invitations/{person_id}", of(id)));
export const exportAddress = (id: string) => `/api/v1/people/${id}/export.json`;
