import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { NavigationEntry } from "./navigation";

/** One line of the navigation. */
export function NavLink({ entry, onFollow }: { entry: NavigationEntry; onFollow?: () => void }) {
  const { t } = useTranslation("shell");
  const Icon = entry.icon;
  return (
    <Link
      to={entry.path}
      onClick={onFollow}
      activeOptions={{ exact: entry.path === "/" }}
      className="flex min-h-8 items-center gap-3 rounded-control px-3 py-1 text-sm pointer-coarse:min-h-line text-muted transition-colors hover:bg-hover hover:text-text"
      activeProps={{ className: "bg-accent-soft font-medium !text-accent-text" }}
    >
      <Icon aria-hidden className="size-4.5 shrink-0" />
      <span className="truncate">{t(entry.label)}</span>
    </Link>
  );
}
