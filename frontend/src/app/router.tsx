import type { QueryClient } from "@tanstack/react-query";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";

import { PageProblem } from "@/components/page-problem";
import { PageSkeleton } from "@/components/skeleton";
import { pages } from "@/routes";

import { NotFound } from "./not-found";
import { Shell } from "./shell";

/** The router over all pages of `routes.ts`. A page's code is fetched when it is first wanted, or pointed at. */
export function makeRouter(client: QueryClient) {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
  const children = pages.map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(page.load) }),
  );
  return createRouter({
    routeTree: root.addChildren(children),
    context: { client },
    defaultPreload: "intent",
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: PageProblem,
    scrollRestoration: true,
  });
}
