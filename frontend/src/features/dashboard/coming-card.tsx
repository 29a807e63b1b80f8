import { useQuery } from "@tanstack/react-query";
import { CalendarDays } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { useTime } from "@/api/time";
import { ButtonLink } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";

import { upcomingQuery } from "./queries";

/** What comes next in the viewer's calendar. */
export function ComingCard() {
  const { t } = useTranslation("dashboard");
  const time = useTime();
  const coming = useQuery(upcomingQuery);
  useLive("calendar", () => void coming.refetch());
  const all = <ButtonLink kind="quiet" className="-my-2 -mr-3.5" to={"/calendar"}>{t("coming.all")}</ButtonLink>;
  if (coming.isError) return <Card title={t("coming.title")} isTall><ErrorNotice error={coming.error} onRetry={() => void coming.refetch()} /></Card>;
  return (
    <Card title={t("coming.title")} actions={all} isFlush isTall>
      {coming.isPending ? (
        <div className="px-5 pb-4"><SkeletonRows count={3} /></div>
      ) : coming.data.length === 0 ? (
        <div className="grid grow place-items-center">
          <EmptyState icon={CalendarDays} title={t("coming.empty")}>{t("coming.emptyHint")}</EmptyState>
        </div>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {coming.data.map((event) => (
            <li key={`${event.id}${event.start}`} className="px-5 py-2 text-sm">
              <p className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate font-medium">{event.title}</span>
                {!event.is_all_day && <span className="shrink-0 text-muted tabular-nums">{time.time(event.start)}</span>}
              </p>
              <p className="truncate text-xs text-muted">
                <span className="inline-block first-letter:uppercase">{time.day(event.start)}</span>
                {event.place && ` · ${event.place}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
