import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Brain, Lock, Plus, Trash2 } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";
import { useProblemToast, useToast } from "@/components/toast";

import { Duplicates } from "./duplicates";
import { everyDay } from "./days";
import { FactDrawer } from "./fact-drawer";
import { FactFilters } from "./fact-filters";
import { TellDialog } from "./fact-forms";
import { ForgetDialog } from "./forget-dialog";
import { type Fact, type FactFilter, factsQuery } from "./queries";
import { useLooking, useRefresh } from "./whose";

const NOTHING: FactFilter = { q: "", category: "", tag: "", importance: 1, state: "current", order: "newest", days: everyDay };

/** What was told, line by line. */
export function FactsTab() {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const { zone } = useTime();
  const [filter, setFilter] = useState(NOTHING);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string>();
  const [isTelling, setTelling] = useState(false);
  const [isForgetting, setForgetting] = useState(false);
  const found = useInfiniteQuery(factsQuery(person, useDeferredValue(filter), zone));
  const facts = found.data?.pages.flatMap((page) => page.facts) ?? [];
  const isOwn = person === undefined;
  const isAll = JSON.stringify(filter) === JSON.stringify(NOTHING);
  const toggle = (id: string) => {
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  };
  const clear = () => { setChosen(new Set()); };
  const tell = <Button kind="primary" icon={Plus} onClick={() => { setTelling(true); }}>{t("facts.tell")}</Button>;
  return (
    <div className="flex flex-col gap-4">
      <FactFilters filter={filter} onChange={setFilter} action={isOwn && tell} />
      {isOwn && <Duplicates />}
      <Card isFlush>
        {found.error && <div className="p-4"><ErrorNotice error={found.error} onRetry={() => void found.refetch()} /></div>}
        {found.isPending && <div className="p-4"><SkeletonRows /></div>}
        {found.isSuccess && facts.length === 0 && (
          <EmptyState icon={Brain} title={t(isAll ? "facts.none" : "facts.none_found")}>
            {t(isAll ? "facts.none_lead" : "facts.none_found_lead")}
          </EmptyState>
        )}
        <ul aria-label={t("tabs.facts")}>
          {facts.map((fact) => (
            <FactLine
              key={fact.id}
              fact={fact}
              onOpen={() => { setOpened(fact.id); }}
              isChosen={chosen.has(fact.id)}
              onToggle={isOwn ? () => { toggle(fact.id); } : undefined}
            />
          ))}
        </ul>
        {found.hasNextPage && (
          <div className="flex justify-center border-t border-line p-3">
            <Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>
          </div>
        )}
      </Card>
      {chosen.size > 0 && <ChosenBar facts={facts.filter((one) => chosen.has(one.id))} onForget={() => { setForgetting(true); }} onClear={clear} />}
      {isTelling && <TellDialog onClose={() => { setTelling(false); }} />}
      {opened !== undefined && <FactDrawer id={opened} onOpen={setOpened} onClose={() => { setOpened(undefined); }} />}
      {isForgetting && <ForgetDialog ids={[...chosen]} onClose={() => { setForgetting(false); }} onDone={clear} />}
    </div>
  );
}

function FactLine({ fact, onOpen, isChosen, onToggle }: { fact: Fact; onOpen: () => void; isChosen: boolean; onToggle?: () => void }) {
  const { t } = useTranslation("memory");
  const { relative } = useTime();
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-0 hover:bg-hover">
      {onToggle && (
        <input type="checkbox" checked={isChosen} onChange={onToggle} aria-label={t("facts.choose", { text: fact.text })} className="mt-1 size-4 shrink-0 accent-accent" />
      )}
      <div className="min-w-0 grow">
        <button type="button" onClick={onOpen} className={`text-left font-medium [overflow-wrap:anywhere] hover:underline ${fact.is_current ? "" : "text-muted line-through"}`}>
          {fact.text}
        </button>
        <div className="mt-1 flex flex-wrap items-center gap-1.5 text-xs text-muted">
          <Badge>{t(`category.${fact.category}`)}</Badge>
          {fact.private && <Badge tone="warning"><Lock aria-hidden className="size-3" />{t("private")}</Badge>}
          {fact.tags.map((tag) => <Badge key={tag} tone="accent">{tag}</Badge>)}
          <span>{relative(fact.told_at)}</span>
        </div>
      </div>
      <span className="shrink-0 text-xs text-muted tabular-nums" title={t("facts.importance")}>
        <span className="sr-only">{t("facts.importance")} </span>{fact.importance}/10
      </span>
    </li>
  );
}

function ChosenBar({ facts, onForget, onClear }: { facts: Fact[]; onForget: () => void; onClear: () => void }) {
  const { t } = useTranslation("memory");
  const refresh = useRefresh();
  const toast = useToast();
  const problem = useProblemToast();
  const merge = useMutation({
    mutationFn: () =>
      data(api.POST("/api/v1/memory/facts/merge", { body: { keep: facts[0]?.id ?? "", others: facts.slice(1).map((one) => one.id) } })),
    onSuccess: async (kept) => {
      onClear();
      toast({ title: t("facts.merged"), detail: kept.text });
      await refresh();
    },
    onError: problem,
  });
  return (
    <div role="region" aria-label={t("facts.chosen", { count: facts.length })} className="sticky bottom-20 z-10 flex flex-wrap items-center gap-2 rounded-card border border-line bg-raised p-3 shadow-high md:bottom-4">
      <span className="grow text-sm font-medium">{t("facts.chosen", { count: facts.length })}</span>
      <Button kind="quiet" onClick={onClear}>{t("clear")}</Button>
      {facts.length > 1 && <Button isBusy={merge.isPending} onClick={() => { merge.mutate(); }}>{t("facts.merge")}</Button>}
      <Button kind="danger" icon={Trash2} onClick={onForget}>{t("forget")}</Button>
    </div>
  );
}
