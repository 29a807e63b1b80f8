import { queryOptions, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";

import { ProblemError, rememberCsrfToken, request } from "./client";

/** Who is signed in. */
export interface SessionAccount {
  id: string;
  sign_in_name: string;
  person_id: string;
  name: string;
  role: "owner" | "member" | "guest";
  /** Name of an IANA time zone. */
  time_zone: string;
  language: string;
  clock: 12 | 24;
}

/** Another service with pages that runs. */
export interface ServiceLink {
  name: string;
  title: string;
  url: string;
}

export interface Session {
  account: SessionAccount;
  csrf_token: string;
  services: ServiceLink[];
}

/** The session, or null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = (await (await request("/api/v1/session", { signal })).json()) as Session;
      rememberCsrfToken(session.csrf_token);
      return session;
    } catch (problem) {
      if (problem instanceof ProblemError && problem.status === 401) return null;
      throw problem;
    }
  },
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

/** Ends the session here and on the server. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await request("/api/v1/session", { method: "DELETE" });
    client.clear();
    client.setQueryData(sessionQuery.queryKey, null);
  };
}
