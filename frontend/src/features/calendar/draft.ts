import type { EventBody, EventPatch, EventView, Scope } from "./queries";
import { type Repetition, once, readRule, writeRule } from "./rule";
import { clockOf, dayOf, daysLater, later, secondsBetween, type Wall, wallOf } from "./wall";

/** An event as the form has it: wall time of the viewer's zone. */
export interface Draft {
  title: string;
  isAllDay: boolean;
  startDay: string;
  startClock: string;
  /** The last day of an all-day event, else the day on which it ends. */
  endDay: string;
  endClock: string;
  place: string;
  description: string;
  importance: number;
  /** Minutes before the start; null for the usual ones. */
  reminders: number[] | null;
  repetition: Repetition;
}

/** A new event at a wall time, or on a day. */
export function newDraft(start: Wall, seconds?: number): Draft {
  const isAllDay = start.length === 10;
  const end = isAllDay ? daysLater(start, Math.max(0, (seconds ?? 86_400) / 86_400 - 1)) : later(start, seconds ?? 3600);
  return {
    title: "",
    isAllDay,
    startDay: dayOf(start),
    startClock: isAllDay ? "09:00" : clockOf(start),
    endDay: dayOf(end),
    endClock: isAllDay ? "10:00" : clockOf(end),
    place: "",
    description: "",
    importance: 5,
    reminders: null,
    repetition: once,
  };
}

/** An event that is there. */
export function draftOf(event: EventView): Draft {
  const [start, end] = [wallOf(event.start), wallOf(event.end)];
  return {
    ...newDraft(event.is_all_day ? dayOf(start) : start, secondsBetween(start, end)),
    title: event.title,
    place: event.place,
    description: event.description,
    importance: event.importance,
    reminders: event.remind_minutes,
    repetition: readRule(event.rule),
  };
}

const startOf = (draft: Draft): Wall => (draft.isAllDay ? draft.startDay : `${draft.startDay}T${draft.startClock}:00`);

/** Elapsed seconds by the clock on the wall; whole days of all-day events. Negative where the end is before the start. */
export function lengthOf(draft: Draft): number {
  if (draft.isAllDay) return secondsBetween(draft.startDay, draft.endDay) + 86_400;
  return secondsBetween(startOf(draft), `${draft.endDay}T${draft.endClock}:00`);
}

/** What is sent to keep a new one. */
export function bodyOf(draft: Draft, zone: string): EventBody {
  return {
    title: draft.title.trim(),
    start: startOf(draft),
    duration_s: lengthOf(draft),
    zone,
    place: draft.place,
    description: draft.description,
    importance: draft.importance,
    rule: writeRule(draft.repetition, draft.startDay),
    remind_minutes: draft.reminders,
  };
}

/** What is sent to change one: only what is different, so that the rest stays as it is. */
export function patchOf(event: EventView, draft: Draft, scope: Scope, zone: string): EventPatch {
  const before = draftOf(event);
  const patch: EventPatch = { key: event.key, scope, revision: event.revision };
  if (draft.title.trim() !== before.title) patch.title = draft.title.trim();
  if (startOf(draft) !== startOf(before)) {
    patch.start = startOf(draft);
    if (event.zone !== zone && !draft.isAllDay) patch.zone = zone;
  }
  if (lengthOf(draft) !== lengthOf(before) || draft.isAllDay !== before.isAllDay) patch.duration_s = lengthOf(draft);
  if (draft.place !== before.place) patch.place = draft.place;
  if (draft.description !== before.description) patch.description = draft.description;
  if (draft.importance !== before.importance) patch.importance = draft.importance;
  if (JSON.stringify(draft.reminders) !== JSON.stringify(before.reminders)) patch.remind_minutes = draft.reminders;
  if (scope !== "this" && JSON.stringify(draft.repetition) !== JSON.stringify(before.repetition)) {
    patch.rule = writeRule(draft.repetition, draft.startDay);
  }
  return patch;
}
