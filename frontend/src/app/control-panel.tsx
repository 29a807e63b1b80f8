import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";

import { whenSignedOut } from "@/api/client";
import { makeQueryClient } from "@/api/queries";
import { forgetSession, sessionQuery } from "@/api/session";
import { ErrorNotice } from "@/components/error-notice";
import { Instruction } from "@/components/instruction";
import { Mark } from "@/components/mark";
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
  return session.error ? <Closed error={session.error} onRetry={() => void session.refetch()} /> : <Splash />;
}

/** Nobody can be let in at the moment: why, and that the page opens by itself. */
function Closed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-5 p-6">
      <Mark className="size-10 text-accent" />
      <h1 className="text-2xl font-semibold tracking-tight">{t("closed.title")}</h1>
      <ErrorNotice error={error} title={t("closed.why")} onRetry={onRetry} />
      <p className="text-sm text-muted"><Instruction text={t("closed.fix")} /></p>
    </main>
  );
}
