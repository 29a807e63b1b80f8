import { useQuery } from "@tanstack/react-query";
import { PlugZap } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { Status } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { SelectField, TextField } from "@/components/field";

import { Chooser } from "./chooser";
import { useDrafts } from "./drafts";
import { type InUse, type Server, type ServerKind, serverQuery, tryServer } from "./queries";

const PROVIDERS = ["auto", "ollama", "openai", "embedded"];

/** Who words the answers: the server, its model, and what happens while it fails. */
export function LanguageModelCard({ inUse }: { inUse: InUse }) {
  const { t } = useTranslation("models");
  const form = useDrafts(inUse);
  const { now, choose } = form;
  const provider = now("llm_provider");
  return (
    <Card title={t("llm.title")} lead={t("llm.lead")}>
      <Chooser values={form.drafts} onSaved={form.clear}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t("llm.provider")}
            hint={t(`llm.hint.${provider}`)}
            value={provider}
            onChange={(value) => { choose("llm_provider", value); }}
            options={PROVIDERS.map((value) => ({ value, label: t(`llm.name.${value}`) }))}
          />
          <SelectField
            label={t("llm.fallback")}
            value={now("llm_fallback")}
            onChange={(value) => { choose("llm_fallback", value); }}
            options={["embedded", "off"].map((value) => ({ value, label: t(`llm.fallbackName.${value}`) }))}
          />
        </div>
        {provider !== "openai" && provider !== "embedded" && <ServerChoice kind="ollama" {...form} />}
        {provider !== "ollama" && provider !== "embedded" && <ServerChoice kind="openai" {...form} />}
      </Chooser>
    </Card>
  );
}

type ServerChoiceProps = { kind: ServerKind } & Pick<ReturnType<typeof useDrafts>, "now" | "choose" | "drafts">;

function ServerChoice({ kind, now, choose, drafts }: ServerChoiceProps) {
  const { t } = useTranslation("models");
  const url = kind === "ollama" ? "ollama_url" : "openai_base_url";
  const model = kind === "ollama" ? "ollama_model" : "openai_model";
  const names = useId();
  const key = String(drafts.openai_api_key ?? "");
  const server = useServer(kind, now(url), key);
  return (
    <fieldset className="grid gap-4 rounded-card border border-line p-4 sm:grid-cols-2">
      <legend className="px-1 text-sm font-medium">{t(`llm.name.${kind}`)}</legend>
      <TextField
        label={t("llm.address")}
        hint={kind === "openai" ? t("llm.addressHint") : undefined}
        type="url"
        inputMode="url"
        value={now(url)}
        onChange={(event) => { choose(url, event.target.value); }}
      />
      {kind === "openai" && (
        <TextField
          label={t("llm.key")}
          hint={t("llm.keyHint")}
          type="password"
          autoComplete="new-password"
          value={key}
          onChange={(event) => { choose("openai_api_key", event.target.value); }}
        />
      )}
      <TextField
        label={t("llm.model")}
        list={names}
        value={now(model)}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => { choose(model, event.target.value); }}
      />
      <datalist id={names}>{server.found?.models.map((one) => <option key={one.name} value={one.name} />)}</datalist>
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 sm:col-span-2">
        <Button icon={PlugZap} isBusy={server.isTrying} disabled={!now(url)} onClick={server.look}>{t("llm.connect")}</Button>
        {server.error !== null ? <ErrorNotice error={server.error} /> : server.found && <Standing server={server.found} />}
      </div>
    </fieldset>
  );
}

/** What a server has: that of the settings by itself, another one when asked. */
function useServer(kind: ServerKind, url: string, key: string) {
  const saved = useQuery(serverQuery(kind));
  const [tried, setTried] = useState<Server | null>(null);
  const [isTrying, setTrying] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const look = () => {
    setTrying(true);
    setError(null);
    tryServer(kind, url, key)
      .then(setTried, setError)
      .finally(() => { setTrying(false); });
  };
  const isSaved = saved.data?.url === url;
  return { look, isTrying, error, found: tried?.url === url.replace(/\/$/, "") || tried?.url === url ? tried : isSaved ? saved.data : undefined };
}

function Standing({ server }: { server: Server }) {
  const { t } = useTranslation("models");
  if (server.url === "") return null;
  if (!server.ok) {
    return <p role="status" className="min-w-0 text-sm break-words text-danger-text">{server.problem}</p>;
  }
  return (
    <span role="status">
      <Status tone="good">{t("llm.connected", { count: server.models.length })}</Status>
    </span>
  );
}
