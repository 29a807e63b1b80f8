import {
  AudioLines,
  BookUser,
  Brain,
  CalendarDays,
  Cpu,
  FileClock,
  Gauge,
  HatGlasses,
  type LucideIcon,
  MessagesSquare,
  Route,
  ScrollText,
  Settings2,
  UserRound,
} from "lucide-react";

/** An entry of the navigation. It is shown once its page is in `routes.ts`. */
export interface NavigationEntry {
  path: string;
  /** Key in the texts of the shell, such as "nav.dashboard". */
  label: string;
  icon: LucideIcon;
  group: "everyday" | "assistant" | "house";
  /** Only owners see it. */
  isForOwner?: boolean;
  /** Among the few in the bar at the bottom of a phone. */
  isInBottomBar?: boolean;
}

export const navigation: NavigationEntry[] = [
  { path: "/", label: "nav.dashboard", icon: Gauge, group: "everyday", isInBottomBar: true },
  { path: "/talk", label: "nav.talk", icon: MessagesSquare, group: "everyday", isInBottomBar: true },
  { path: "/calendar", label: "nav.calendar", icon: CalendarDays, group: "everyday", isInBottomBar: true },
  { path: "/memory", label: "nav.memory", icon: Brain, group: "everyday", isInBottomBar: true },
  { path: "/personas", label: "nav.personas", icon: HatGlasses, group: "assistant" },
  { path: "/voices", label: "nav.voices", icon: AudioLines, group: "assistant" },
  { path: "/models", label: "nav.models", icon: Cpu, group: "assistant", isForOwner: true },
  { path: "/people", label: "nav.people", icon: BookUser, group: "house" },
  { path: "/settings", label: "nav.settings", icon: Settings2, group: "house", isForOwner: true },
  { path: "/flights", label: "nav.flights", icon: Route, group: "house" },
  { path: "/logs", label: "nav.logs", icon: ScrollText, group: "house", isForOwner: true },
  { path: "/audit", label: "nav.audit", icon: FileClock, group: "house", isForOwner: true },
  { path: "/account", label: "nav.account", icon: UserRound, group: "house" },
];
