import { QueryClient } from "@tanstack/react-query";

import { ProblemError } from "./problem";

const RETRIES = 2;

/** Cache of what was asked. Errors of the asker are final; what is away for a moment is tried again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => error instanceof ProblemError && error.isPassing && failures < RETRIES,
        retryDelay: (failures) => Math.min(1_000 * 2 ** failures, 8_000),
        refetchOnWindowFocus: true,
        // Our services are on this machine or in the house: a browser without the internet still reaches them.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
