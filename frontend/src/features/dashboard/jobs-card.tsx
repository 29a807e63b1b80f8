import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { Progress } from "@/components/progress";
import { SkeletonRows } from "@/components/skeleton";
import { useProblemToast } from "@/components/toast";

import { doAgain, jobsQuery, type JobsView } from "./queries";

/** Work that nobody waits for: how far it is, and what was given up. */
export function JobsCard() {
  const { t } = useTranslation("dashboard");
  const jobs = useQuery(jobsQuery);
  useLive("jobs", () => void jobs.refetch());
  if (jobs.isError) return <Card title={t("jobs.title")}><ErrorNotice error={jobs.error} onRetry={() => void jobs.refetch()} /></Card>;
  if (jobs.isPending) return <Card title={t("jobs.title")}><SkeletonRows count={2} /></Card>;
  const state = jobs.data.workers > 0 ? <Badge tone="good">{t("jobs.working")}</Badge> : <Badge tone="warning">{t("jobs.noWorker")}</Badge>;
  return (
    <Card title={t("jobs.title")} actions={state}>
      <Queue jobs={jobs.data} />
      <Unfinished jobs={jobs.data} onAgain={() => void jobs.refetch()} />
    </Card>
  );
}

function Queue({ jobs }: { jobs: JobsView }) {
  const { t } = useTranslation("dashboard");
  const open = jobs.kinds.filter((kind) => kind.waiting + kind.doing > 0);
  if (open.length === 0) return <p className="text-sm text-muted">{t("jobs.none", { count: jobs.done_lately })}</p>;
  return (
    <div className="flex flex-col gap-3">
      {open.map((kind) => {
        const left = kind.waiting + kind.doing;
        return (
          <Progress
            key={kind.name}
            label={t([`jobs.kind.${kind.name}`, "jobs.other"] as never, { name: kind.name })}
            share={jobs.done_lately + left > 0 ? jobs.done_lately / (jobs.done_lately + left) : undefined}
            detail={t("jobs.left", { count: left })}
          />
        );
      })}
    </div>
  );
}

function Unfinished({ jobs, onAgain }: { jobs: JobsView; onAgain: () => void }) {
  const { t } = useTranslation("dashboard");
  const time = useTime();
  const problem = useProblemToast();
  const again = useMutation({ mutationFn: doAgain, onSuccess: onAgain, onError: problem });
  const failed = jobs.unfinished.filter((job) => job.status !== "doing").slice(0, 5);
  if (failed.length === 0) return null;
  return (
    <ul aria-label={t("jobs.failed")} className="mt-4 flex flex-col gap-3 border-t border-line pt-3 text-sm">
      {failed.map((job) => (
        <li key={job.id} className="flex items-center justify-between gap-3">
          <span className="min-w-0">
            <span className="block truncate font-medium">{t([`jobs.kind.${job.name}`, "jobs.other"] as never, { name: job.name })}</span>
            <span className="block text-xs text-muted">{t("jobs.givenUp", { when: job.changed_at ? time.relative(job.changed_at) : "" })}</span>
          </span>
          <Button isBusy={again.isPending && again.variables === job.id} onClick={() => { again.mutate(job.id); }}>{t("jobs.again")}</Button>
        </li>
      ))}
    </ul>
  );
}
