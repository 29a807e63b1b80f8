import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SearchField, SelectField, SwitchField, TextField } from "@/components/field";
import { SkeletonRows } from "@/components/skeleton";

import { useLogs } from "./following";
import { LogLines } from "./lines";
import { type LogFilter, sourcesQuery } from "./queries";

const LEVELS = ["debug", "info", "warning", "error", "critical"] as const;
type Level = (typeof LEVELS)[number];

interface Fields {
  service: string;
  level: Level;
  text: string;
  turn: string;
  since: string;
}

function filterOf(fields: Fields): LogFilter {
  return {
    level: fields.level,
    limit: 300,
    ...(fields.service && { service: [fields.service] }),
    ...(fields.text && { text: fields.text }),
    ...(fields.turn && { turn: fields.turn.replace(/[^\w.-]/g, "") }),
    ...(fields.since && { since: new Date(fields.since).toISOString() }),
  };
}

/** What the services wrote, searched and followed. */
export function ServiceLogs() {
  const { t } = useTranslation("logs");
  const asked: { turn?: unknown; service?: unknown } = useSearch({ strict: false });
  const [fields, setFields] = useState<Fields>({
    service: typeof asked.service === "string" ? asked.service : "",
    level: "debug",
    text: "",
    turn: typeof asked.turn === "string" ? asked.turn : "",
    since: "",
  });
  const [isFollowing, setFollowing] = useState(true);
  const deferred = useDeferredValue(fields);
  const filter = useMemo(() => filterOf(deferred), [deferred]);
  const found = useLogs(filter, isFollowing);
  return (
    <>
      <LogFilterForm fields={fields} onChange={setFields} />
      <div className="mb-4"><SwitchField label={t("follow")} isOn={isFollowing} onChange={setFollowing} /></div>
      <Elsewhere service={fields.service} />
      {found.isError ? (
        <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Card isFlush className="overflow-hidden">
          {found.entries === undefined ? (
            <div className="px-5"><SkeletonRows /></div>
          ) : found.entries.length > 0 ? (
            <LogLines label={t("lines")} entries={found.entries} onTurn={(turn) => { setFields({ ...fields, turn }); }} />
          ) : (
            <EmptyState icon={ScrollText} title={t("empty")}>{t("emptyHint")}</EmptyState>
          )}
          {found.data?.is_complete === false && <p className="border-t border-line px-5 py-3 text-sm text-muted">{t("incomplete")}</p>}
        </Card>
      )}
    </>
  );
}

function LogFilterForm({ fields, onChange }: { fields: Fields; onChange: (fields: Fields) => void }) {
  const { t } = useTranslation("logs");
  const sources = useQuery(sourcesQuery).data ?? [];
  const services = sources.map(({ name, title }) => ({ value: name, label: title }));
  const set = (change: Partial<Fields>) => {
    onChange({ ...fields, ...change });
  };
  return (
    <form role="search" aria-label={t("search")} className="mb-5 grid grid-cols-2 gap-3 md:grid-cols-[minmax(0,1.6fr)_repeat(3,minmax(0,1fr))_minmax(0,1.5fr)]" onSubmit={(event) => { event.preventDefault(); }}>
      <div className="col-span-2 md:col-span-1"><SearchField label={t("text")} value={fields.text} onChange={(text) => { set({ text }); }} /></div>
      <SelectField isLabelHidden label={t("service")} value={fields.service} options={[{ value: "", label: t("everyService") }, ...services]} onChange={(service) => { set({ service }); }} />
      <SelectField isLabelHidden label={t("levelLabel")} value={fields.level} options={LEVELS.map((value) => ({ value, label: t(`atLeast.${value}`) }))} onChange={(level) => { set({ level: level as Level }); }} />
      <TextField isLabelHidden label={t("turnLabel")} placeholder={t("turnLabel")} value={fields.turn} onChange={(event) => { set({ turn: event.target.value }); }} />
      <TextField isLabelHidden label={t("since")} type="datetime-local" value={fields.since} onChange={(event) => { set({ since: event.target.value }); }} />
    </form>
  );
}

/** Where logs are that can't be read here. */
function Elsewhere({ service }: { service: string }) {
  const { t } = useTranslation("logs");
  const sources = useQuery(sourcesQuery).data ?? [];
  const elsewhere = sources.filter((source) => !source.is_readable && (service === "" || source.name === service));
  if (elsewhere.length === 0 || (service === "" && elsewhere.length < sources.length)) return null;
  return (
    <div role="note" className="mb-5 rounded-card border border-line bg-info-soft p-4 text-sm">
      <p className="font-medium text-info-text">{t("elsewhere")}</p>
      <ul className="mt-1">
        {elsewhere.map((source) => (
          <li key={source.name}>{source.title}: {source.why}</li>
        ))}
      </ul>
    </div>
  );
}
