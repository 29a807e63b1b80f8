import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { components } from "@/api/schema";

import { type Days, momentsOf } from "./days";

type Schemas = components["schemas"];
export type Fact = Schemas["FactView"];
export type Entity = Schemas["EntityView"];
export type Topic = Schemas["TopicView"];
export type Message = Schemas["MessageView"];
export type Graph = Schemas["GraphView"];
export type Found = Schemas["FoundLine"];
export type Work = Schemas["Work"];
export type Category = NonNullable<Schemas["NewFact"]["category"]>;
export type TopicState = NonNullable<Schemas["ChangedTopic"]["state"]>;

export const CATEGORIES: Category[] = ["fact", "preference", "schedule", "task", "reminder", "other"];
export const KINDS = ["PERSON", "PLACE", "ORGANIZATION", "DATE", "TIME", "EVENT", "OTHER"];
const WORKING_MS = 1_000;

/** Whose memory is looked at; undefined for one's own. */
export type Whose = string | undefined;

export const memoryKey = ["memory"];

export const overviewQuery = (person: Whose) =>
  queryOptions({
    queryKey: ["memory", "overview", person],
    queryFn: ({ signal }) => data(api.GET("/api/v1/memory", { params: { query: { person } }, signal })),
  });

export const peopleQuery = queryOptions({
  queryKey: ["memory", "people"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/memory/people", { signal })),
});

export const knownQuery = queryOptions({
  queryKey: ["memory", "known"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/memory/known", { signal })),
});

export interface FactFilter {
  q: string;
  category: string;
  tag: string;
  importance: number;
  state: "current" | "past" | "all";
  order: "newest" | "important";
  /** When they were told. */
  days: Days;
}

/** @param zone In which days begin and end. */
export const factsQuery = (person: Whose, { days, ...filter }: FactFilter, zone: string) =>
  infiniteQueryOptions({
    queryKey: ["memory", "facts", person, filter, days, zone],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = { person, ...filter, ...momentsOf(days, zone), cursor: pageParam };
      return data(api.GET("/api/v1/memory/facts", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next || undefined,
  });

export const factCountsQuery = (person: Whose) =>
  queryOptions({
    queryKey: ["memory", "fact-counts", person],
    queryFn: ({ signal }) => data(api.GET("/api/v1/memory/facts/counts", { params: { query: { person } }, signal })),
  });

export const factStoryQuery = (person: Whose, fact_id: string) =>
  queryOptions({
    queryKey: ["memory", "fact", person, fact_id],
    queryFn: ({ signal }) =>
      data(api.GET("/api/v1/memory/facts/{fact_id}", { params: { path: { fact_id }, query: { person } }, signal })),
  });

export const duplicatesQuery = queryOptions({
  queryKey: ["memory", "duplicates"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/memory/facts/duplicates", { signal })),
});

export const entitiesQuery = (person: Whose, q: string, kind: string) =>
  infiniteQueryOptions({
    queryKey: ["memory", "entities", person, q, kind],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      data(api.GET("/api/v1/memory/entities", { params: { query: { person, q, kind, cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next || undefined,
  });

export const entityQuery = (person: Whose, entity_id: string) =>
  queryOptions({
    queryKey: ["memory", "entity", person, entity_id],
    queryFn: ({ signal }) =>
      data(api.GET("/api/v1/memory/entities/{entity_id}", { params: { path: { entity_id }, query: { person } }, signal })),
  });

export const mentionsQuery = (person: Whose, entity_id: string) =>
  infiniteQueryOptions({
    queryKey: ["memory", "mentions", person, entity_id],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET("/api/v1/memory/entities/{entity_id}/mentions", {
          params: { path: { entity_id }, query: { person, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });

export const graphQuery = (person: Whose, kind: string) =>
  queryOptions({
    queryKey: ["memory", "graph", person, kind],
    queryFn: ({ signal }) =>
      data(api.GET("/api/v1/memory/entities/graph", { params: { query: { person, kind } }, signal })),
  });

export const topicsQuery = (person: Whose, q: string, state: "" | TopicState) =>
  infiniteQueryOptions({
    queryKey: ["memory", "topics", person, q, state],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      data(api.GET("/api/v1/memory/topics", { params: { query: { person, q, state, cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next || undefined,
  });

export interface HistoryFilter {
  q: string;
  door: string;
  role: "" | "user" | "assistant";
  session?: string;
  topic?: string;
}

/** Where the history begins: at the newest, at a moment, or around a message. */
export interface HistoryPlace {
  at?: string;
  around?: string;
}

type Step = { before?: string; after?: string } & HistoryPlace;

export const historyQuery = (person: Whose, filter: HistoryFilter, place: HistoryPlace) =>
  infiniteQueryOptions({
    queryKey: ["memory", "history", person, filter, place],
    initialPageParam: place,
    queryFn: ({ pageParam, signal }) =>
      data(api.GET("/api/v1/memory/history", { params: { query: { person, ...filter, ...pageParam } }, signal })),
    getNextPageParam: (page): Step | undefined => (page.older ? { before: page.older } : undefined),
    getPreviousPageParam: (page): Step | undefined => (page.newer ? { after: page.newer } : undefined),
  });

export const talksQuery = (person: Whose) =>
  infiniteQueryOptions({
    queryKey: ["memory", "talks", person],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      data(api.GET("/api/v1/memory/history/talks", { params: { query: { person, cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next || undefined,
  });

export const searchQuery = (person: Whose, q: string) =>
  queryOptions({
    queryKey: ["memory", "search", person, q],
    enabled: q.trim() !== "",
    queryFn: ({ signal }) => data(api.GET("/api/v1/memory/search", { params: { query: { person, q } }, signal })),
  });

const isAtWork = (work: Work | undefined) => work !== undefined && work.waiting + work.doing > 0;

export const consolidationQuery = (person: Whose) =>
  queryOptions({
    queryKey: ["memory", "consolidation", person],
    queryFn: ({ signal }) =>
      data(api.GET("/api/v1/memory/consolidation", { params: { query: { person } }, signal })),
    refetchInterval: (query) => (isAtWork(query.state.data?.work) ? WORKING_MS : false),
  });

export const runsQuery = (person: Whose) =>
  infiniteQueryOptions({
    queryKey: ["memory", "runs", person],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      data(api.GET("/api/v1/memory/consolidation/runs", { params: { query: { person, cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next || undefined,
  });

export const summariesQuery = (person: Whose) =>
  infiniteQueryOptions({
    queryKey: ["memory", "summaries", person],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET("/api/v1/memory/consolidation/summaries", { params: { query: { person, cursor: pageParam } }, signal }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });

export const summaryMessagesQuery = (person: Whose, summary_id: string) =>
  queryOptions({
    queryKey: ["memory", "summary", person, summary_id],
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/v1/memory/consolidation/summaries/{summary_id}/messages", {
          params: { path: { summary_id }, query: { person } },
          signal,
        }),
      ),
  });

export const storesQuery = queryOptions({
  queryKey: ["memory", "stores"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/memory/stores", { signal })),
  refetchInterval: (query) => {
    const stores = query.state.data;
    const isBusy = isAtWork(stores?.repairs?.rebuild) || isAtWork(stores?.repairs?.reconcile);
    return isBusy || (stores?.vectors.waiting ?? 0) > 0 ? WORKING_MS : false;
  },
});

/** Whether jobs of a kind wait or are under way. */
export const isWorking = isAtWork;
