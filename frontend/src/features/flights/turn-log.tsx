import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";

import { ButtonLink } from "@/components/button";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";
import { LogLines } from "@/features/logs/lines";
import { logsQuery } from "@/features/logs/queries";

/** What every service wrote about a turn. */
export function TurnLog({ turn_id }: { turn_id: string }) {
  const { t } = useTranslation("flights");
  const found = useQuery(logsQuery({ turn: turn_id, limit: 200 }));
  const all = (
    <ButtonLink kind="quiet" icon={ScrollText} to={"/logs"} search={{ turn: turn_id }}>
      {t("logAll")}
    </ButtonLink>
  );
  return (
    <Card className="lg:col-span-2" title={t("log")} lead={t("logLead")} actions={all} isFlush>
      {found.isError ? (
        <div className="p-5"><ErrorNotice error={found.error} /></div>
      ) : found.isPending ? (
        <div className="px-5"><SkeletonRows count={2} /></div>
      ) : found.data.entries.length > 0 ? (
        <LogLines label={t("log")} entries={[...found.data.entries].reverse()} />
      ) : (
        <p className="px-5 pb-5 text-sm text-muted">{t("logEmpty")}</p>
      )}
    </Card>
  );
}
