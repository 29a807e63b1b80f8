import { Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, lazy, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { PageSkeleton } from "@/components/skeleton";

import { BottomBar } from "./bottom-bar";
import { Notices } from "./notices";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";
import { useShellKeys } from "./palette-key";

const Palette = lazy(() => import("./palette"));
const Shortcuts = lazy(() => import("./shortcuts"));

/** What every page of the control panel stands in: navigation, notices, the page. */
export function Shell() {
  const { t } = useTranslation("shell");
  const session = useSession();
  const [above, setAbove] = useState<"palette" | "keys" | null>(null);
  const openPalette = () => { setAbove("palette"); };
  const openKeys = () => { setAbove("keys"); };
  const close = () => { setAbove(null); };
  useShellKeys({ onPalette: openPalette, onHelp: openKeys });
  const main = useFocusOnNewPage();
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[var(--c-sidebar-width)_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t("skip")}
      </a>
      <Sidebar session={session} onSearch={openPalette} />
      <div className="flex min-w-0 flex-col pb-[calc(var(--c-bottom-bar-height)+env(safe-area-inset-bottom))] md:pb-0">
        <TopBar session={session} onSearch={openPalette} />
        <Notices />
        <main id="content" ref={main} tabIndex={-1} className="mx-auto w-full max-w-page px-4 py-6 outline-none sm:px-6 md:py-8">
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomBar session={session} />
      <Suspense fallback={null}>
        {above === "palette" && <Palette session={session} onClose={close} onKeys={openKeys} />}
        {above === "keys" && <Shortcuts onClose={close} />}
      </Suspense>
    </div>
  );
}

/** Moves the focus to the page after a navigation, so a screen reader and the keyboard start there. */
function useFocusOnNewPage() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const main = useRef<HTMLElement>(null);
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);
  return main;
}
