import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { History, Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { Progress } from "@/components/progress";
import { SkeletonRows } from "@/components/skeleton";
import { Stat, Stats } from "@/components/stat";
import { useProblemToast } from "@/components/toast";

import { MessageLine } from "./message-line";
import { consolidationQuery, isWorking, runsQuery, summariesQuery, summaryMessagesQuery } from "./queries";
import { useLooking, useRefresh } from "./whose";

/** Old talk in short: what was summed up, the log, and a run now. */
export function ConsolidationTab() {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const found = useQuery(consolidationQuery(person));
  const [begun, setBegun] = useState(0);
  const refresh = useRefresh();
  const problem = useProblemToast();
  const run = useMutation({
    mutationFn: () => data(api.POST("/api/v1/memory/consolidation/run", { body: {} })),
    onSuccess: async (state) => {
      setBegun(state.waiting);
      await refresh();
    },
    onError: problem,
  });
  const state = found.data;
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!state) return <Card><SkeletonRows /></Card>;
  const isBusy = isWorking(state.work);
  const nightly = state.hour === null ? t("consolidation.off") : t("consolidation.nightly", { hour: state.hour, days: state.after_days });
  const button = <Button kind="primary" icon={Play} isBusy={run.isPending || isBusy} onClick={() => { run.mutate(); }}>{t("consolidation.run")}</Button>;
  return (
    <div className="flex flex-col gap-5">
      <Stats>
        <Stat label={t("consolidation.summed_up")} value={state.summed_up} detail={t("consolidation.of", { count: state.messages })} />
        <Stat label={t("consolidation.waiting")} value={state.waiting} />
        <Stat label={t("consolidation.summaries")} value={state.summaries} />
        <Stat label={t("consolidation.saved")} value={state.tokens_saved} />
      </Stats>
      <Card title={t("consolidation.title")} lead={nightly} actions={person === undefined && button}>
        {isBusy ? (
          <Progress
            label={t(state.work.workers === 0 ? "consolidation.nobody_works" : state.work.doing > 0 ? "consolidation.doing" : "consolidation.queued")}
            share={begun > 0 ? (begun - Math.min(begun, state.waiting)) / begun : undefined}
            detail={t("consolidation.left", { count: state.waiting })}
          />
        ) : (
          <p className="text-sm text-muted">{t("consolidation.lead")}</p>
        )}
      </Card>
      <Summaries />
      <Runs />
    </div>
  );
}

function Summaries() {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const { date } = useTime();
  const [opened, setOpened] = useState<string>();
  const found = useInfiniteQuery(summariesQuery(person));
  const summaries = found.data?.pages.flatMap((page) => page.summaries) ?? [];
  return (
    <Card title={t("consolidation.summaries")} isFlush>
      {found.isPending && <div className="px-5 pb-5"><SkeletonRows /></div>}
      {found.isSuccess && summaries.length === 0 && <EmptyState icon={History} title={t("consolidation.none")}>{t("consolidation.none_lead")}</EmptyState>}
      <ul>
        {summaries.map((one) => (
          <li key={one.id} className="border-t border-line px-5 py-3">
            <p className="text-xs text-muted">
              {[...new Set([date(one.from_at), date(one.until_at)])].join(" – ")} · {t("topics.messages", { count: one.message_count })} · {t("consolidation.tokens", { from: one.source_tokens, to: one.tokens })}
              {one.private && <> <Badge tone="warning">{t("private")}</Badge></>}
            </p>
            <p className="mt-1">{one.text}</p>
            <button type="button" aria-expanded={opened === one.id} className="mt-1 text-xs text-accent-text hover:underline" onClick={() => { setOpened(opened === one.id ? undefined : one.id); }}>
              {t(opened === one.id ? "consolidation.hide_sources" : "consolidation.sources")}
            </button>
            {opened === one.id && <Sources id={one.id} />}
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <div className="flex justify-center border-t border-line p-3">
          <Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>
        </div>
      )}
    </Card>
  );
}

function Sources({ id }: { id: string }) {
  const { person } = useLooking();
  const found = useQuery(summaryMessagesQuery(person, id));
  if (found.error) return <ErrorNotice error={found.error} />;
  if (!found.data) return <SkeletonRows />;
  return <ul className="mt-2 flex flex-col gap-2">{found.data.map((message) => <MessageLine key={message.id} message={message} hasLink />)}</ul>;
}

function Runs() {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const { dateTime, duration } = useTime();
  const found = useInfiniteQuery(runsQuery(person));
  const took = (from: string, to: string) => duration((Date.parse(to) - Date.parse(from)) / 1000);
  return (
    <Card title={t("consolidation.log")} isFlush>
      <DataTable
        label={t("consolidation.log")}
        rows={found.data?.pages.flatMap((page) => page.runs)}
        rowKey={(one) => one.id}
        onMore={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        isLoadingMore={found.isFetchingNextPage}
        empty={<p className="px-5 pb-5 text-sm text-muted">{t("consolidation.no_runs")}</p>}
        columns={[
          { key: "when", title: t("consolidation.when"), cell: (one) => dateTime(one.started_at) },
          { key: "messages", title: t("consolidation.messages"), isNumber: true, cell: (one) => one.messages },
          { key: "summaries", title: t("consolidation.summaries"), isNumber: true, cell: (one) => one.summaries },
          { key: "saved", title: t("consolidation.saved"), isNumber: true, cell: (one) => one.tokens_saved },
          { key: "took", title: t("consolidation.took"), isWideOnly: true, isNumber: true, cell: (one) => took(one.started_at, one.finished_at) },
          { key: "problem", title: t("consolidation.problem"), isWideOnly: true, cell: (one) => one.problem },
        ]}
      />
    </Card>
  );
}
