import { Link } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Session } from "@/api/session";

import { visibleEntries } from "./entries";

const NavigationDrawer = lazy(() => import("./navigation-drawer"));

const item =
  "flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded-control text-[0.6875rem] text-muted";

/** The navigation of a phone: the daily pages, and a drawer with all. */
export function BottomBar({ session }: { session: Session }) {
  const { t } = useTranslation("shell");
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <nav
      aria-label={t("nav.title")}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface px-1 pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {visibleEntries(session)
        .filter((entry) => entry.isInBottomBar)
        .map(({ path, label, icon: Icon }) => (
          <Link
            key={path}
            to={path}
            activeOptions={{ exact: path === "/" }}
            className={`${item} h-bottom-bar`}
            activeProps={{ className: "font-medium !text-accent-text" }}
          >
            <Icon aria-hidden className="size-5" />
            <span className="max-w-full truncate">{t(label)}</span>
          </Link>
        ))}
      <button type="button" className={`${item} h-bottom-bar`} onClick={() => { setOpen(true); }}>
        <Ellipsis aria-hidden className="size-5" />
        {t("nav.more")}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <NavigationDrawer session={session} onClose={close} />
        </Suspense>
      )}
    </nav>
  );
}
