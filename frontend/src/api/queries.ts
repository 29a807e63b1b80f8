import { type Query, QueryCache, QueryClient } from "@tanstack/react-query";

import { ProblemError } from "./problem";

const RETRIES = 1;
const LOOK_AGAIN_MS = 4_000;

/** Whether a query failed because something is away for now. */
export const isPassing = (error: unknown): boolean => error instanceof ProblemError && error.isPassing;

/** Cache of what was asked. Errors of the asker are final; what is away for a moment is tried again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: keepWhatIsShown }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => mayRetry(error) && failures < RETRIES,
        retryDelay: 1_000,
        // What failed is looked for again by itself: no page waits for somebody to press a button.
        refetchInterval: (query) => (isPassing(query.state.fetchFailureReason) ? LOOK_AGAIN_MS : false),
        refetchOnWindowFocus: true,
        // Our services are on this machine or in the house: a browser without the internet still reaches them.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** One wait up to the deadline is enough for whoever looks at an empty page. */
function mayRetry(error: unknown): boolean {
  return error instanceof ProblemError && error.isPassing && error.code !== "timed_out";
}

/** What a page shows stays, forms included, when looking again fails for now; the notice at its top says why. */
function keepWhatIsShown(error: unknown, query: Query<unknown, unknown>): void {
  if (isPassing(error) && query.state.data !== undefined) query.setState({ status: "success", error: null });
}
