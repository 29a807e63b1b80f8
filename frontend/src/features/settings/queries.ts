import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, data, slowApi } from "@/api/client";
import type { components } from "@/api/schema";
import { useProblemToast, useToast } from "@/components/toast";

type Schemas = components["schemas"];
export type Setting = Schemas["SettingAnswer"];
export type Section = Schemas["SectionAnswer"];
export type Change = Schemas["ChangeAnswer"];
export type Trials = Schemas["TrialsAnswer"];
/** Settings as they shall be; null takes the default again. */
export type Values = Schemas["Values"]["values"];
export type Value = Values[string];

/** All settings, with where each value comes from. */
export const settingsQuery = queryOptions({
  queryKey: ["settings", "all"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/settings", { signal })),
});

/** What was changed, the newest first. */
export const changesQuery = infiniteQueryOptions({
  queryKey: ["settings", "changes"],
  initialPageParam: undefined as number | undefined,
  queryFn: ({ signal, pageParam }) =>
    data(api.GET("/api/v1/settings/changes", { params: { query: { before: pageParam } }, signal })),
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Tries settings without saving them. */
export const tryValues = (values: Values) => data(slowApi.POST("/api/v1/settings/test", { body: { values } }));

/** Reads everything about settings again. */
export function useLookAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ["settings"] }),
      client.invalidateQueries({ queryKey: ["models"] }),
    ]);
  };
}

/** Takes a change back, and says so. */
export function useUndo() {
  const { t } = useTranslation("settings");
  const toast = useToast();
  const onError = useProblemToast();
  const lookAgain = useLookAgain();
  return useMutation({
    mutationFn: (number: number) =>
      data(api.POST("/api/v1/settings/changes/{number}/undo", { params: { path: { number } } })),
    onSuccess: async () => {
      await lookAgain();
      toast({ title: t("undone") });
    },
    onError,
  });
}

/** Saves settings after they were tried; a note says what happens and lets it be undone. */
export function useSave() {
  const { t } = useTranslation("settings");
  const toast = useToast();
  const undo = useUndo();
  const lookAgain = useLookAgain();
  return useMutation({
    mutationFn: (body: { values: Values; seen_version?: number; is_tried?: boolean }) =>
      data(slowApi.PUT("/api/v1/settings", { body: { is_tried: true, ...body } })),
    onSuccess: async (saved) => {
      await lookAgain();
      const detail = saved.restart.length > 0 ? t("startsAgain", { services: saved.restart.join(", ") }) : t("atOnce");
      toast({
        title: t("saved"),
        detail,
        action: { label: t("shell:action.undo"), onSelect: () => { undo.mutate(saved.change); } },
      });
    },
  });
}
