import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";

import { NewKeyDialog } from "./new-key-dialog";
import { type ApiKey, deleteKey, keysQuery, revokeKey } from "./queries";

/** The keys of programs that act for whoever is signed in. */
export function KeysCard() {
  const { t } = useTranslation("keys");
  const { relative } = useTime();
  const found = useQuery(keysQuery);
  const [isMaking, setMaking] = useState(false);
  const [going, setGoing] = useState<ApiKey>();
  const make = <Button kind="primary" icon={Plus} onClick={() => { setMaking(true); }}>{t("new")}</Button>;
  return (
    <Card title={t("title")} lead={t("lead")} isFlush actions={found.data?.length ? make : undefined}>
      {found.error ? (
        <div className="px-5 pb-5"><ErrorNotice error={found.error} onRetry={() => void found.refetch()} /></div>
      ) : (
        <DataTable
          label={t("title")}
          rows={found.data}
          rowKey={(key) => key.id}
          empty={<EmptyState icon={KeyRound} title={t("none")} action={make}>{t("none_detail")}</EmptyState>}
          columns={[
            { key: "name", title: t("name"), cell: (key) => <Name apiKey={key} /> },
            { key: "scope", title: t("scope"), cell: (key) => t(`scopes.${key.scope}.name`) },
            { key: "used", title: t("used"), isWideOnly: true, cell: (key) => (key.last_used_at ? relative(key.last_used_at) : t("never")) },
            { key: "expires", title: t("expires"), isWideOnly: true, cell: (key) => (key.expires_at ? relative(key.expires_at) : t("never")) },
            { key: "do", title: "", isNumber: true, cell: (key) => <Button kind="quiet" onClick={() => { setGoing(key); }}>{key.is_good ? t("revoke") : t("delete")}</Button> },
          ]}
        />
      )}
      {isMaking && <NewKeyDialog onClose={() => { setMaking(false); }} />}
      {going && <GoingDialog apiKey={going} onClose={() => { setGoing(undefined); }} />}
    </Card>
  );
}

function Name({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation("keys");
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium wrap-anywhere">{apiKey.name}</span>
        {!apiKey.is_good && <Badge tone="warning">{apiKey.revoked_at ? t("revoked") : t("expired")}</Badge>}
      </span>
      <code className="text-xs text-muted">mak_…{apiKey.ending}</code>
    </span>
  );
}

function GoingDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation("keys");
  const client = useQueryClient();
  const act = async () => {
    await (apiKey.is_good ? revokeKey(apiKey.id) : deleteKey(apiKey.id));
    await client.invalidateQueries({ queryKey: keysQuery.queryKey });
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t(apiKey.is_good ? "revoke_title" : "delete_title", { name: apiKey.name })}
      confirm={apiKey.is_good ? t("revoke") : t("delete")}
      isDangerous
      onConfirm={act}
    >
      {apiKey.is_good ? t("revoke_what") : t("delete_what")}
    </ConfirmDialog>
  );
}
