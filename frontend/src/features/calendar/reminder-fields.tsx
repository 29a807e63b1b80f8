import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/components/button";
import { SelectField } from "@/components/field";

const CHOICES = [0, 5, 10, 15, 30, 60, 120, 240, 1440, 2880, 10_080];
const MOST = 10;

/** When somebody is told of an event: at the usual times, never, or at times of its own. */
export function ReminderFields({ value, onChange }: { value: number[] | null; onChange: (value: number[] | null) => void }) {
  const { t } = useTranslation("calendar");
  const way = value === null ? "usual" : value.length === 0 ? "none" : "own";
  const ways = { usual: null, none: [], own: [30] };
  const put = (index: number, minutes: number) => { onChange((value ?? []).map((one, at) => (at === index ? minutes : one))); };
  const choices = (now: number) => [...new Set([...CHOICES, now])].sort((one, other) => one - other);
  return (
    <div className="flex flex-col gap-2">
      <SelectField
        label={t("remind.label")}
        value={way}
        options={(["usual", "none", "own"] as const).map((one) => ({ value: one, label: t(`remind.${one}`) }))}
        onChange={(chosen) => { onChange(ways[chosen as keyof typeof ways]); }}
      />
      {(value ?? []).map((minutes, index) => (
        <div key={`${String(index)}-${String(minutes)}`} className="flex items-center gap-2">
          <SelectField
            label={t("remind.before", { number: index + 1 })}
            isLabelHidden
            className="grow"
            value={String(minutes)}
            options={choices(minutes).map((one) => ({ value: String(one), label: beforeText(one, t) }))}
            onChange={(chosen) => { put(index, Number(chosen)); }}
          />
          <IconButton
            label={t("remind.remove", { number: index + 1 })}
            icon={X}
            onClick={() => { onChange((value ?? []).filter((_, at) => at !== index)); }}
          />
        </div>
      ))}
      {way === "own" && (value ?? []).length < MOST && (
        <Button kind="quiet" icon={Plus} className="self-start" onClick={() => { onChange([...(value ?? []), 60]); }}>
          {t("remind.add")}
        </Button>
      )}
    </div>
  );
}

/** "1 hour before". */
function beforeText(minutes: number, t: (key: string, values?: Record<string, unknown>) => string): string {
  if (minutes === 0) return t("remind.atStart");
  if (minutes % 1440 === 0) return t("remind.days", { count: minutes / 1440 });
  if (minutes % 60 === 0) return t("remind.hours", { count: minutes / 60 });
  return t("remind.minutes", { count: minutes });
}
