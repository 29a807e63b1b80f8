import { useInfiniteQuery } from "@tanstack/react-query";
import { History, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";

import { type Change, changesQuery, useUndo } from "./queries";
import { said } from "./setting-row";

/** Every saving, which can be taken back. */
export function SettingHistory() {
  const { t } = useTranslation("settings");
  const found = useInfiniteQuery(changesQuery);
  if (found.isError) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  const changes = found.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Card isFlush>
      {found.isPending ? (
        <div className="p-5"><SkeletonRows /></div>
      ) : changes.length > 0 ? (
        <ul>{changes.map((change) => <ChangeRow key={change.number} change={change} />)}</ul>
      ) : (
        <EmptyState icon={History} title={t("noChanges")}>{t("noChangesHint")}</EmptyState>
      )}
      {found.hasNextPage && (
        <div className="flex justify-center border-t border-line p-3">
          <Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t("shell:action.more")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const { t } = useTranslation("settings");
  const time = useTime();
  const undo = useUndo();
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-t border-line px-5 py-4 first:border-t-0">
      <div className="min-w-0 grow">
        <ul className="flex flex-col gap-1 text-sm">
          {change.values.map((value) => (
            <li key={value.key} className="break-words">
              <span className="font-medium">{value.label}</span>{" "}
              <span className="text-muted">
                {t("from", { before: said(value.before) || t("theDefault"), after: said(value.after) || t("theDefault") })}
              </span>
            </li>
          ))}
        </ul>
        <p className="mt-1.5 text-xs text-muted">
          {t("changedBy", { who: change.changed_by, when: time.dateTime(change.changed_at) })}
        </p>
      </div>
      {change.undoes !== null && <Badge>{t("isUndoing")}</Badge>}
      {change.undone_by === null ? (
        <Button icon={Undo2} isBusy={undo.isPending} onClick={() => { undo.mutate(change.number); }}>
          {t("shell:action.undo")}
        </Button>
      ) : (
        <Badge>{t("isUndone")}</Badge>
      )}
    </li>
  );
}
