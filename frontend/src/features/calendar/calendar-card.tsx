import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { Skeleton } from "@/components/skeleton";
import { useProblemToast } from "@/components/toast";

import type { BoardHandle, View } from "./board";
import { useDone } from "./changes";
import { type Draft, newDraft } from "./draft";
import { useKeys } from "./keys";
import { PeopleBar } from "./people-bar";
import { type CalendarPerson, type EventView, type Scope, editEvent, windowQuery } from "./queries";
import { ScopeChoice } from "./scope-choice";
import { SpanBar } from "./span-bar";

const Board = lazy(() => import("./board").then((module) => ({ default: module.Board })));
const NARROW = window.matchMedia("(width < 40rem)");

interface Move {
  event: EventView;
  start: string;
  seconds: number;
  revert: () => void;
}

interface CalendarCardProps {
  people: CalendarPerson[];
  onOpen: (event: EventView) => void;
  onBegin: (draft: Draft) => void;
  onNew: () => void;
}

/** Events in a month, week, day or list, of the people that are chosen. */
export function CalendarCard({ people, onOpen, onBegin, onNew }: CalendarCardProps) {
  const { account } = useSession();
  const { t } = useTranslation("calendar");
  const handle = useRef<BoardHandle>(null);
  const [view, setView] = useState<View>(NARROW.matches ? "list" : "month");
  const [span, setSpan] = useState({ start: "", end: "", title: "" });
  const [hidden, setHidden] = useState<string[]>([]);
  const [moving, setMoving] = useState<Move | null>(null);
  const isNarrow = useIsNarrow();
  const save = useMoving();
  const all = people.map((person) => person.person_id);
  const shown = all.filter((id) => !hidden.includes(id));
  // A day more on each side: the span is wall time, and is asked for as if it were UTC.
  const asked = windowQuery(widened(span.start, -1), widened(span.end, 1), shown);
  const { data, error, refetch } = useQuery({ ...asked, enabled: span.start !== "" && shown.length > 0 });
  useKeys({
    n: onNew,
    t: () => handle.current?.today(),
    m: () => { setView("month"); },
    w: () => { setView("week"); },
    d: () => { setView("day"); },
    l: () => { setView("list"); },
    j: () => handle.current?.next(),
    k: () => handle.current?.previous(),
  });
  return (
    <Card>
      <div className="flex flex-col gap-4">
        <SpanBar handle={handle} title={span.title} view={view} onView={setView} />
        <PeopleBar people={people} chosen={shown} onChange={(chosen) => { setHidden(all.filter((id) => !chosen.includes(id))); }} />
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        <Suspense fallback={<Skeleton className="h-[36rem]" />}>
          <div className="cal-board -mx-3 sm:mx-0" data-view={view}>
            <Board
              handle={handle}
              view={view}
              events={shown.length > 0 ? (data?.events ?? []) : []}
              people={people}
              isNarrow={isNarrow}
              zone={account.time_zone}
              language={account.language || navigator.language}
              clock={account.clock}
              onSpan={(start, end, title) => { setSpan({ start, end, title }); }}
              onOpen={onOpen}
              onFree={(start, seconds) => { onBegin(newDraft(start, start.length === 10 ? seconds : Math.max(seconds, 1800))); }}
              onMove={(event, start, seconds, revert) => {
                const move = { event, start, seconds, revert };
                if (event.is_series) setMoving(move);
                else void save(move, "all");
              }}
            />
          </div>
        </Suspense>
        <p className="hidden text-xs text-muted sm:block">{t("keys")}</p>
      </div>
      <ScopeChoice
        isOpen={moving !== null}
        deed="move"
        onClose={() => {
          moving?.revert();
          setMoving(null);
        }}
        onChoose={(scope) => {
          if (moving) void save(moving, scope);
          setMoving(null);
        }}
      />
    </Card>
  );
}

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      NARROW.addEventListener("change", changed);
      return () => { NARROW.removeEventListener("change", changed); };
    },
    () => NARROW.matches,
  );
}

function widened(day: string, days: number): string {
  if (!day) return "";
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + days * 86_400_000).toISOString();
}

/** Sends what was dragged or resized; puts it back where that fails. */
function useMoving(): (move: Move, scope: Scope) => Promise<void> {
  const { t } = useTranslation("calendar");
  const { account } = useSession();
  const problem = useProblemToast();
  const done = useDone();
  return async ({ event, start, seconds, revert }, scope) => {
    try {
      const isDay = start.length === 10;
      const zone = !isDay && event.zone !== account.time_zone ? { zone: account.time_zone } : {};
      const body = { key: event.key, scope, revision: event.revision, start, duration_s: seconds, ...zone };
      const edited = await editEvent(event.event_id, body);
      await done(t("done.moved", { title: event.title }), edited.undo, edited.conflicts);
    } catch (error) {
      revert();
      problem(error);
    }
  };
}
