import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { Dialog } from "@/components/dialog";
import { SelectField, TextField } from "@/components/field";
import { Form } from "@/components/form";

import { type Scope, keysQuery, makeKey } from "./queries";

const DAY_MS = 86_400_000;
const DAYS = ["", "7", "30", "90", "365"] as const;

/** Makes a key, then shows it, this one time. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("keys");
  const [secret, setSecret] = useState("");
  return (
    <Dialog isOpen onClose={onClose} title={secret === "" ? t("new") : t("made")} footer={secret !== "" && <Button kind="primary" onClick={onClose}>{t("done")}</Button>}>
      {secret === "" ? <KeyForm onMade={setSecret} /> : <Secret secret={secret} />}
    </Dialog>
  );
}

function KeyForm({ onMade }: { onMade: (secret: string) => void }) {
  const { t } = useTranslation("keys");
  const { account } = useSession();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Scope>("read");
  const [days, setDays] = useState("");
  const scopes: Scope[] = account.role === "owner" ? ["read", "write", "admin"] : ["read", "write"];
  const send = async () => {
    const expires = days === "" ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    const made = await makeKey(name, scope, expires);
    await client.invalidateQueries({ queryKey: keysQuery.queryKey });
    onMade(made.secret);
  };
  return (
    <Form onSend={send} submit={t("make")} isDisabled={name.trim() === ""}>
      {(wrong) => (
        <>
          <TextField label={t("name")} hint={t("name_hint")} required maxLength={60} value={name} error={wrong("name")} onChange={(event) => { setName(event.target.value); }} />
          <SelectField
            label={t("scope")}
            hint={t(`scopes.${scope}.what`)}
            value={scope}
            options={scopes.map((value) => ({ value, label: t(`scopes.${value}.name`) }))}
            onChange={(value) => { setScope(scopes.find((one) => one === value) ?? "read"); }}
          />
          <SelectField
            label={t("expires")}
            value={days}
            options={DAYS.map((value) => ({ value, label: value === "" ? t("never") : t("in_days", { count: Number(value) }) }))}
            onChange={setDays}
          />
        </>
      )}
    </Form>
  );
}

function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation("keys");
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p>{t("made_what")}</p>
      <p className="flex items-center gap-2 rounded-control border border-line bg-sunken p-3">
        <code className="min-w-0 grow break-all" data-testid="secret">{secret}</code>
        <CopyButton text={secret} label={t("copy")} />
      </p>
      <p className="text-muted">{t("use")}</p>
      <code className="overflow-x-auto rounded-control bg-sunken p-3 text-xs whitespace-pre">{"Authorization: Bearer mak_…"}</code>
    </div>
  );
}
