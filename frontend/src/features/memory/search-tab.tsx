import { useQuery } from "@tanstack/react-query";
import { Info, Search, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { TextField } from "@/components/field";
import { SkeletonRows } from "@/components/skeleton";

import { EntityDrawer } from "./entity-drawer";
import { FactDrawer } from "./fact-drawer";
import { type Found, searchQuery } from "./queries";
import { useLooking } from "./whose";

/** Asks the memory as the assistant does, and shows why each line was found. */
export function SearchTab() {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [fact, setFact] = useState<string>();
  const [entity, setEntity] = useState<string>();
  const found = useQuery(searchQuery(person, asked));
  const result = found.data;
  return (
    <div className="flex flex-col gap-4">
      <form
        role="search"
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(text.trim());
        }}
      >
        <TextField label={t("search.label")} placeholder={t("search.example")} className="grow" value={text} maxLength={300} onChange={(event) => { setText(event.target.value); }} />
        <Button type="submit" kind="primary" icon={Search} isBusy={found.isFetching} disabled={!text.trim()}>{t("search.go")}</Button>
      </form>
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isLoading && <Card><SkeletonRows /></Card>}
      {asked === "" && <Card><EmptyState icon={Search} title={t("search.title")}>{t("search.lead")}</EmptyState></Card>}
      {result && (
        <>
          <p role="status" className="text-sm text-muted">{t("search.found", { count: result.lines.length, ms: Math.round(result.took_ms) })}</p>
          {!result.by_meaning && (
            <p className="flex gap-2 rounded-card border border-line bg-warning-soft px-4 py-2.5 text-sm">
              <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
              <span>{t("search.words_only")} <span className="text-muted">{result.notice}</span></span>
            </p>
          )}
          {(result.facts.length > 0 || result.entities.length > 0) && (
            <section aria-labelledby="search-known">
              <h2 id="search-known" className="mb-2 text-xs font-medium text-muted">{t("search.known")}</h2>
              <div className="flex flex-wrap gap-2">
                {result.facts.map((one) => <Button key={one.id} className="max-w-full" onClick={() => { setFact(one.id); }}><span className="truncate">{one.text}</span></Button>)}
                {result.entities.map((one) => <Button key={one.id} onClick={() => { setEntity(one.id); }}>{one.name} <Badge>{t(`kinds.${one.kind}`)}</Badge></Button>)}
              </div>
            </section>
          )}
          {result.lines.length === 0 && <Card><EmptyState icon={SearchX} title={t("search.none")}>{t("search.none_lead")}</EmptyState></Card>}
          <ul aria-label={t("search.lines")} className="flex flex-col gap-3">
            {result.lines.map((line) => <FoundLine key={line.message_id} line={line} best={result.lines[0]?.score ?? 1} />)}
          </ul>
        </>
      )}
      {fact !== undefined && <FactDrawer id={fact} onOpen={setFact} onClose={() => { setFact(undefined); }} />}
      {entity !== undefined && <EntityDrawer id={entity} onOpen={setEntity} onClose={() => { setEntity(undefined); }} />}
    </div>
  );
}

function FoundLine({ line, best }: { line: Found; best: number }) {
  const { t } = useTranslation("memory");
  const { dateTime } = useTime();
  const { openHistory } = useLooking();
  const parts = Object.entries(line.parts).sort((one, other) => other[1] - one[1]);
  const most = Math.max(...parts.map(([, part]) => Math.abs(part)), 0.001);
  return (
    <li className="rounded-card border border-line bg-surface p-4 shadow-low">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
        <span className="font-medium text-text">{line.who}</span>
        <time dateTime={line.said_at}>{dateTime(line.said_at)}</time>
        {line.private && <Badge tone="warning">{t("private")}</Badge>}
        {line.is_outdated && <Badge>{t("search.outdated")}</Badge>}
        <span className="grow" />
        <span className="tabular-nums" title={t("search.score")}>{Math.round((100 * line.score) / (best || 1))} %</span>
      </div>
      <p className="mt-1 [overflow-wrap:anywhere]">{line.text}</p>
      <p className="mt-2 text-sm text-accent-text">{t("search.why", { why: line.why })}</p>
      <div className="mt-1 flex flex-wrap items-start gap-x-4">
        <details className="grow">
          <summary className="cursor-pointer text-xs text-muted">{t("search.parts")}</summary>
          <dl className="mt-2 grid max-w-md grid-cols-[auto_minmax(0,1fr)_3rem] items-center gap-x-3 gap-y-1 text-xs">
            {parts.map(([name, part]) => (
              <div key={name} className="contents">
                <dt>{t(`signs.${name}`)}</dt>
                <dd className="h-1.5 rounded-full bg-sunken">
                  <span className={`block h-full rounded-full ${part < 0 ? "bg-danger" : "bg-accent"}`} style={{ width: `${String((100 * Math.abs(part)) / most)}%` }} />
                </dd>
                <dd className="text-right tabular-nums">{part.toFixed(2)}</dd>
              </div>
            ))}
          </dl>
        </details>
        <button type="button" className="text-xs text-accent-text hover:underline" onClick={() => { openHistory({ around: line.message_id }); }}>{t("history.in_context")}</button>
      </div>
    </li>
  );
}
