import { useQuery } from "@tanstack/react-query";
import { type LucideIcon, TriangleAlert, WifiOff } from "lucide-react";
import { type ReactNode, Suspense, lazy } from "react";
import { useTranslation } from "react-i18next";

import { isWell, panelHealthQuery } from "@/api/health";
import { Instruction } from "@/components/instruction";

import { useRecovery } from "./recovery";

// Without its code, which a cut connection may cost, the page goes on without this notice.
const PartsAway = lazy(() => import("./parts-away").catch(() => ({ default: () => null })));

/** Says at the top of every page what is away: Mumble-AI itself, its database, or a part that this page needs. */
export function Notices() {
  useRecovery();
  const health = useQuery(panelHealthQuery).data;
  if (health && !isWell(health)) return <HouseAway />;
  return (
    <Suspense fallback={null}>
      <PartsAway />
    </Suspense>
  );
}

/** Says that nothing can be opened or saved at the moment; nothing where all is well. `isClosed`: before signing in. */
export function HouseAway({ isClosed = false }: { isClosed?: boolean }) {
  const { t } = useTranslation("shell");
  const health = useQuery(panelHealthQuery).data;
  if (!health || isWell(health)) return null;
  const what = health.isReached ? "database" : "offline";
  return (
    <NoticeBar icon={health.isReached ? TriangleAlert : WifiOff}>
      <NoticeText title={t(`notice.${what}`)} fix={t(`notice.${what}_fix`)}>
        {t(`notice.${what}_${isClosed ? "closed" : "here"}`)}
      </NoticeText>
    </NoticeBar>
  );
}

/** The frame of notices at the top. */
export function NoticeBar({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <div role="status" className="flex gap-3 border-b border-line bg-warning-soft px-4 py-2.5 text-sm sm:px-6">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
      <div className="flex min-w-0 flex-col gap-1.5">{children}</div>
    </div>
  );
}

/** What is away, what that means here, what can be done. */
export function NoticeText({ title, children, fix }: { title: string; children: ReactNode; fix: string }) {
  return (
    <p className="max-w-[90ch]">
      <span className="font-medium text-warning-text">{title}</span> {children}{" "}
      <span className="text-muted"><Instruction text={fix} /></span>
    </p>
  );
}
