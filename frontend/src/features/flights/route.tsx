import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Route } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { LiveMark } from "@/components/live-mark";
import { PageHeader } from "@/components/page-header";
import { SkeletonRows } from "@/components/skeleton";

import { type FilterFields, filterOf, FlightFilterForm, NO_FILTER } from "./filter";
import { flightsQuery } from "./queries";
import { Sparkline } from "./sparkline";
import { TurnList } from "./turn-row";
import { StepLegend } from "./waterfall";

/** Every recorded turn, searched. */
export default function FlightsPage() {
  const { t } = useTranslation("flights");
  const [fields, setFields] = useState<FilterFields>(NO_FILTER);
  const filter = filterOf(useDeferredValue(fields));
  const found = useInfiniteQuery(flightsQuery(filter));
  const client = useQueryClient();
  useLive("turn", () => {
    void client.invalidateQueries({ queryKey: ["flights", "list"] });
  });
  const turns = found.data?.pages.flatMap((page) => page.turns) ?? [];
  const waits_s = turns.flatMap((turn) => (typeof turn.answer_s === "number" ? [turn.answer_s] : [])).reverse();
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={<LiveMark />} />
      <FlightFilterForm fields={fields} onChange={setFields} />
      {found.isError ? (
        <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Card isFlush title={t("list")} lead={<StepLegend />} actions={<Sparkline waits_s={waits_s} />}>
          {found.isPending ? (
            <div className="px-5 pb-4"><SkeletonRows /></div>
          ) : turns.length > 0 ? (
            <TurnList label={t("list")} turns={turns} />
          ) : (
            <NoTurns isFiltered={isFiltered} isOff={found.data.pages[0]?.recording === "off"} />
          )}
          {found.hasNextPage && (
            <div className="flex justify-center border-t border-line p-3">
              <Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t("shell:action.more")}
              </Button>
            </div>
          )}
        </Card>
      )}
    </>
  );
}

function NoTurns({ isFiltered, isOff }: { isFiltered: boolean; isOff: boolean }) {
  const { t } = useTranslation("flights");
  const key = isFiltered ? "nothing" : isOff ? "off" : "empty";
  return <EmptyState icon={Route} title={t(key)}>{t(`${key}Hint`)}</EmptyState>;
}
