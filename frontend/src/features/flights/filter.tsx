import { useTranslation } from "react-i18next";

import { Button } from "@/components/button";
import { SearchField, SelectField, TextField } from "@/components/field";

import type { FlightFilter } from "./queries";

const OUTCOMES = [
  "answered",
  "interrupted",
  "controlled",
  "nothing_said",
  "not_addressed",
  "own_voice",
  "failed",
  "refused",
  "left",
] as const;
const DOORS = ["mumble", "web"] as const;
const STEPS = ["end", "hear", "think", "voice", "play"] as const;

/** The start of a day in the browser's zone, as the service wants moments. */
function dayStart(day: string, plus = 0): string | undefined {
  if (!day) return undefined;
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + plus).toISOString();
}

/** What the fields hold, as they hold it. */
export interface FilterFields {
  text: string;
  speaker: string;
  door: string;
  outcome: string;
  slow: string;
  slow_s: string;
  since: string;
  until: string;
}

export const NO_FILTER: FilterFields = { text: "", speaker: "", door: "", outcome: "", slow: "", slow_s: "1", since: "", until: "" };

/** The question for the service. */
export function filterOf(fields: FilterFields): FlightFilter {
  const since = dayStart(fields.since);
  const until = dayStart(fields.until, 1);
  return {
    ...(fields.text && { text: fields.text }),
    ...(fields.speaker && { speaker: fields.speaker }),
    ...(fields.door && { door: fields.door as NonNullable<FlightFilter["door"]> }),
    ...(fields.outcome && { outcome: fields.outcome as NonNullable<FlightFilter["outcome"]> }),
    ...(fields.slow && { slow: fields.slow as NonNullable<FlightFilter["slow"]>, slow_s: Math.max(0, Number(fields.slow_s) || 0) }),
    ...(since && { since }),
    ...(until && { until }),
  };
}

/** Fields that narrow the list down. */
export function FlightFilterForm({ fields, onChange }: { fields: FilterFields; onChange: (fields: FilterFields) => void }) {
  const { t } = useTranslation("flights");
  const set = (change: Partial<FilterFields>) => {
    onChange({ ...fields, ...change });
  };
  const outcomes = OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }));
  const doors = DOORS.map((value) => ({ value, label: t(`door.${value}`) }));
  const steps = [{ value: "answer", label: t("filter.slowAnswer") }, ...STEPS.map((value) => ({ value, label: t(`step.${value}`) }))];
  return (
    <form role="search" aria-label={t("filter.label")} className="mb-5 grid grid-cols-2 items-end gap-3 md:grid-cols-4" onSubmit={(event) => { event.preventDefault(); }}>
      <SearchField className="col-span-2 md:col-span-1" label={t("filter.text")} value={fields.text} onChange={(text) => { set({ text }); }} />
      <TextField className="col-span-2 md:col-span-1" isLabelHidden label={t("filter.speaker")} placeholder={t("filter.speaker")} value={fields.speaker} onChange={(event) => { set({ speaker: event.target.value }); }} />
      <SelectField isLabelHidden label={t("doorLabel")} value={fields.door} options={[{ value: "", label: t("filter.anyDoor") }, ...doors]} onChange={(door) => { set({ door }); }} />
      <SelectField isLabelHidden label={t("filter.outcome")} value={fields.outcome} options={[{ value: "", label: t("filter.any") }, ...outcomes]} onChange={(outcome) => { set({ outcome }); }} />
      <SelectField label={t("filter.slow")} value={fields.slow} options={[{ value: "", label: t("filter.anySpeed") }, ...steps]} onChange={(slow) => { set({ slow }); }} />
      <TextField label={t("filter.slow_s")} type="number" min={0} step={0.1} disabled={!fields.slow} value={fields.slow_s} onChange={(event) => { set({ slow_s: event.target.value }); }} />
      <TextField label={t("filter.since")} type="date" value={fields.since} onChange={(event) => { set({ since: event.target.value }); }} />
      <div className="col-span-2 flex items-end gap-2 md:col-span-1">
        <TextField className="grow" label={t("filter.until")} type="date" value={fields.until} onChange={(event) => { set({ until: event.target.value }); }} />
        <Button kind="quiet" onClick={() => { onChange(NO_FILTER); }}>{t("filter.clear")}</Button>
      </div>
    </form>
  );
}
