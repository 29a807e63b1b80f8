import clsx from "clsx";
import { SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { ProblemError } from "@/api/problem";
import type { components } from "@/api/schema";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { SearchField, SelectField } from "@/components/field";
import { Segments } from "@/components/segments";

import type { Section, Setting, Value, Values } from "./queries";
import { SaveBar } from "./save-bar";
import { SettingRow } from "./setting-row";

type Which = "all" | "changed";

/** The settings of one section at a time, or those that fit the search. */
export function SettingsForm({ all }: { all: components["schemas"]["SettingsAnswer"] }) {
  const { t } = useTranslation("settings");
  const [words, setWords] = useState("");
  const [which, setWhich] = useState<Which>("all");
  const [chosen, setChosen] = useState(all.sections[0]?.id ?? "");
  const [drafts, setDrafts] = useState<Values>({});
  const [problem, setProblem] = useState<unknown>(null);
  const search = useDeferredValue(words).trim();
  const isSearching = search !== "" || which === "changed";
  const shown = isSearching ? fitting(all.sections, search, which) : all.sections.filter((one) => one.id === chosen);
  const draft = (key: string, value: Value | undefined) => {
    setDrafts((before) => {
      const others = Object.entries(before).filter(([other]) => other !== key);
      return Object.fromEntries(value === undefined ? others : [...others, [key, value]]);
    });
  };
  const done = () => {
    setDrafts({});
    setProblem(null);
  };
  const wrong = (key: string) => (problem instanceof ProblemError && problem.param === key ? problem.detail : undefined);
  return (
    <>
      <div className="mb-5 flex flex-wrap gap-3">
        <SearchField label={t("search")} value={words} onChange={setWords} className="min-w-56 grow" />
        <Segments
          label={t("which")}
          value={which}
          onChange={setWhich}
          options={[{ value: "all", label: t("every") }, { value: "changed", label: t("changedOnly") }]}
        />
      </div>
      {all.is_away && <p role="alert" className="mb-5 rounded-card bg-warning-soft p-4 text-sm text-warning-text">{t("away")}</p>}
      <div className={clsx(!isSearching && "gap-8 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]")}>
        {!isSearching && <SectionChoice sections={all.sections} chosen={chosen} onChoose={setChosen} />}
        <div className="flex min-w-0 flex-col gap-6">
          {shown.map((section) => (
            <Card key={section.id} isFlush title={section.title} lead={section.about}>
              <ul className="border-t border-line">
                {section.settings.map((setting) => (
                  <SettingRow
                    key={setting.key}
                    setting={setting}
                    draft={drafts[setting.key]}
                    onDraft={(value) => { draft(setting.key, value); }}
                    error={wrong(setting.key)}
                  />
                ))}
              </ul>
            </Card>
          ))}
          {shown.length === 0 && (
            <Card><EmptyState icon={SearchX} title={t("nothingFits")}>{t(search ? "nothingFitsHint" : "nothingChanged")}</EmptyState></Card>
          )}
        </div>
      </div>
      {Object.keys(drafts).length > 0 && <SaveBar values={drafts} version={all.version} onDone={done} onError={setProblem} />}
    </>
  );
}

function SectionChoice({ sections, chosen, onChoose }: { sections: Section[]; chosen: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation("settings");
  return (
    <>
      <nav aria-label={t("sections")} className="sticky top-20 hidden self-start lg:block">
        <ul className="flex flex-col gap-0.5">
          {sections.map((section) => (
            <li key={section.id}>
              <button
                type="button"
                aria-current={section.id === chosen ? "true" : undefined}
                onClick={() => { onChoose(section.id); }}
                className="w-full rounded-control px-3 py-1.5 text-left text-sm text-muted hover:bg-hover aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-text"
              >
                {section.title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <SelectField
        label={t("section")}
        value={chosen}
        onChange={onChoose}
        options={sections.map((section) => ({ value: section.id, label: section.title }))}
        className="mb-5 lg:hidden"
      />
    </>
  );
}

function fitting(sections: Section[], search: string, which: Which): Section[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (setting: Setting) => {
    const text = [...setting.names, setting.label, setting.help, setting.key.replaceAll("_", " ")].join(" ").toLowerCase();
    return words.every((word) => text.includes(word)) && (which === "all" || setting.source !== "default");
  };
  return sections
    .map((section) => ({ ...section, settings: section.settings.filter(fits) }))
    .filter((section) => section.settings.length > 0);
}
