import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronsUp, MessageSquareText, Trash2 } from "lucide-react";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SearchField, SelectField, TextField } from "@/components/field";
import { SkeletonRows } from "@/components/skeleton";
import { useToast } from "@/components/toast";

import { MessageLine } from "./message-line";
import { type HistoryFilter, type HistoryPlace, historyQuery } from "./queries";
import { Talks } from "./talks";
import { useLooking, useRefresh } from "./whose";

const DOORS = ["mumble", "web", "sip", "mail"];

/** Everything that was said, from any place on in both directions. */
export function HistoryTab({ place, topic }: { place: HistoryPlace; topic?: string }) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const [filter, setFilter] = useState<HistoryFilter>({ q: "", door: "", role: "", topic });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useInfiniteQuery(historyQuery(person, useDeferredValue(filter), place));
  const messages = found.data?.pages.flatMap((page) => page.messages) ?? [];
  const end = useSeen(() => {
    if (found.hasNextPage && !found.isFetching) void found.fetchNextPage();
  });
  const toggle = (id: string) => {
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  };
  return (
    <div className="grid gap-5 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <Talks session={filter.session} onChoose={(session) => { setFilter({ ...filter, session, topic: undefined }); }} />
      <div className="flex min-w-0 flex-col gap-4">
        <Filters filter={filter} onChange={setFilter} at={place.at} />
        {found.hasPreviousPage && (
          <Button icon={ChevronsUp} isBusy={found.isFetchingPreviousPage} onClick={() => void found.fetchPreviousPage()}>{t("history.newer")}</Button>
        )}
        {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Card><SkeletonRows /></Card>}
        {found.isSuccess && messages.length === 0 && (
          <Card><EmptyState icon={MessageSquareText} title={t(filter.q || place.at ? "history.none_found" : "history.none")}>{t("history.none_lead")}</EmptyState></Card>
        )}
        <Days messages={messages} around={place.around} chosen={chosen} onToggle={person === undefined ? toggle : undefined} />
        <div ref={end} aria-hidden className="h-px" />
        {found.hasNextPage && (
          <Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("history.older")}</Button>
        )}
        {chosen.size > 0 && <ChosenBar ids={[...chosen]} onClear={() => { setChosen(new Set()); }} />}
      </div>
    </div>
  );
}

function Filters({ filter, onChange, at }: { filter: HistoryFilter; onChange: (filter: HistoryFilter) => void; at?: string }) {
  const { t } = useTranslation("memory");
  const { openHistory } = useLooking();
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SearchField label={t("history.search")} value={filter.q} onChange={(q) => { onChange({ ...filter, q }); }} className="w-full sm:w-64" />
      <SelectField
        label={t("history.door")}
        isLabelHidden
        className="w-36 grow sm:grow-0"
        value={filter.door}
        onChange={(door) => { onChange({ ...filter, door }); }}
        options={[{ value: "", label: t("history.every_door") }, ...DOORS.map((value) => ({ value, label: t(`doors.${value}`) }))]}
      />
      <SelectField
        label={t("history.role")}
        isLabelHidden
        className="w-36 grow sm:grow-0"
        value={filter.role}
        onChange={(role) => { onChange({ ...filter, role: role as HistoryFilter["role"] }); }}
        options={(["", "user", "assistant"] as const).map((value) => ({ value, label: t(`roles.${value || "all"}`) }))}
      />
      <TextField
        type="date"
        label={t("history.jump")}
        isLabelHidden
        className="w-40"
        defaultValue={at?.slice(0, 10)}
        onChange={(event) => {
          const day = event.target.value;
          if (day) openHistory({ at: new Date(`${day}T00:00:00`).toISOString() });
        }}
      />
      {(filter.topic ?? filter.session) && (
        <Button kind="quiet" onClick={() => { onChange({ ...filter, topic: undefined, session: undefined }); }}>{t("history.everything")}</Button>
      )}
    </div>
  );
}

interface DaysProps {
  messages: Parameters<typeof MessageLine>[0]["message"][];
  around?: string;
  chosen: ReadonlySet<string>;
  onToggle?: (id: string) => void;
}

function Days({ messages, around, chosen, onToggle }: DaysProps) {
  const { date } = useTime();
  const days = new Map<string, DaysProps["messages"]>();
  for (const message of messages) {
    const day = date(message.said_at);
    days.set(day, [...(days.get(day) ?? []), message]);
  }
  useEffect(() => {
    if (around) document.getElementById(`message-${around}`)?.scrollIntoView({ block: "center" });
  }, [around, messages.length]);
  return [...days].map(([day, said]) => (
    <section key={day} aria-label={day}>
      <h3 className="mb-2 text-xs font-semibold text-muted">{day}</h3>
      <ul className="flex flex-col gap-2">
        {said.map((message) => (
          <MessageLine
            key={message.id}
            message={message}
            isUnderItsDay
            isMarked={message.id === around}
            isChosen={chosen.has(message.id)}
            onToggle={onToggle && (() => { onToggle(message.id); })}
          />
        ))}
      </ul>
    </section>
  ));
}

function ChosenBar({ ids, onClear }: { ids: string[]; onClear: () => void }) {
  const { t } = useTranslation("memory");
  const [isAsking, setAsking] = useState(false);
  const refresh = useRefresh();
  const toast = useToast();
  const forget = async () => {
    const gone = await data(api.POST("/api/v1/memory/history/forget", { body: { ids } }));
    onClear();
    await refresh();
    toast({ title: t("history.forgotten", { count: gone.messages }), detail: gone.in_words });
  };
  return (
    <div role="region" aria-label={t("history.chosen", { count: ids.length })} className="sticky bottom-20 z-10 flex flex-wrap items-center gap-2 rounded-card border border-line bg-raised p-3 shadow-high md:bottom-4">
      <span className="grow text-sm font-medium">{t("history.chosen", { count: ids.length })}</span>
      <Button kind="quiet" onClick={onClear}>{t("clear")}</Button>
      <Button kind="danger" icon={Trash2} onClick={() => { setAsking(true); }}>{t("forget")}</Button>
      <ConfirmDialog isOpen={isAsking} onClose={() => { setAsking(false); }} title={t("history.forget_title", { count: ids.length })} confirm={t("forget")} onConfirm={forget} isDangerous>
        {t("history.forget_text")}
      </ConfirmDialog>
    </div>
  );
}

/** A place in the page; `react` is called when it comes into view. */
function useSeen(react: () => void) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(react);
  useEffect(() => {
    latest.current = react;
  });
  useEffect(() => {
    if (!place.current || !("IntersectionObserver" in window)) return;
    const watch = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) latest.current();
    }, { rootMargin: "600px" });
    watch.observe(place.current);
    return () => { watch.disconnect(); };
  }, []);
  return place;
}
