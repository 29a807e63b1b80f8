import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { FileClock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { useTime } from "@/api/time";
import { Card } from "@/components/card";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SelectField } from "@/components/field";
import { PageHeader } from "@/components/page-header";

import { By, What, nameOf } from "./entry";

const auditQuery = (action: string) =>
  infiniteQueryOptions({
    queryKey: ["audit", action],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      data(api.GET("/api/v1/audit", { signal, params: { query: { action, ...(pageParam !== null && { before: pageParam }) } } })),
    getNextPageParam: (page) => page.before,
  });

/** What was changed and deleted: who, when, what, from where. */
export default function AuditPage() {
  const { t } = useTranslation("audit");
  const { dateTime } = useTime();
  const [action, setAction] = useState("");
  const found = useInfiniteQuery(auditQuery(action));
  const actions = found.data?.pages[0]?.actions ?? (action === "" ? [] : [action]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Card isFlush>
        <div className="border-b border-line px-5 pt-5 pb-4">
          <SelectField
            className="max-w-72"
            label={t("filter")}
            value={action}
            options={[{ value: "", label: t("all") }, ...actions.map((one) => ({ value: one, label: nameOf(one, t) }))]}
            onChange={setAction}
          />
        </div>
        {found.error ? (
          <div className="p-5"><ErrorNotice error={found.error} onRetry={() => void found.refetch()} /></div>
        ) : (
          <DataTable
            label={t("title")}
            rows={found.data?.pages.flatMap((page) => page.entries)}
            rowKey={(entry) => entry.id}
            empty={<EmptyState icon={FileClock} title={t("none")}>{t("none_detail")}</EmptyState>}
            columns={[
              { key: "at", title: t("at"), cell: (entry) => <time dateTime={entry.at}>{dateTime(entry.at)}</time> },
              { key: "by", title: t("by"), cell: (entry) => <By entry={entry} /> },
              { key: "what", title: t("what"), cell: (entry) => <What entry={entry} /> },
              { key: "from", title: t("from"), isWideOnly: true, cell: (entry) => entry.address || t("terminal") },
            ]}
            {...(found.hasNextPage && { onMore: () => void found.fetchNextPage() })}
            isLoadingMore={found.isFetchingNextPage}
          />
        )}
      </Card>
    </>
  );
}
