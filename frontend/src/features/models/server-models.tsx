import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/components/badge";
import { Button, IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { type Column, DataTable } from "@/components/data-table";
import { ErrorNotice } from "@/components/error-notice";
import { TextField } from "@/components/field";

import { Fetches } from "./fetches";
import { deleteModel, type InUse, type ServerModel, serverQuery, sizeText, useFetchModel } from "./queries";

/** The models on the Ollama server: what they take, fetching and deleting. */
export function ServerModelsCard({ inUse }: { inUse: InUse }) {
  const { t } = useTranslation("models");
  const found = useQuery(serverQuery("ollama"));
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<string | null>(null);
  const used = new Set([inUse.ollama_model, inUse.embedding_model, inUse.vision_model, inUse.memory_extraction_model]);
  const columns = useColumns(used, setLeaving);
  const models = found.data?.models;
  const sum = (of: (model: ServerModel) => number) => (models ?? []).reduce((total, one) => total + of(one), 0);
  const lead = found.data?.ok
    ? t("server.lead", { disk: sizeText(sum((one) => one.disk_bytes)), memory: sizeText(sum((one) => one.memory_bytes)) })
    : found.data?.problem;
  return (
    <Card isFlush title={t("server.title")} lead={lead}>
      <div className="flex flex-col gap-4 px-5 pb-5">
        <PullForm />
        <Fetches kind="ollama" />
      </div>
      {found.isError && <div className="px-5 pb-5"><ErrorNotice error={found.error} onRetry={() => void found.refetch()} /></div>}
      {!found.isError && found.data?.ok !== false && (
        <div className="border-t border-line">
          <DataTable
            label={t("server.title")}
            rows={models}
            rowKey={(model) => model.name}
            columns={columns}
            empty={<p className="px-5 py-8 text-center text-sm text-muted">{t("server.empty")}</p>}
          />
        </div>
      )}
      <ConfirmDialog
        isOpen={leaving !== null}
        onClose={() => { setLeaving(null); }}
        title={t("server.deleteTitle", { name: leaving })}
        confirm={t("server.delete")}
        isDangerous
        onConfirm={async () => {
          await deleteModel(leaving ?? "");
          await client.invalidateQueries({ queryKey: ["models"] });
        }}
      >
        {t("server.deleteText")}
      </ConfirmDialog>
    </Card>
  );
}

function useColumns(used: Set<string>, onDelete: (name: string) => void): Column<ServerModel>[] {
  const { t } = useTranslation("models");
  return [
    {
      key: "name",
      title: t("server.name"),
      cell: (model) => (
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium break-all">{model.name}</span>
          {used.has(model.name) && <Badge tone="accent">{t("inUse")}</Badge>}
          {model.memory_bytes > 0 && <Badge tone="good">{t("server.loaded", { size: sizeText(model.memory_bytes) })}</Badge>}
        </span>
      ),
    },
    { key: "parameters", title: t("server.parameters"), isWideOnly: true, cell: (model) => [model.parameters, model.quantization].filter(Boolean).join(", ") },
    { key: "disk", title: t("server.disk"), isNumber: true, cell: (model) => sizeText(model.disk_bytes) },
    {
      key: "delete",
      title: t("server.action"),
      isNumber: true,
      cell: (model) => (
        <IconButton
          icon={Trash2}
          label={t("server.deleteOne", { name: model.name })}
          disabled={used.has(model.name)}
          onClick={() => { onDelete(model.name); }}
        />
      ),
    },
  ];
}

function PullForm() {
  const { t } = useTranslation("models");
  const fetchModel = useFetchModel();
  const [name, setName] = useState("");
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        fetchModel.mutate({ model: name.trim(), kind: "ollama" }, { onSuccess: () => { setName(""); } });
      }}
    >
      <TextField
        label={t("server.fetchName")}
        placeholder="qwen2.5:3b"
        className="min-w-48 grow"
        value={name}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => { setName(event.target.value); }}
      />
      <Button type="submit" icon={Download} disabled={!name.trim()} isBusy={fetchModel.isPending}>{t("fetch")}</Button>
    </form>
  );
}
