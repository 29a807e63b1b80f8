import { useTranslation } from "react-i18next";

import { SearchField, SelectField } from "@/components/field";

import type { AppLogFilter } from "./app-queries";

const LEVELS = ["debug", "info", "warning", "error", "critical"] as const;
const LIMITS = [50, 100, 200, 500];

/** What the fields hold. */
export interface AppFields {
  text: string;
  level: (typeof LEVELS)[number];
  screen: string;
  limit: number;
}

export const NO_APP_FILTER: AppFields = { text: "", level: "debug", screen: "", limit: 100 };

/** The question for the service. */
export const appFilterOf = ({ text, level, screen, limit }: AppFields): AppLogFilter => ({
  level,
  limit,
  ...(text && { text }),
  ...(screen && { screen }),
});

/** Fields that narrow the lines of apps down. */
export function AppFilterForm({ fields, screens, onChange }: { fields: AppFields; screens: string[]; onChange: (fields: AppFields) => void }) {
  const { t } = useTranslation("logs");
  const set = (change: Partial<AppFields>) => {
    onChange({ ...fields, ...change });
  };
  const known = fields.screen && !screens.includes(fields.screen) ? [fields.screen, ...screens] : screens;
  return (
    <form role="search" aria-label={t("app.search")} className="mb-4 grid grid-cols-2 gap-3 md:grid-cols-[minmax(0,1.6fr)_repeat(3,minmax(0,1fr))]" onSubmit={(event) => { event.preventDefault(); }}>
      <SearchField className="col-span-2 md:col-span-1" label={t("text")} value={fields.text} onChange={(text) => { set({ text }); }} />
      <SelectField isLabelHidden label={t("levelLabel")} value={fields.level} options={LEVELS.map((value) => ({ value, label: t(`atLeast.${value}`) }))} onChange={(level) => { set({ level: level as AppFields["level"] }); }} />
      <SelectField isLabelHidden label={t("app.screenLabel")} value={fields.screen} options={[{ value: "", label: t("app.everyScreen") }, ...known.map((value) => ({ value, label: value }))]} onChange={(screen) => { set({ screen }); }} />
      <SelectField className="col-span-2 md:col-span-1" isLabelHidden label={t("app.limit")} value={String(fields.limit)} options={LIMITS.map((value) => ({ value: String(value), label: t("app.atOnce", { count: value }) }))} onChange={(limit) => { set({ limit: Number(limit) }); }} />
    </form>
  );
}
