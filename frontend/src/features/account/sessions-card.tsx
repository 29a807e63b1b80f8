import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { DataTable } from "@/components/data-table";
import { ErrorNotice } from "@/components/error-notice";
import { useProblemToast } from "@/components/toast";

import { type OpenSession, browserName, endOtherSessions, endSession, sessionsQuery } from "./queries";

/** The browsers that are signed in. */
export function SessionsCard() {
  const { t } = useTranslation("account");
  const { relative, dateTime } = useTime();
  const client = useQueryClient();
  const complain = useProblemToast();
  const found = useQuery(sessionsQuery);
  const [isAsking, setAsking] = useState(false);
  const again = () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = (session: OpenSession) => { endSession(session.id).then(again).catch(complain); };
  const others = (found.data?.length ?? 0) > 1;
  return (
    <Card
      title={t("sessions.title")}
      lead={t("sessions.lead")}
      isFlush
      actions={others && <Button onClick={() => { setAsking(true); }}>{t("sessions.end_others")}</Button>}
    >
      {found.error ? (
        <div className="px-5 pb-5"><ErrorNotice error={found.error} onRetry={() => void found.refetch()} /></div>
      ) : (
        <DataTable
          label={t("sessions.title")}
          rows={found.data}
          rowKey={(session) => session.id}
          columns={[
            { key: "browser", title: t("sessions.browser"), cell: (session) => <span className="font-medium">{browserName(session.browser) || t("sessions.unknown")}</span> },
            { key: "address", title: t("sessions.address"), isWideOnly: true, cell: (session) => session.address },
            { key: "since", title: t("sessions.since"), isWideOnly: true, cell: (session) => dateTime(session.created_at) },
            { key: "seen", title: t("sessions.seen"), cell: (session) => (session.is_this ? <Badge tone="good">{t("sessions.this")}</Badge> : relative(session.last_seen_at)) },
            { key: "end", title: "", isNumber: true, cell: (session) => !session.is_this && <Button kind="quiet" onClick={() => { end(session); }}>{t("sessions.end")}</Button> },
          ]}
        />
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => { setAsking(false); }}
        title={t("sessions.end_others")}
        confirm={t("sessions.end_others")}
        onConfirm={async () => {
          await endOtherSessions();
          await again();
        }}
      >
        {t("sessions.end_others_what")}
      </ConfirmDialog>
    </Card>
  );
}
