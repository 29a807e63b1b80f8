import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { FileClock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import type { components } from "@/api/schema";
import { useTime } from "@/api/time";
import { Card } from "@/components/card";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SelectField } from "@/components/field";
import { PageHeader } from "@/components/page-header";

type Entry = components["schemas"]["AuditEntry"];

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

/** An action in words; one that has none stands for itself. */
function nameOf(action: string, t: (key: string, options: { defaultValue: string }) => string): string {
  return t(`actions.${action.replace(".", "_")}`, { defaultValue: action });
}

function By({ entry }: { entry: Entry }) {
  const { t } = useTranslation("audit");
  return (
    <span className="wrap-anywhere">
      {entry.by || (entry.address === "" ? t("terminal") : t("nobody"))}
      {entry.key_name !== "" && <span className="block text-xs text-muted">{t("by_key", { name: entry.key_name })}</span>}
    </span>
  );
}

function What({ entry }: { entry: Entry }) {
  const { t } = useTranslation("audit");
  const details = Object.entries(entry.details).filter(([, value]) => value !== "" && value !== null);
  return (
    <span className="wrap-anywhere">
      <span className="font-medium">{nameOf(entry.action, t)}</span>
      {entry.subject !== "" && <span className="text-muted"> · {entry.subject}</span>}
      {details.length > 0 && (
        <span className="block text-xs text-muted">{details.map(([name, value]) => `${name}: ${shown(value)}`).join(" · ")}</span>
      )}
    </span>
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
