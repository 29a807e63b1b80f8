import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Choice } from "@/components/choice-grid";
import { Picker } from "@/components/picker";

import { personasQuery } from "./queries";

interface PersonaPickerProps {
  label: string;
  hint?: string;
  error?: string;
  value: string;
  onChange: (persona: string) => void;
  /** What it means to choose none. */
  none: string;
}

/** A persona with a few words about it. */
export function PersonaPicker({ label, hint, error, value, onChange, none }: PersonaPickerProps) {
  const { t } = useTranslation("personas");
  const found = useQuery(personasQuery);
  const personas = found.data?.personas ?? [];
  const isGone = found.isSuccess && value !== "" && !personas.some((one) => one.name === value);
  const choices: Choice[] = [
    { value: "", title: none },
    ...(isGone ? [{ value, title: value, detail: t("picker.gone") }] : []),
    ...personas.map((one) => ({ value: one.name, title: one.name, detail: one.about || one.text })),
  ];
  const problem = found.isError ? t("picker.away") : isGone ? t("picker.gone") : undefined;
  return <Picker label={label} hint={hint} error={error} problem={problem} title={t("picker.title")} value={value} choices={choices} onChange={onChange} />;
}
