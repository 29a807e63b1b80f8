import { queryOptions } from "@tanstack/react-query";

import { request } from "@/api/client";

/** How people may sign in here. */
export interface SignInWays {
  /** Another server that knows people, such as the household's own, where one is set. */
  other: { title: string; url: string } | null;
}

export const waysQuery = queryOptions({
  queryKey: ["sign-in-ways"],
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await (await request("/api/v1/session/ways", { signal })).json()) as SignInWays,
});

/** Starts a session; the server sets the cookie. */
export async function signIn(name: string, password: string): Promise<void> {
  await request("/api/v1/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sign_in_name: name, password }),
  });
}
