import clsx from "clsx";
import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "@/components/field";

import { CODES, type Frequency, type Repetition } from "./rule";
import { weekdayOf } from "./wall";

interface RepetitionFieldsProps {
  value: Repetition;
  onChange: (value: Repetition) => void;
  /** The day on which the event begins. */
  firstDay: string;
  /** The rule in words, as it is kept now. */
  words: string;
}

/** How often an event repeats, on which days, and until when. */
export function RepetitionFields({ value, onChange, firstDay, words }: RepetitionFieldsProps) {
  const { t } = useTranslation("calendar");
  const frequencies: Frequency[] = ["never", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
  if (value.frequency === "custom") frequencies.push("custom");
  const set = (change: Partial<Repetition>) => { onChange({ ...value, ...change }); };
  const repeats = value.frequency !== "never" && value.frequency !== "custom";
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t("repeat.label")}
          value={value.frequency}
          hint={value.frequency === "custom" ? words : undefined}
          options={frequencies.map((one) => ({ value: one, label: t(`repeat.${one}`) }))}
          onChange={(frequency) => { set({ frequency: frequency as Frequency, weekdays: [weekdayOf(firstDay)] }); }}
        />
        {repeats && (
          <TextField
            label={t(`repeat.every.${value.frequency}`)}
            type="number"
            min={1}
            max={1000}
            value={value.interval}
            onChange={(event) => { set({ interval: Math.max(1, Number(event.target.value)) }); }}
          />
        )}
      </div>
      {value.frequency === "WEEKLY" && <Weekdays chosen={value.weekdays} onChange={(weekdays) => { set({ weekdays }); }} />}
      {value.frequency === "MONTHLY" && (
        <SelectField
          label={t("repeat.monthly.label")}
          value={value.monthly}
          options={(["day", "weekday"] as const).map((one) => ({ value: one, label: t(`repeat.monthly.${one}`) }))}
          onChange={(monthly) => { set({ monthly: monthly as Repetition["monthly"] }); }}
        />
      )}
      {repeats && <End value={value} set={set} firstDay={firstDay} />}
    </div>
  );
}

function Weekdays({ chosen, onChange }: { chosen: number[]; onChange: (chosen: number[]) => void }) {
  const { t } = useTranslation("calendar");
  return (
    <div role="group" aria-label={t("repeat.weekdays")} className="flex flex-wrap gap-1.5">
      {CODES.map((code, day) => {
        const isOn = chosen.includes(day);
        return (
          <button
            key={code}
            type="button"
            aria-pressed={isOn}
            onClick={() => { onChange(isOn ? chosen.filter((one) => one !== day) : [...chosen, day]); }}
            className={clsx(
              "h-9 min-w-11 rounded-control border px-2 text-sm",
              isOn ? "border-accent bg-accent-soft font-medium text-accent-text" : "border-line-strong text-muted hover:bg-hover",
            )}
          >
            {t(`weekday.${code}`)}
          </button>
        );
      })}
    </div>
  );
}

function End({ value, set, firstDay }: { value: Repetition; set: (change: Partial<Repetition>) => void; firstDay: string }) {
  const { t } = useTranslation("calendar");
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label={t("repeat.end.label")}
        value={value.end}
        options={(["never", "count", "until"] as const).map((one) => ({ value: one, label: t(`repeat.end.${one}`) }))}
        onChange={(end) => { set({ end: end as Repetition["end"], until: value.until || firstDay }); }}
      />
      {value.end === "count" && (
        <TextField
          label={t("repeat.times")}
          type="number"
          min={1}
          max={1000}
          value={value.count}
          onChange={(event) => { set({ count: Math.max(1, Number(event.target.value)) }); }}
        />
      )}
      {value.end === "until" && (
        <TextField
          label={t("repeat.lastDay")}
          type="date"
          min={firstDay}
          value={value.until}
          onChange={(event) => { set({ until: event.target.value }); }}
        />
      )}
    </div>
  );
}
