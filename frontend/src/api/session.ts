import { type QueryClient, queryOptions, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";

import { ProblemError, api, data, rememberCsrfToken } from "./client";
import { isPassing } from "./queries";
import type { components } from "./schema";

/** Who is signed in, the token of changing requests, and the other services with pages. */
export type Session = components["schemas"]["SessionView"];
export type SessionAccount = Session["account"];
export type ServiceLink = Session["services"][number];

const LOOK_AGAIN_MS = 3_000;

/** The session, or null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await data(api.GET("/api/v1/session", { signal }));
      rememberCsrfToken(session.csrf_token);
      return session;
    } catch (problem) {
      if (problem instanceof ProblemError && problem.status === 401) return null;
      throw problem;
    }
  },
  refetchInterval: ({ state }) => (isPassing(state.fetchFailureReason) ? LOOK_AGAIN_MS : false),
});

/** The session of whoever is signed in. Only for what is shown inside the shell. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error("nobody is signed in");
  return data;
}

/** The session where there may be none; public pages never ask for one. */
export function useOptionalSession(): Session | null {
  return useQuery({ ...sessionQuery, enabled: false }).data ?? null;
}

/** Shows the way in again, and keeps nothing of what was seen. */
export function forgetSession(client: QueryClient): void {
  // The query of the session stays: the page watches it.
  client.setQueryData(sessionQuery.queryKey, null);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionQuery.queryKey[0] });
}

/** Ends the session here and on the server. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await api.DELETE("/api/v1/session");
    forgetSession(client);
  };
}
