import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SearchField, SelectField } from "@/components/field";
import { Segments } from "@/components/segments";

import { DaysFilter } from "./days-filter";
import { type FactFilter, CATEGORIES, factCountsQuery } from "./queries";
import { useLooking } from "./whose";

interface FilterProps {
  filter: FactFilter;
  onChange: (filter: FactFilter) => void;
}

/** By which facts are looked through. */
export function FactFilters({ filter, onChange, action }: FilterProps & { action: ReactNode }) {
  const { t } = useTranslation("memory");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField label={t("facts.search")} value={filter.q} onChange={(q) => { onChange({ ...filter, q }); }} className="w-full sm:w-56" />
      <Kinds filter={filter} onChange={onChange} />
      <DaysFilter value={filter.days} onChange={(days) => { onChange({ ...filter, days }); }} />
      <SelectField
        label={t("facts.importance")}
        isLabelHidden
        className="w-44 grow sm:grow-0"
        value={String(filter.importance)}
        onChange={(least) => { onChange({ ...filter, importance: Number(least) }); }}
        options={[1, 5, 7, 9].map((least) => ({ value: String(least), label: least === 1 ? t("facts.any_importance") : t("facts.from", { least }) }))}
      />
      <Segments
        label={t("facts.state")}
        value={filter.state}
        options={(["current", "past", "all"] as const).map((value) => ({ value, label: t(`facts.${value}`) }))}
        onChange={(state) => { onChange({ ...filter, state }); }}
      />
      <Segments
        label={t("facts.order")}
        value={filter.order}
        options={(["newest", "important"] as const).map((value) => ({ value, label: t(`facts.${value}`) }))}
        onChange={(order) => { onChange({ ...filter, order }); }}
      />
      {action && <div className="ml-auto">{action}</div>}
    </div>
  );
}

/** The category and the tag, with how many facts of each there are. */
function Kinds({ filter, onChange }: FilterProps) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const counts = useQuery(factCountsQuery(person));
  const tags = Object.entries(counts.data?.tags ?? {});
  const number = (category: string) => counts.data?.categories[category] ?? 0;
  return (
    <>
      <SelectField
        label={t("facts.category")}
        isLabelHidden
        className="w-44 grow sm:grow-0"
        value={filter.category}
        onChange={(category) => { onChange({ ...filter, category }); }}
        options={[
          { value: "", label: t("facts.every_category") },
          ...CATEGORIES.map((value) => ({ value, label: `${t(`category.${value}`)} (${String(number(value))})` })),
        ]}
      />
      {tags.length > 0 && (
        <SelectField
          label={t("facts.tag")}
          isLabelHidden
          className="w-36 grow sm:grow-0"
          value={filter.tag}
          onChange={(tag) => { onChange({ ...filter, tag }); }}
          options={[{ value: "", label: t("facts.every_tag") }, ...tags.map(([value, count]) => ({ value, label: `${value} (${String(count)})` }))]}
        />
      )}
    </>
  );
}
