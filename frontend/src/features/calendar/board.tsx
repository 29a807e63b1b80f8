import FullCalendar, {
  type CalendarApi,
  type CalendarRef,
  type DatesSetInfo,
  type EventChangeInfo,
  type EventDisplayInfo,
  type EventInput,
} from "@fullcalendar/react";
import dayGridPlugin from "@fullcalendar/react/daygrid";
import interactionPlugin from "@fullcalendar/react/interaction";
import listPlugin from "@fullcalendar/react/list";
import themePlugin from "@fullcalendar/react/themes/classic";
import timeGridPlugin from "@fullcalendar/react/timegrid";
import { type RefObject, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import "@fullcalendar/react/skeleton.css";
import "@fullcalendar/react/themes/classic/theme.css";
import "./board.css";

import { eventClass } from "./look";
import type { CalendarPerson, EventView } from "./queries";
import { dayOf, firstDayOf, wallNow, wallOf } from "./wall";

const plugins = [themePlugin, dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin];
const VIEWS = { month: "dayGridMonth", week: "timeGridWeek", day: "timeGridDay", list: "listMonth" } as const;
export type View = keyof typeof VIEWS;
/** Seven columns of hours do not fit on a phone: three do. */
const NARROW_WEEK = { timeGridDays: { type: "timeGrid", duration: { days: 3 } } } as const;
const SHORT_DAY = { day: "numeric", month: "short", year: "numeric" } as const;
const viewName = (view: View, isNarrow: boolean) => (view === "week" && isNarrow ? "timeGridDays" : VIEWS[view]);

export interface BoardHandle {
  previous: () => void;
  next: () => void;
  today: () => void;
  goTo: (day: string) => void;
}

interface BoardProps {
  handle: RefObject<BoardHandle | null>;
  view: View;
  events: EventView[];
  people: CalendarPerson[];
  /** As on a phone. */
  isNarrow: boolean;
  zone: string;
  language: string;
  clock: 12 | 24;
  /** The span that is shown, as wall time, and its name. */
  onSpan: (start: string, end: string, title: string) => void;
  onOpen: (event: EventView) => void;
  /** A free place was chosen: a wall time or a day, and how long in seconds. */
  onFree: (start: string, seconds: number) => void;
  /** Dragged or resized; `revert` puts it back. */
  onMove: (event: EventView, start: string, seconds: number, revert: () => void) => void;
}

/** The calendar itself. All times are wall time of the viewer's zone, told to the library as if they were UTC. */
export function Board({ handle, view, events, people, isNarrow, zone, language, clock, onSpan, onOpen, onFree, onMove }: BoardProps) {
  const { t } = useTranslation("calendar");
  const calendar = useRef<CalendarRef>(null);
  const api = (): CalendarApi | undefined => calendar.current?.getApi();
  useImperativeHandle(handle, () => ({
    previous: () => api()?.prev(),
    next: () => api()?.next(),
    today: () => api()?.today(),
    goTo: (day) => api()?.gotoDate(day),
  }));
  useEffect(() => {
    // The library draws at once, which it may not do while React draws.
    queueMicrotask(() => api()?.changeView(viewName(view, isNarrow)));
  }, [view, isNarrow]);
  const inputs = useMemo(() => inputsOf(events, people, t("event.busy")), [events, people, t]);
  const hours =
    clock === 12
      ? ({ hour: "numeric", minute: "2-digit", hour12: true, omitZeroMinute: true, meridiem: "short" } as const)
      : ({ hour: "2-digit", minute: "2-digit", hour12: false } as const);
  const moved = (info: EventChangeInfo & { revert: () => void }) => {
    const { start, end, allDay } = info.event;
    if (!start) return;
    const seconds = end ? (end.getTime() - start.getTime()) / 1000 : allDay ? 86_400 : 3600;
    onMove(viewOf(info.event), isoOf(start, allDay), seconds, info.revert);
  };
  return (
    <FullCalendar
      ref={calendar}
      plugins={plugins}
      initialView={viewName(view, isNarrow)}
      views={NARROW_WEEK}
      {...(isNarrow && view === "day" && { titleFormat: SHORT_DAY })}
      timeZone="UTC"
      now={() => wallNow(zone)}
      locale={language}
      firstDay={firstDayOf(language)}
      headerToolbar={false}
      height={view === "week" || view === "day" ? "44rem" : "auto"}
      events={inputs}
      eventTimeFormat={hours}
      slotHeaderFormat={hours}
      scrollTime="07:00"
      slotMinTime="00:00"
      nowIndicator
      editable
      selectable
      selectMirror
      eventInteractive
      dayMaxEvents={isNarrow ? 3 : 4}
      displayEventTime={!(isNarrow && view === "month")}
      listItemEventBeforeClass="cal-mark"
      longPressDelay={300}
      navLinks={false}
      noEventsContent={t("board.empty")}
      moreLinkContent={(more) => (isNarrow ? `+${String(more.num)}` : t("board.more", { count: more.num }))}
      datesSet={(info: DatesSetInfo) => { onSpan(info.startStr.slice(0, 10), info.endStr.slice(0, 10), info.view.title); }}
      eventClick={(info) => { onOpen(viewOf(info.event)); }}
      select={(info) => { onFree(isoOf(info.start, info.allDay), (info.end.getTime() - info.start.getTime()) / 1000); }}
      eventDrop={moved}
      eventResize={moved}
      eventDidMount={(info: EventDisplayInfo & { el: HTMLElement }) => { info.el.title = titleOf(info); }}
    />
  );
}

const viewOf = (event: { extendedProps: Record<string, unknown> }) => event.extendedProps.view as EventView;

const isoOf = (moment: Date, isDay: boolean) => moment.toISOString().slice(0, isDay ? 10 : 19);

function titleOf({ event }: EventDisplayInfo): string {
  const view = viewOf(event);
  return [event.title, view.place, view.repeats].filter(Boolean).join(" · ");
}

/** Events as the library takes them. */
function inputsOf(events: EventView[], people: CalendarPerson[], busy: string): EventInput[] {
  const colours = new Map(people.map((person) => [person.person_id, person.colour]));
  const isEdged = people.length > 1;
  return events.map((event) => {
    const [start, end] = [wallOf(event.start), wallOf(event.end)];
    return {
      id: `${event.person_id} ${event.event_id} ${event.key}`,
      title: event.title || busy,
      start: event.is_all_day ? dayOf(start) : start,
      end: event.is_all_day ? dayOf(end) : end,
      allDay: event.is_all_day,
      editable: event.mine,
      className: eventClass(event, colours.get(event.person_id) ?? 0, isEdged),
      extendedProps: { view: event },
    };
  });
}
