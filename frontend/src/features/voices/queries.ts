import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import { useLive } from "@/api/live";
import type { components } from "@/api/schema";
import { useProblemToast } from "@/components/toast";

type Schemas = components["schemas"];
export type Voice = Schemas["VoiceView"];
export type Engine = Schemas["EngineView"];
export type Choices = Schemas["VoiceChoicesView"];
export type Word = Schemas["WordView"];
export type WordChange = Schemas["WordChange"];

const ALL = ["voices"];

/** Every voice of every engine that runs. */
export const voicesQuery = queryOptions({
  queryKey: [...ALL, "list"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/voices", { signal })),
});

/** Who hears which voice where. */
export const choicesQuery = queryOptions({
  queryKey: [...ALL, "choices"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/voices/choices", { signal })),
});

/** How words are said. */
export const wordsQuery = queryOptions({
  queryKey: [...ALL, "words"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/pronunciations", { signal })),
});

/** Looks again when somebody has chosen another voice, here or elsewhere. */
export function useFreshVoices(): void {
  const queries = useQueryClient();
  useLive("voices", () => void queries.invalidateQueries({ queryKey: ALL }));
  useLive("settings", () => void queries.invalidateQueries({ queryKey: ALL }));
}

/** Changes something about voices or words; what goes wrong is shown as a note. */
export function useChange<Given>(change: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient();
  const onError = useProblemToast();
  return useMutation({
    mutationFn: change,
    onError,
    onSettled: () => queries.invalidateQueries({ queryKey: ALL }),
  });
}

export const chooseUsual = (voice: string) => api.PUT("/api/v1/voices/usual", { body: { voice } });
export const chooseMine = (voice: string) => api.PUT("/api/v1/voices/mine", { body: { voice } });
export const chooseEngine = (engine: string) => api.PUT("/api/v1/voices/engine", { body: { engine } });
export const chooseForChannel = (given: { channel: string; voice: string }) =>
  api.PUT("/api/v1/voices/channels", { body: given });
export const chooseForPerson = (given: { personId: string; voice: string }) =>
  api.PUT("/api/v1/voices/people/{person_id}", {
    params: { path: { person_id: given.personId } },
    body: { voice: given.voice },
  });
export const keepWord = (body: WordChange) => api.PUT("/api/v1/pronunciations", { body });
export const removeWord = ({ language, word, has_case }: Word) =>
  api.DELETE("/api/v1/pronunciations", { params: { query: { language, word, has_case } } });
