import type { ServiceLink, Session } from "@/api/session";
import { pages } from "@/routes";

import { type NavigationEntry, navigation } from "./navigation";

export const GROUPS = ["everyday", "assistant", "house"] as const;

/** The entries that this person may open and that there are pages for. */
export function visibleEntries(session: Session): NavigationEntry[] {
  const known = new Set(pages.map((page) => page.path));
  return navigation.filter((entry) => known.has(entry.path) && (!entry.isForOwner || session.account.role === "owner"));
}

const THIS_SERVICE = "web-control-panel";

/** The services that are not the one these pages belong to. */
export function otherServices(services: ServiceLink[]): ServiceLink[] {
  return services.filter((service) => service.name !== THIS_SERVICE);
}
