import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { DataTable } from "@/components/data-table";
import { ErrorNotice } from "@/components/error-notice";
import { useProblemToast } from "@/components/toast";

import { Arrivals } from "./arrivals";
import { InviteCard } from "./invite-card";
import { type AccountEntry, accountsQuery, deleteAccount, setClosed } from "./queries";

/** Who can sign in, for owners. */
export function Everybody() {
  const { t } = useTranslation("account");
  const { relative } = useTime();
  const { account: mine } = useSession();
  const found = useQuery(accountsQuery);
  const [going, setGoing] = useState<AccountEntry>();
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: accountsQuery.queryKey });
  return (
    <div className="flex flex-col gap-5">
      <Card title={t("everybody.title")} lead={t("everybody.lead")} isFlush>
        {found.error ? (
          <div className="px-5 pb-5"><ErrorNotice error={found.error} onRetry={() => void found.refetch()} /></div>
        ) : (
          <DataTable
            label={t("everybody.title")}
            rows={found.data}
            rowKey={(entry) => entry.id}
            columns={[
              { key: "name", title: t("everybody.name"), cell: (entry) => <span className="font-medium">{entry.name}</span> },
              { key: "sign_in", title: t("everybody.sign_in_name"), cell: (entry) => entry.sign_in_name },
              { key: "role", title: t("everybody.role"), cell: (entry) => <Marks entry={entry} /> },
              { key: "last", title: t("everybody.last"), isWideOnly: true, cell: (entry) => (entry.last_sign_in_at ? relative(entry.last_sign_in_at) : t("everybody.never")) },
              { key: "do", title: "", isNumber: true, cell: (entry) => entry.id !== mine.id && <Deeds entry={entry} onChanged={again} onDelete={() => { setGoing(entry); }} /> },
            ]}
          />
        )}
      </Card>
      <InviteCard />
      <Arrivals accounts={found.data ?? []} />
      <ConfirmDialog
        isOpen={going !== undefined}
        onClose={() => { setGoing(undefined); }}
        title={t("everybody.delete_title", { name: going?.name })}
        confirm={t("everybody.delete")}
        isDangerous
        onConfirm={async () => {
          if (going) await deleteAccount(going.id);
          await again();
        }}
      >
        {t("everybody.delete_what")}
      </ConfirmDialog>
    </div>
  );
}

function Marks({ entry }: { entry: AccountEntry }) {
  const { t } = useTranslation("account");
  return (
    <span className="flex flex-wrap gap-1.5">
      <Badge tone={entry.role === "owner" ? "accent" : "neutral"}>{t(`everybody.roles.${entry.role}`)}</Badge>
      {entry.is_closed && <Badge tone="warning">{t("everybody.closed")}</Badge>}
      {!entry.has_password && <Badge>{t("everybody.no_password")}</Badge>}
    </span>
  );
}

function Deeds({ entry, onChanged, onDelete }: { entry: AccountEntry; onChanged: () => Promise<unknown>; onDelete: () => void }) {
  const { t } = useTranslation("account");
  const complain = useProblemToast();
  const turn = () => { setClosed(entry.id, !entry.is_closed).then(onChanged).catch(complain); };
  return (
    <span className="flex flex-wrap justify-end gap-1">
      <Button kind="quiet" onClick={turn}>{entry.is_closed ? t("everybody.open") : t("everybody.close")}</Button>
      <Button kind="quiet" onClick={onDelete}>{t("everybody.delete")}</Button>
    </span>
  );
}
