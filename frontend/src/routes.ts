import type { ComponentType } from "react";

/** A page of the control panel: its address and where its code is. One line a page. */
export interface FeaturePage {
  /** With parameters as in "/people/$personId". */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
}

export const pages: FeaturePage[] = [
  { path: "/models", load: () => import("./features/models/route") },
  { path: "/settings", load: () => import("./features/settings/route") },
  { path: "/talk", load: () => import("./features/talk/route") },
  { path: "/voices", load: () => import("./features/voices/route") },
  { path: "/", load: () => import("./features/dashboard/route") },
  { path: "/flights", load: () => import("./features/flights/route") },
  { path: "/flights/$flightId", load: () => import("./features/flights/one") },
  { path: "/logs", load: () => import("./features/logs/route") },
  { path: "/memory", load: () => import("./features/memory/route") },
  { path: "/personas", load: () => import("./features/personas/route") },
  { path: "/calendar", load: () => import("./features/calendar/route") },
  { path: "/people", load: () => import("./features/people/route") },
  { path: "/people/$personId", load: () => import("./features/people/person") },
  { path: "/account", load: () => import("./features/account/route") },
  { path: "/audit", load: () => import("./features/audit/route") },
];
