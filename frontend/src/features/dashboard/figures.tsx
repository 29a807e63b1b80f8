import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { useNumber } from "@/api/number";
import { ErrorNotice } from "@/components/error-notice";
import { Skeleton } from "@/components/skeleton";
import { Stat, Stats } from "@/components/stat";

import { statsQuery } from "./queries";

/** How much was said and is kept. */
export function Figures() {
  const { t } = useTranslation("dashboard");
  const stats = useQuery(statsQuery);
  const client = useQueryClient();
  const number = useNumber();
  useLive("turn", () => void client.invalidateQueries({ queryKey: statsQuery.queryKey }));
  if (stats.isError) return <ErrorNotice error={stats.error} onRetry={() => void stats.refetch()} />;
  if (stats.isPending) return <Stats>{[1, 2, 3, 4].map((place) => <Skeleton key={place} className="h-27 rounded-card" />)}</Stats>;
  const { data } = stats;
  return (
    <Stats>
      <Stat label={t("figures.today")} value={number(data.turns_today)} detail={t("figures.talks", { count: data.talks })} />
      <Stat label={t("figures.messages")} value={number(data.messages)} detail={t("figures.kinds", { voice: number(data.voice_messages), text: number(data.text_messages) })} />
      <Stat label={t("figures.facts")} value={number(data.facts)} detail={t("figures.entities", { count: data.entities })} />
      <Stat label={t("figures.events")} value={number(data.events)} detail={data.of_everybody ? t("figures.people", { count: data.people }) : t("figures.yours")} />
    </Stats>
  );
}
