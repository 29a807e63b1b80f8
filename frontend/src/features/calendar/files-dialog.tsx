import { useQuery } from "@tanstack/react-query";
import { Download, Link2Off, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { Dialog } from "@/components/dialog";
import { ErrorNotice } from "@/components/error-notice";
import { Field } from "@/components/field";
import { QrCode } from "@/components/qr-code";

import { useDone } from "./changes";
import { type ImportDone, endFeed, feedQuery, importFile, renewFeed } from "./queries";

/** The calendar as a file, in and out. */
export function FilesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("calendar");
  const done = useDone();
  const [report, setReport] = useState<ImportDone | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (file: File) => {
    setBusy(true);
    setError(null);
    try {
      const came = await importFile(await file.text());
      setReport(came);
      await done(t("files.imported"), came.undo);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("files.title")}>
      <div className="flex flex-col gap-5">
        <Field label={t("files.import")} hint={t("files.importHint")}>
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept=".ics,text/calendar"
              disabled={isBusy}
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) void take(file);
              }}
              className="text-sm file:mr-3 file:h-9 file:rounded-control file:border file:border-line-strong file:bg-surface file:px-3 file:text-text"
            />
          )}
        </Field>
        {error !== null && <ErrorNotice error={error} />}
        {report && <Report report={report} />}
        <div>
          <p className="mb-2 text-sm text-muted">{t("files.exportHint")}</p>
          <a
            href="/api/v1/calendar/export.ics"
            download="calendar.ics"
            className="inline-flex h-control items-center gap-2 rounded-control border border-line-strong bg-surface px-3.5 text-sm font-medium hover:bg-hover"
          >
            <Download aria-hidden className="size-4" />
            {t("files.export")}
          </a>
        </div>
      </div>
    </Dialog>
  );
}

function Report({ report }: { report: ImportDone }) {
  const { t } = useTranslation("calendar");
  return (
    <div role="status" className="rounded-card bg-sunken p-4 text-sm">
      <p>{t("files.report", { ...report })}</p>
      {report.problems.length > 0 && (
        <ul className="mt-2 max-h-40 list-disc overflow-y-auto pl-5 text-muted">
          {report.problems.map((problem) => <li key={problem}>{problem}</li>)}
        </ul>
      )}
    </div>
  );
}

/** The private address other programs subscribe to. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("calendar");
  const { dateTime } = useTime();
  const state = useQuery(feedQuery);
  const [url, setUrl] = useState("");
  const [error, setError] = useState<unknown>(null);
  const act = async (work: () => Promise<string>) => {
    setError(null);
    try {
      setUrl(await work());
      await state.refetch();
    } catch (problem) {
      setError(problem);
    }
  };
  const since = state.data?.renewed_at;
  return (
    <Dialog isOpen onClose={onClose} title={t("feed.title")} description={t("feed.lead")}>
      <div className="flex flex-col gap-4">
        {since && !url && <p className="text-sm">{t("feed.since", { when: dateTime(since) })}</p>}
        {url && (
          <div className="flex flex-wrap items-start gap-4">
            <QrCode text={url} label={t("feed.code")} className="size-36 shrink-0" />
            <div className="min-w-0 grow basis-52">
              <p className="mb-2 text-sm text-muted">{t("feed.once")}</p>
              <code className="mb-2 block rounded-control bg-sunken p-2 text-xs break-all">{url}</code>
              <CopyButton text={url} />
            </div>
          </div>
        )}
        {error !== null && <ErrorNotice error={error} />}
        {state.error && <ErrorNotice error={state.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind={since ? "secondary" : "primary"} icon={RefreshCw} onClick={() => void act(async () => (await renewFeed()).url)}>
            {t(since ? "feed.renew" : "feed.make")}
          </Button>
          {since && (
            <Button
              icon={Link2Off}
              onClick={() =>
                void act(async () => {
                  await endFeed();
                  return "";
                })
              }
            >
              {t("feed.end")}
            </Button>
          )}
        </div>
        <p className="text-xs text-muted">{t("feed.warning")}</p>
      </div>
    </Dialog>
  );
}
