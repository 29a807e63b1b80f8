import { useTranslation } from "react-i18next";

import { ButtonLink } from "@/components/button";
import { Card } from "@/components/card";
import { SelectField } from "@/components/field";

import { Chooser } from "./chooser";
import { useDrafts } from "./drafts";
import { HearingTest } from "./hearing-test";
import type { Models } from "./queries";

const LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "nl", "ru", "zh", "ja", "ko", "ar", "hi", "pl", "tr", "vi"];

/** The engine that hears, its model and language; tested with a recording. */
export function HearingCard({ models }: { models: Models }) {
  const { t, i18n } = useTranslation("models");
  const { drafts, now, choose, clear } = useDrafts(models.in_use);
  const whisper = models.own.filter((model) => model.purpose === "stt" && model.id.startsWith("whisper-"));
  const tongue = new Intl.DisplayNames([i18n.language], { type: "language" });
  const languages = [...new Set([...LANGUAGES, now("whisper_language")])].filter((one) => one !== "auto");
  const isWhisper = now("stt_engine") === "faster-whisper";
  return (
    <Card title={t("hearing.title")} lead={t("hearing.lead")}>
      <Chooser values={drafts} onSaved={clear}>
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField
            label={t("hearing.engine")}
            value={now("stt_engine")}
            onChange={(value) => { choose("stt_engine", value); }}
            options={["moonshine", "faster-whisper"].map((value) => ({ value, label: t(`hearing.name.${value}`) }))}
          />
          <SelectField
            label={t("hearing.model")}
            disabled={!isWhisper}
            hint={isWhisper ? undefined : t("hearing.onlyOne")}
            value={now("whisper_model")}
            onChange={(value) => { choose("whisper_model", value); }}
            options={whisper.map((model) => ({ value: model.id.replace("whisper-", ""), label: model.id.replace("whisper-", "") }))}
          />
          <SelectField
            label={t("hearing.language")}
            value={now("whisper_language")}
            onChange={(value) => { choose("whisper_language", value); }}
            options={[
              { value: "auto", label: t("hearing.auto") },
              ...languages.map((value) => ({ value, label: tongue.of(value) ?? value })),
            ]}
          />
        </div>
        <HearingTest engine={now("stt_engine")} model={isWhisper ? now("whisper_model") : ""} />
      </Chooser>
    </Card>
  );
}

/** The engine that speaks. */
export function SpeakingCard({ models }: { models: Models }) {
  const { t } = useTranslation("models");
  const { drafts, now, choose, clear } = useDrafts(models.in_use);
  return (
    <Card
      title={t("speaking.title")}
      lead={t("speaking.lead")}
      actions={<ButtonLink to="/voices" kind="quiet">{t("speaking.voices")}</ButtonLink>}
    >
      <Chooser values={drafts} onSaved={clear}>
        <SelectField
          label={t("speaking.engine")}
          className="max-w-sm"
          value={now("tts_engine")}
          onChange={(value) => { choose("tts_engine", value); }}
          options={["hibari", "piper"].map((value) => ({ value, label: t(`speaking.name.${value}`) }))}
        />
      </Chooser>
    </Card>
  );
}
