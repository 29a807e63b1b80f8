import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Smartphone, Trash2 } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SwitchField } from "@/components/field";
import { SkeletonRows } from "@/components/skeleton";
import { Stat, Stats } from "@/components/stat";

import { type AppFields, AppFilterForm, appFilterOf, NO_APP_FILTER } from "./app-filter";
import { type AppLogFigures, type AppLogFilter, appFiguresQuery, appLogsQuery, asLogLine, useClearAppLogs } from "./app-queries";
import { LogLines } from "./lines";

/** What the apps of people wrote: counted, filtered, looked at again by itself, cleared. */
export function AppLogs() {
  const { t } = useTranslation("logs");
  const [fields, setFields] = useState<AppFields>(NO_APP_FILTER);
  const [isFresh, setFresh] = useState(true);
  const deferred = useDeferredValue(fields);
  const filter = useMemo(() => appFilterOf(deferred), [deferred]);
  const figures = useQuery(appFiguresQuery(isFresh)).data;
  return (
    <>
      <p className="mb-5 max-w-[76ch] text-sm text-muted">{t("app.lead", { days: figures?.keep_days ?? 30 })}</p>
      {figures && figures.lines > 0 && <Figures figures={figures} />}
      <AppFilterForm fields={fields} screens={Object.keys(figures?.screens ?? {})} onChange={setFields} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SwitchField label={t("app.fresh")} isOn={isFresh} onChange={setFresh} />
        <Clear lines={figures?.lines ?? 0} />
      </div>
      <Lines filter={filter} isFresh={isFresh} />
    </>
  );
}

function Figures({ figures }: { figures: AppLogFigures }) {
  const { t } = useTranslation("logs");
  const time = useTime();
  const errors = (figures.levels.error ?? 0) + (figures.levels.critical ?? 0);
  const [screen = "–", most = 0] = Object.entries(figures.screens)[0] ?? [];
  return (
    <div className="mb-5">
      <Stats>
        <Stat label={t("app.lines")} value={figures.lines} detail={figures.newest ? t("app.newest", { when: time.relative(figures.newest) }) : undefined} />
        <Stat label={t("app.errors")} value={errors} detail={t("app.warnings", { count: figures.levels.warning ?? 0 })} />
        <Stat label={t("app.devices")} value={figures.devices} />
        <Stat label={t("app.screen")} value={screen} detail={most > 0 ? t("app.ofScreen", { count: most }) : undefined} />
      </Stats>
    </div>
  );
}

function Lines({ filter, isFresh }: { filter: AppLogFilter; isFresh: boolean }) {
  const { t } = useTranslation("logs");
  const found = useInfiniteQuery(appLogsQuery(filter, isFresh));
  if (found.isError) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  const lines = found.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Card isFlush className="overflow-hidden">
      {found.isPending ? (
        <div className="px-5"><SkeletonRows /></div>
      ) : lines.length > 0 ? (
        <LogLines label={t("app.list")} entries={lines.map(asLogLine)} />
      ) : (
        <EmptyState icon={Smartphone} title={t("app.empty")}>{t("app.emptyHint")}</EmptyState>
      )}
      {found.hasNextPage && (
        <div className="flex justify-center border-t border-line p-3">
          <Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("shell:action.more")}</Button>
        </div>
      )}
    </Card>
  );
}

function Clear({ lines }: { lines: number }) {
  const { t } = useTranslation("logs");
  const [isOpen, setOpen] = useState(false);
  const clear = useClearAppLogs();
  return (
    <>
      <Button icon={Trash2} disabled={lines === 0} onClick={() => { setOpen(true); }}>{t("app.clear")}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => { setOpen(false); }}
        title={t("app.clearTitle")}
        confirm={t("app.clear")}
        onConfirm={() => clear.mutateAsync()}
        isDangerous
      >
        {t("app.clearText", { count: lines })}
      </ConfirmDialog>
    </>
  );
}
