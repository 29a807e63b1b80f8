import { ExternalLink, Search } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ServiceLink, Session } from "@/api/session";
import { Mark } from "@/components/mark";

import { AccountMenu } from "./account-menu";
import { GROUPS, otherServices, visibleEntries } from "./entries";
import { NavLink } from "./nav-link";
import { PALETTE_KEYS } from "./palette-key";

/** The navigation of a wide screen. */
export function Sidebar({ session, onSearch }: { session: Session; onSearch: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface md:flex">
      <div className="flex items-center gap-2.5 px-5 pt-5 pb-4">
        <Mark className="size-7 text-accent" />
        <span className="font-semibold tracking-tight">{t("product")}</span>
      </div>
      <div className="px-3">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-control w-full items-center gap-2 rounded-control border border-line bg-canvas px-3 text-sm text-muted hover:border-line-strong"
        >
          <Search aria-hidden className="size-4" />
          <span className="grow text-left">{t("palette.open")}</span>
          <kbd className="rounded border border-line bg-surface px-1.5 font-mono text-[0.6875rem]">{PALETTE_KEYS}</kbd>
        </button>
      </div>
      <nav aria-label={t("nav.title")} className="grow overflow-y-auto px-3 py-4 [scrollbar-width:thin]">
        <NavigationGroups session={session} />
        <ServiceLinks services={session.services} />
      </nav>
      <div className="border-t border-line p-3">
        <AccountMenu session={session} isWide />
      </div>
    </aside>
  );
}

/** All entries in their groups, as the sidebar and the drawer of a phone show them. */
export function NavigationGroups({ session, onFollow }: { session: Session; onFollow?: () => void }) {
  const { t } = useTranslation("shell");
  const entries = visibleEntries(session);
  return GROUPS.map((group) => {
    const inGroup = entries.filter((entry) => entry.group === group);
    if (inGroup.length === 0) return null;
    return (
      <section key={group} aria-labelledby={`nav-${group}`} className="mb-4">
        <h2 id={`nav-${group}`} className="px-3 pb-1 text-xs font-medium text-muted">
          {t(`nav.${group}`)}
        </h2>
        {inGroup.map((entry) => (
          <NavLink key={entry.path} entry={entry} onFollow={onFollow} />
        ))}
      </section>
    );
  });
}

/** The other services that run, each on an address of its own. */
export function ServiceLinks({ services }: { services: ServiceLink[] }) {
  const { t } = useTranslation("shell");
  const others = otherServices(services);
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="nav-services">
      <h2 id="nav-services" className="px-3 pb-1 text-xs font-medium text-muted">
        {t("nav.services")}
      </h2>
      {others.map((service) => (
        <a
          key={service.name}
          href={service.url}
          className="flex min-h-8 items-center gap-3 rounded-control px-3 py-1 text-sm pointer-coarse:min-h-line text-muted transition-colors hover:bg-hover hover:text-text"
        >
          <ExternalLink aria-hidden className="size-4.5 shrink-0" />
          <span className="truncate">{service.title}</span>
        </a>
      ))}
    </section>
  );
}
