import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  Outlet,
  RouterProvider,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { type ReactNode, Suspense } from "react";
import { vi } from "vitest";

import { type Session, sessionQuery } from "@/api/session";
import { ToastProvider } from "@/components/toast";

export const aSession: Session = {
  account: {
    id: "a1",
    sign_in_name: "ada",
    person_id: "p1",
    name: "Ada Lovelace",
    role: "owner",
    time_zone: "Europe/Berlin",
    language: "en",
    clock: 24,
  },
  csrf_token: "token",
  services: [],
};

/**
 * Shows a component as the shell would: signed in, with routes, texts and notes.
 *
 * @param address Where the page stands; links may lead anywhere.
 */
export function renderPage(content: ReactNode, { session = aSession, address = "/" } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(sessionQuery.queryKey, session);
  const root = createRootRoute({ component: Outlet });
  const anywhere = createRoute({ getParentRoute: () => root, path: "$", component: () => content });
  const router = createRouter({
    routeTree: root.addChildren([anywhere]),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  const shown = render(
    <QueryClientProvider client={client}>
      <ToastProvider>
        <Suspense fallback={null}>
          <RouterProvider router={router as never} />
        </Suspense>
      </ToastProvider>
    </QueryClientProvider>,
  );
  return { ...shown, client, router };
}

/** Answers requests by "METHOD /path"; anything else is answered with 404. Returns the requests that came. */
export function answerWith(answers: Record<string, unknown>): Request[] {
  const seen: Request[] = [];
  vi.stubGlobal("fetch", (input: Request | string, init?: RequestInit) => {
    const made = new Request(typeof input === "string" ? new URL(input, window.location.origin) : input, init);
    seen.push(made.clone());
    const answer = answers[`${made.method} ${new URL(made.url).pathname}`];
    if (answer === undefined) {
      return Promise.resolve(Response.json({ error: "nothing here", code: "unknown" }, { status: 404 }));
    }
    return Promise.resolve(answer instanceof Response ? answer.clone() : Response.json(answer));
  });
  return seen;
}
