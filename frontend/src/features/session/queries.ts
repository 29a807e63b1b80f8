import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, data, rememberCsrfToken } from "@/api/client";
import { type Session, sessionQuery } from "@/api/session";

/** How people may sign in here, besides by name and password. */
export const waysQuery = queryOptions({
  queryKey: ["sign-in-ways"],
  staleTime: Infinity,
  queryFn: ({ signal }) => data(api.GET("/api/v1/session/ways", { signal })),
});

/** Starts a session; the server sets the cookie, and the pages follow. */
export async function signIn(client: QueryClient, name: string, password: string): Promise<void> {
  begin(client, await data(api.POST("/api/v1/session", { body: { sign_in_name: name, password } })));
}

/** Makes the account of whoever the invitation or code is for, and starts its first session. */
export async function join(client: QueryClient, secret: string, name: string, password: string): Promise<void> {
  begin(client, await data(api.POST("/api/v1/session/join", { body: { secret, sign_in_name: name, password } })));
}

function begin(client: QueryClient, session: Session): void {
  rememberCsrfToken(session.csrf_token);
  client.setQueryData(sessionQuery.queryKey, session);
}
