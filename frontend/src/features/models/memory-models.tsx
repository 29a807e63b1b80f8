import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/card";
import { SelectField } from "@/components/field";
import { Progress } from "@/components/progress";

import { Chooser } from "./chooser";
import { useDrafts } from "./drafts";
import { type Models, serverQuery } from "./queries";

const OWN = "all-minilm-l6-v2";
/** Names of models that see; a server does not say it of each. */
const SEES = /vision|llava|moondream|-?vl\b|minicpm-v|gemma3/i;

/** The models behind memory: meaning, facts, pictures. */
export function MemoryModelsCard({ models }: { models: Models }) {
  const { t } = useTranslation("models");
  const { drafts, now, choose, clear } = useDrafts(models.in_use);
  const found = useQuery(serverQuery("ollama"));
  const names = found.data?.models.map((one) => one.name) ?? [];
  const seeing = names.filter((name) => SEES.test(name));
  const options = (first: { value: string; label: string }, chosen: string, among = names) =>
    [first, ...[...new Set([...among, chosen])].filter((name) => name && name !== first.value).map((value) => ({ value, label: value }))];
  const none = { value: "", label: t("none") };
  return (
    <Card title={t("memory.title")} lead={t("memory.lead")}>
      <Chooser values={drafts} onSaved={clear}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t("memory.embedding")}
            hint={t("memory.embeddingHint")}
            value={now("embedding_model")}
            onChange={(value) => { choose("embedding_model", value); }}
            options={options({ value: OWN, label: t("memory.own") }, now("embedding_model"))}
          />
          <SelectField
            label={t("memory.extraction")}
            hint={t("memory.extractionHint")}
            value={now("memory_extraction_model")}
            onChange={(value) => { choose("memory_extraction_model", value); }}
            options={options({ value: "", label: t("memory.rules") }, now("memory_extraction_model"))}
          />
          <SelectField
            label={t("memory.vision")}
            hint={names.length > 0 && seeing.length === 0 ? t("memory.visionNone") : t("memory.visionHint")}
            value={now("vision_model")}
            onChange={(value) => { choose("vision_model", value); }}
            options={options(none, now("vision_model"), seeing)}
          />
          <Embedded embeddings={models.embeddings} />
        </div>
      </Chooser>
    </Card>
  );
}

function Embedded({ embeddings: { done, total } }: { embeddings: Models["embeddings"] }) {
  const { t } = useTranslation("models");
  if (done === null || total === null) return <p className="text-sm text-muted">{t("memory.unknown")}</p>;
  if (total === 0) return <p className="self-center text-sm text-muted">{t("memory.nothingYet")}</p>;
  return (
    <div className="self-center">
      <Progress
        label={t(done < total ? "memory.embeddingNow" : "memory.embedded")}
        share={done / total}
        detail={t("memory.count", { done, total })}
      />
    </div>
  );
}
