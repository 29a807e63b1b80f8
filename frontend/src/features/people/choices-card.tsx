import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/card";
import { Field, SelectField, TextField } from "@/components/field";
import { Form } from "@/components/form";
import { useToast } from "@/components/toast";
import { PersonaPicker } from "@/features/personas/persona-picker";
import { VoicePicker } from "@/features/voices/voice-picker";

import { type Choices, type PersonDetail, choose, lookAgain } from "./queries";

const ZONES = Intl.supportedValuesOf("timeZone");
const LANGUAGES = ["", "en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "fi", "cs", "tr", "uk", "ru", "ar", "hi", "ja", "ko", "zh"];

interface FieldsProps {
  given: Choices;
  set: (change: Partial<Choices>) => void;
  wrong: (name: string) => string | undefined;
}

/** What somebody wants of the assistant. */
export function ChoicesCard({ detail }: { detail: PersonDetail }) {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const toast = useToast();
  const [given, setGiven] = useState<Choices>(detail.choices);
  const changed = (Object.keys(given) as (keyof Choices)[]).filter((name) => given[name] !== detail.choices[name]);
  const set = (change: Partial<Choices>) => { setGiven((before) => ({ ...before, ...change })); };
  const save = async () => {
    await choose(detail.person.id, Object.fromEntries(changed.map((name) => [name, given[name]])));
    toast({ title: t("choices.saved") });
    await lookAgain(client);
    await Promise.all([["session"], ["voices"], ["personas"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return (
    <Card title={t("choices.title")} lead={t("choices.lead")}>
      <Form onSend={save} submit={t("save")} isDisabled={changed.length === 0}>
        {(wrong) => (
          <>
            <TextField label={t("choices.name")} value={given.name} error={wrong("name")} maxLength={80} required onChange={(event) => { set({ name: event.target.value }); }} />
            <TimeAndLanguage given={given} set={set} wrong={wrong} />
            <VoicePicker label={t("choices.voice")} hint={t("choices.voiceHint")} none={t("choices.noVoice")} value={given.voice} error={wrong("voice")} onChange={(voice) => { set({ voice }); }} />
            <PersonaPicker label={t("choices.persona")} hint={t("choices.personaHint")} none={t("choices.noPersona")} value={given.persona} error={wrong("persona")} onChange={(persona) => { set({ persona }); }} />
            <Reminders given={given} set={set} wrong={wrong} />
          </>
        )}
      </Form>
    </Card>
  );
}

function TimeAndLanguage({ given, set, wrong }: FieldsProps) {
  const { t } = useTranslation("people");
  return (
    <>
      <ZoneField value={given.time_zone} error={wrong("time_zone")} onChange={(time_zone) => { set({ time_zone }); }} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t("choices.language")}
          value={given.language}
          options={[...new Set([...LANGUAGES, given.language])].map((code) => ({ value: code, label: languageName(code) || t("choices.detected") }))}
          onChange={(language) => { set({ language }); }}
        />
        <SelectField
          label={t("choices.clock")}
          value={String(given.clock)}
          options={["12", "24"].map((hours) => ({ value: hours, label: t(`choices.clock${hours}`) }))}
          onChange={(hours) => { set({ clock: hours === "12" ? 12 : 24 }); }}
        />
      </div>
    </>
  );
}

function Reminders({ given, set, wrong }: FieldsProps) {
  const { t } = useTranslation("people");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={t("choices.reminded")}
        value={given.reminded_by}
        options={(["voice", "text", "mail"] as const).map((way) => ({ value: way, label: t(`choices.by.${way}`) }))}
        onChange={(way) => { set({ reminded_by: way as Choices["reminded_by"] }); }}
      />
      <TextField label={t("choices.mail")} type="email" value={given.mail} error={wrong("mail")} onChange={(event) => { set({ mail: event.target.value }); }} />
    </div>
  );
}

function languageName(code: string): string {
  if (!code) return "";
  return new Intl.DisplayNames([navigator.language], { type: "language" }).of(code) ?? code;
}

function ZoneField({ value, error, onChange }: { value: string; error?: string; onChange: (zone: string) => void }) {
  const { t } = useTranslation("people");
  return (
    <Field label={t("choices.zone")} error={error}>
      {(ids) => (
        <>
          <input
            {...ids}
            type="text"
            list={`${ids.id}-zones`}
            value={value}
            onChange={(event) => { onChange(event.target.value); }}
            className="h-control w-full min-w-0 rounded-control border border-control-line bg-surface px-3 aria-invalid:border-danger"
          />
          <datalist id={`${ids.id}-zones`}>
            {ZONES.map((zone) => <option key={zone} value={zone} />)}
          </datalist>
        </>
      )}
    </Field>
  );
}
