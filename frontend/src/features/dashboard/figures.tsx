import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { ErrorNotice } from "@/components/error-notice";
import { Skeleton } from "@/components/skeleton";
import { Stat, Stats } from "@/components/stat";

import { statsQuery } from "./queries";

/** How much was said and is kept. */
export function Figures() {
  const { t } = useTranslation("dashboard");
  const stats = useQuery(statsQuery);
  const client = useQueryClient();
  useLive("turn", () => void client.invalidateQueries({ queryKey: statsQuery.queryKey }));
  if (stats.isError) return <ErrorNotice error={stats.error} onRetry={() => void stats.refetch()} />;
  if (stats.isPending) return <Skeleton className="h-24" />;
  const { data } = stats;
  const number = new Intl.NumberFormat();
  return (
    <Stats>
      <Stat label={t("figures.today")} value={number.format(data.turns_today)} detail={t("figures.talks", { count: data.talks })} />
      <Stat label={t("figures.messages")} value={number.format(data.messages)} detail={t("figures.kinds", { voice: number.format(data.voice_messages), text: number.format(data.text_messages) })} />
      <Stat label={t("figures.facts")} value={number.format(data.facts)} detail={t("figures.entities", { count: data.entities })} />
      <Stat label={t("figures.events")} value={number.format(data.events)} detail={data.of_everybody ? t("figures.people", { count: data.people }) : t("figures.yours")} />
    </Stats>
  );
}
