import { useMutation, useQuery } from "@tanstack/react-query";
import { GitCompareArrows, RefreshCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { useNumber } from "@/api/number";
import { useSession } from "@/api/session";
import { Status } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ErrorNotice } from "@/components/error-notice";
import { FactList } from "@/components/facts";
import { Progress } from "@/components/progress";
import { SkeletonRows } from "@/components/skeleton";
import { useProblemToast } from "@/components/toast";

import { isWorking, storesQuery } from "./queries";
import { useRefresh } from "./whose";

type Repair = "rebuild" | "reconcile";
const MIB = 1_048_576;

/** The three stores: what is in them, and which of them is away. */
export function StoresTab() {
  const { t } = useTranslation("memory");
  const number = useNumber();
  const found = useQuery(storesQuery);
  const stores = found.data;
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!stores) return <Card><SkeletonRows /></Card>;
  const amounts = stores.postgres.amounts;
  const counted = (count: number | null | undefined) => (count == null ? "–" : number(count));
  const kept = (["messages", "facts", "entities", "topics", "summaries", "vectors"] as const).map((name) => ({
    name: t(`stores.${name}`),
    value: amounts ? number(amounts[name]) : "–",
  }));
  return (
    <div className="grid gap-5 lg:grid-cols-3">
      <Store title="PostgreSQL" problem={stores.postgres.problem} lead={t("stores.postgres")} away={t("stores.postgres_away")}>
        <FactList facts={kept} />
        <p className="mt-3 text-xs text-muted">{t(stores.of_everybody ? "stores.of_everybody" : "stores.of_you")}</p>
      </Store>
      <Store title="Chroma" problem={stores.vectors.problem} lead={t("stores.chroma")} away={t("stores.chroma_away")}>
        <FactList
          facts={[
            { name: t("stores.vectors"), value: counted(stores.vectors.vectors) },
            { name: t("stores.waiting"), value: counted(stores.vectors.waiting) },
            { name: t("stores.embedder"), value: stores.embedder || t("stores.no_embedder") },
          ]}
        />
        <Repairs total={amounts?.vectors ?? 0} waiting={stores.vectors.waiting ?? 0} working={stores.repairs} />
      </Store>
      <Store title="Redis" problem={stores.cache.problem} lead={t("stores.redis")} away={t("stores.redis_away")}>
        <FactList
          facts={[
            { name: t("stores.values"), value: counted(stores.cache.values) },
            { name: t("stores.memory"), value: stores.cache.server_bytes === null ? "–" : `${(stores.cache.server_bytes / MIB).toFixed(1)} MB` },
          ]}
        />
      </Store>
    </div>
  );
}

function Store({ title, lead, problem, away, children }: { title: string; lead: string; problem: string; away: string; children: ReactNode }) {
  const { t } = useTranslation("memory");
  return (
    <Card title={title} lead={lead} actions={<Status tone={problem ? "danger" : "good"}>{t(problem ? "stores.away" : "stores.answers")}</Status>}>
      {problem && <p className="mb-4 rounded-control bg-danger-soft px-3 py-2 text-sm [overflow-wrap:anywhere]">{away} <span className="text-muted">{problem}</span></p>}
      {children}
    </Card>
  );
}

type Working = NonNullable<Awaited<ReturnType<NonNullable<typeof storesQuery.queryFn>>>>["repairs"];

function Repairs({ total, waiting, working }: { total: number; waiting: number; working: Working }) {
  const { t } = useTranslation("memory");
  const { account } = useSession();
  const [asked, setAsked] = useState<Repair>();
  const refresh = useRefresh();
  const problem = useProblemToast();
  const start = (repair: Repair) => data(api.POST("/api/v1/memory/stores/vectors/{repair}", { params: { path: { repair } } })).then(refresh);
  const reconcile = useMutation({ mutationFn: () => start("reconcile"), onError: problem });
  const isBusy = isWorking(working?.rebuild) || isWorking(working?.reconcile) || waiting > 0;
  return (
    <div className="mt-4 flex flex-col gap-4">
      {isBusy && working?.rebuild?.workers === 0 && <p className="rounded-control bg-warning-soft px-3 py-2 text-sm">{t("consolidation.nobody_works")}</p>}
      {isBusy && working?.rebuild?.workers !== 0 && (
        <Progress
          label={t("stores.telling")}
          share={total > 0 && waiting > 0 ? Math.max(0, (total - waiting) / total) : undefined}
          detail={waiting > 0 ? t("stores.left", { count: waiting }) : undefined}
        />
      )}
      {account.role === "owner" && (
        <div className="flex flex-wrap gap-2">
          <Button icon={GitCompareArrows} isBusy={reconcile.isPending} onClick={() => { reconcile.mutate(); }}>{t("stores.reconcile")}</Button>
          <Button icon={RefreshCw} onClick={() => { setAsked("rebuild"); }}>{t("stores.rebuild")}</Button>
        </div>
      )}
      <ConfirmDialog isOpen={asked === "rebuild"} onClose={() => { setAsked(undefined); }} title={t("stores.rebuild_title")} confirm={t("stores.rebuild")} onConfirm={() => start("rebuild")}>
        {t("stores.rebuild_text")}
      </ConfirmDialog>
    </div>
  );
}
