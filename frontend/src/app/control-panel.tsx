import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, lazy, useState } from "react";

import { whenSignedOut } from "@/api/client";
import { makeQueryClient } from "@/api/queries";
import { forgetSession, sessionQuery } from "@/api/session";
import { ErrorNotice } from "@/components/error-notice";
import { ToastProvider } from "@/components/toast";

import { makeRouter } from "./router";
import { Splash } from "./splash";

const SignIn = lazy(() => import("@/features/session/sign-in"));

/** The control panel: whoever is signed in sees the pages, everybody else the way in. */
export function ControlPanel() {
  const [client] = useState(() => {
    const made = makeQueryClient();
    whenSignedOut(() => {
      if (made.getQueryData(sessionQuery.queryKey)) forgetSession(made);
    });
    return made;
  });
  return (
    <QueryClientProvider client={client}>
      <ToastProvider>
        <Suspense fallback={<Splash />}>
          <Door />
        </Suspense>
      </ToastProvider>
    </QueryClientProvider>
  );
}

function Door() {
  const client = useQueryClient();
  const [router] = useState(() => makeRouter(client));
  const session = useQuery(sessionQuery);
  if (session.data) return <RouterProvider router={router} />;
  if (session.data === null) return <SignIn />;
  if (session.error) {
    return (
      <main className="mx-auto grid min-h-dvh max-w-lg content-center p-6">
        <ErrorNotice error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return <Splash />;
}
