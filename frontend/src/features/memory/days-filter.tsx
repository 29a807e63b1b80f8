import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { SelectField, TextField } from "@/components/field";

import { type Days, everyDay, lastDays } from "./days";

const SPANS = ["any", "7", "30", "own"] as const;
type Span = (typeof SPANS)[number];

/** Narrows a list to days: the last few, or from one to another. */
export function DaysFilter({ value, onChange }: { value: Days; onChange: (days: Days) => void }) {
  const { t } = useTranslation("memory");
  const { zone } = useTime();
  const [span, setSpan] = useState<Span>("any");
  const choose = (next: Span) => {
    setSpan(next);
    if (next === "any") onChange(everyDay);
    else if (next !== "own") onChange(lastDays(Number(next), zone));
  };
  return (
    <>
      <SelectField
        label={t("days.label")}
        isLabelHidden
        className="w-40 grow sm:grow-0"
        value={span}
        onChange={(next) => { choose(SPANS.find((one) => one === next) ?? "any"); }}
        options={SPANS.map((one) => ({ value: one, label: t(`days.${one}`) }))}
      />
      {span === "own" && (
        <div role="group" aria-label={t("days.own")} className="flex grow items-center gap-2 sm:grow-0">
          <TextField type="date" label={t("days.from")} isLabelHidden className="grow" max={value.to || undefined} value={value.from} onChange={(event) => { onChange({ ...value, from: event.target.value }); }} />
          <span aria-hidden className="text-muted">–</span>
          <TextField type="date" label={t("days.to")} isLabelHidden className="grow" min={value.from || undefined} value={value.to} onChange={(event) => { onChange({ ...value, to: event.target.value }); }} />
        </div>
      )}
    </>
  );
}
