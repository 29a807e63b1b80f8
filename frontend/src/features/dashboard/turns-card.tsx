import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { ButtonLink } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";
import { latestQuery } from "@/features/flights/queries";
import { Sparkline } from "@/features/flights/sparkline";
import { TurnList } from "@/features/flights/turn-row";
import { StepLegend } from "@/features/flights/waterfall";

const SHOWN = 6;

/** The last turns with their stage times as a picture. */
export function TurnsCard() {
  const { t } = useTranslation("dashboard");
  const latest = useQuery(latestQuery);
  useLive("resync", () => void latest.refetch());
  const turns = latest.data?.turns ?? [];
  const waits_s = turns.flatMap((turn) => (typeof turn.answer_s === "number" ? [turn.answer_s] : [])).reverse();
  if (latest.isError) return <Card title={t("turns.title")}><ErrorNotice error={latest.error} onRetry={() => void latest.refetch()} /></Card>;
  return (
    <Card title={t("turns.title")} lead={turns.length > 0 ? <StepLegend /> : undefined} actions={<Sparkline waits_s={waits_s} />} isFlush>
      {latest.isPending ? (
        <div className="px-5 pb-4"><SkeletonRows count={4} /></div>
      ) : turns.length === 0 ? (
        <EmptyState icon={MessagesSquare} title={t("turns.empty")}>{t("turns.emptyHint")}</EmptyState>
      ) : (
        <>
          <TurnList label={t("turns.title")} turns={turns.slice(0, SHOWN)} />
          <div className="flex justify-center border-t border-line p-2">
            <ButtonLink kind="quiet" to={"/flights"}>{t("turns.all")}</ButtonLink>
          </div>
        </>
      )}
    </Card>
  );
}
