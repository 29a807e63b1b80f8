"""The calendar: what each person has when, kept and changed once for each action, and found again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from mumble_ai.calendar import editing
from mumble_ai.calendar.colliding import conflicts_of
from mumble_ai.calendar.drafting import event_of, is_same, merged
from mumble_ai.calendar.editing import EventChange
from mumble_ai.calendar.errors import BadEvent, NotFound
from mumble_ai.calendar.event import Event, EventDraft, Occurrence
from mumble_ai.calendar.expansion import expand, next_occurrence, occurrence_of
from mumble_ai.calendar.finding import Found, Meaning, Search
from mumble_ai.calendar.free_busy import Free, free
from mumble_ai.calendar.journal import Writing, undoing, writing
from mumble_ai.calendar.outcomes import Added, Edited, Undone
from mumble_ai.calendar.reminding.notice import NoticePolicy
from mumble_ai.calendar.reminding.planning import drop_notices, plan_notices
from mumble_ai.calendar.rows import (
    event_by_id,
    event_of_row,
    events_between,
    new_row,
    row_of,
    rows_at,
    write_event,
)
from mumble_ai.memory.people.person import Person
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import CalendarActionRow, EventRow

_SOON: Final = timedelta(days=14)
_LATER: Final = timedelta(days=90)


class Calendar:
    """Events of all people, each seen by its owner alone.

    Args:
        meaning: Turns texts into vectors of length one, for searches that words alone don't answer.
        clock: Tells the moment.
    """

    def __init__(
        self,
        database: Database,
        *,
        notice: NoticePolicy | None = None,
        meaning: Meaning | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._notice = notice or NoticePolicy()
        self._search = Search(meaning)
        self._clock = clock

    async def add(self, person: Person, draft: EventDraft, *, action_id: str) -> Added:
        """Keeps an event. The same one (title, start, repetition) said again is kept once, with what it adds.

        Raises:
            BadEvent: The draft can't be kept; `BadRule` where its repetition can't.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was kept.
        """
        now = self._clock()
        wanted = await asyncio.to_thread(event_of, draft, event_id=new_id(), zone=person.time_zone, now=now)
        async with writing(self._database, person.id, action_id=action_id, kind="event.add", now=now) as act:
            if act.repeated is not None:
                event, is_merged = (
                    await event_by_id(act.session, act.repeated["event"]),
                    bool(act.repeated["is_merged"]),
                )
            else:
                event, is_merged = await self._keep(act, wanted)
                act.result = {"event": str(event.id), "what": event.title, "is_merged": is_merged}
            occurrence = _now_or_first(event, person, now)
            return Added(event, occurrence, await conflicts_of(act.session, event, person, now), is_merged)

    async def move(
        self,
        person: Person,
        occurrence: Occurrence,
        to: datetime | date,
        *,
        whole_series: bool = False,
        action_id: str,
    ) -> Edited:
        """Puts an event, or one occurrence of a series, at another time. A date keeps the time of day.

        Raises:
            NotFound: It is not there any more.
            CannotMove: The series can't be moved so.
            BadEvent: The time can't be kept.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """

        def edit(event: Event, one: Occurrence, now: datetime) -> Event:
            if not event.is_series:
                return editing.moved(event, to, now=now)
            if whole_series:
                return editing.moved_series(event, one, to, now=now)
            return editing.moved_one(event, one, to, now=now)

        return await self._edit(person, occurrence, edit, action_id=action_id, kind="event.move")

    async def change(
        self,
        person: Person,
        occurrence: Occurrence,
        what: EventChange,
        *,
        whole_series: bool = False,
        action_id: str,
    ) -> Edited:
        """Changes an event, or one occurrence of a series; importance, reminders and rule are of the whole.

        Raises:
            NotFound: It is not there any more.
            BadEvent: A value can't be kept.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        is_of_whole = what.rule is not None or what.importance is not None or what.remind_minutes is not None

        def edit(event: Event, one: Occurrence, now: datetime) -> Event:
            if whole_series or is_of_whole or not event.is_series:
                return editing.changed(event, what, now=now)
            return editing.changed_one(event, one, what, now=now)

        return await self._edit(person, occurrence, edit, action_id=action_id, kind="event.change")

    async def cancel(
        self, person: Person, occurrence: Occurrence, *, whole_series: bool = False, action_id: str
    ) -> Edited:
        """Takes an event, or one occurrence of a series, out of the calendar; `undo` brings it back.

        Raises:
            NotFound: It is not there any more.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        now = self._clock()
        async with writing(self._database, person.id, action_id=action_id, kind="event.cancel", now=now) as act:
            if act.repeated is not None:
                row = await act.session.get(EventRow, UUID(act.repeated["event"]))
                if row is None:
                    raise NotFound("this event is not in the calendar any more")
                return Edited(event_of_row(row), None, None)
            row = await row_of(act.session, occurrence.event.id)
            event = event_of_row(row)
            before = _current(event, occurrence, person)
            act.changing(row)
            if whole_series or not event.is_series:
                row.deleted_at = row.updated_at = now
                await drop_notices(act.session, event.id)
            else:
                event = editing.with_change(event, before.key, None, now=now)
                write_event(row, event)
                await plan_notices(act.session, person.id, event, self._notice, now)
            act.result = {"event": str(event.id), "what": before.title}
            return Edited(event, before, None)

    async def undo(self, person: Person, action_id: str | None = None) -> Undone:
        """Takes back an action on events, tasks or reminders; None for the last one.

        Raises:
            NotFound: There is nothing to take back.
            CalendarError: What it did was changed again since.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        now = self._clock()
        async with undoing(self._database, person.id, action_id=action_id, now=now) as (act, action):
            await self._plan_again(act, action)
            return Undone(action.kind, str(action.result.get("what", "")))

    async def between(self, person: Person, start: datetime, end: datetime) -> list[Occurrence]:
        """What overlaps [start, end), in order of time, told in the person's zone.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._database.person(person.id) as session:
            events = await events_between(session, start, end)
        return await asyncio.to_thread(expand, events, start, end, person.zone)

    async def upcoming(self, person: Person, *, limit: int = 50) -> list[Occurrence]:
        """What comes next: all of the next 14 days before anything later, the nearest first.

        Where room is left, events of the next 90 days follow, each once.
        """
        now = self._clock()
        found = await self.between(person, now, now + _LATER)
        soon = [occurrence for occurrence in found if occurrence.start < now + _SOON][:limit]
        told = {occurrence.event.id for occurrence in soon}
        later: list[Occurrence] = []
        for occurrence in found:
            if occurrence.event.id not in told and occurrence.start >= now + _SOON:
                told.add(occurrence.event.id)
                later.append(occurrence)
        return soon + later[: limit - len(soon)]

    async def find(
        self, person: Person, words: str = "", *, start: datetime | None = None, end: datetime | None = None
    ) -> list[Found]:
        """The events that are meant, each at the time that is meant, best first.

        Without a span: the next time of each, and only where none is to come the last one. Several of the same
        `score` are equally meant: ask which one.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        now = self._clock()
        async with self._database.person(person.id) as session:
            events = await events_between(session, start, end)
        return await self._search.find(events, words, person.zone, start=start, end=end, now=now)

    async def next_of(self, person: Person, event_id: UUID) -> Occurrence | None:
        """The next time of an event; None where there is none."""
        async with self._database.person(person.id) as session:
            row = await session.get(EventRow, event_id)
        if row is None or row.deleted_at:
            return None
        return await asyncio.to_thread(next_occurrence, event_of_row(row), self._clock(), person.zone)

    async def is_free(self, person: Person, start: datetime, end: datetime) -> Free:
        """Whether nothing takes any of [start, end), and which parts of it are free."""
        return free(await self.between(person, start, end), start, end)

    def standing(self) -> Standing:
        """For health."""
        return self._search.standing()

    async def _keep(self, act: Writing, wanted: Event) -> tuple[Event, bool]:
        rows = await rows_at(act.session, wanted)
        for row in rows:
            if is_same(event_of_row(row), wanted):
                act.changing(row)
                event = merged(event_of_row(row), wanted, now=act.now)
                write_event(row, event)
                await plan_notices(act.session, act.person_id, event, self._notice, act.now)
                return event, True
        act.add(new_row(act.person_id, wanted))
        await act.session.flush()
        await plan_notices(act.session, act.person_id, wanted, self._notice, act.now)
        return wanted, False

    async def _edit(
        self,
        person: Person,
        occurrence: Occurrence,
        edit: Callable[[Event, Occurrence, datetime], Event],
        *,
        action_id: str,
        kind: str,
    ) -> Edited:
        now = self._clock()
        async with writing(self._database, person.id, action_id=action_id, kind=kind, now=now) as act:
            if act.repeated is not None:
                event = await event_by_id(act.session, act.repeated["event"])
                after = occurrence_of(event, act.repeated["key"], person.zone)
                return Edited(event, None, after, await conflicts_of(act.session, event, person, now))
            row = await row_of(act.session, occurrence.event.id)
            event = event_of_row(row)
            before = _current(event, occurrence, person)
            act.changing(row)
            event = await asyncio.to_thread(edit, event, before, now)
            write_event(row, event)
            await act.session.flush()
            await plan_notices(act.session, person.id, event, self._notice, now)
            key = _key_after(event, before)
            act.result = {"event": str(event.id), "what": before.title, "key": key}
            after = occurrence_of(event, key, person.zone)
            return Edited(event, before, after, await conflicts_of(act.session, event, person, now))

    async def _plan_again(self, act: Writing, action: CalendarActionRow) -> None:
        for name in action.before:
            table, _, row_id = name.partition(":")
            row = await act.session.get(EventRow, UUID(row_id)) if table == "events" else None
            if row is None:
                continue
            write_event(row, event_of_row(row))
            await act.session.flush()
            if row.deleted_at:
                await drop_notices(act.session, row.id)
            else:
                await plan_notices(act.session, act.person_id, event_of_row(row), self._notice, act.now)


def _current(event: Event, occurrence: Occurrence, person: Person) -> Occurrence:
    key = occurrence.key if event.is_series else event.key(event.starts)
    current = occurrence_of(event, key, person.zone)
    if current is None:
        raise NotFound(f"{occurrence.title} is not in the calendar at that time any more")
    return current


def _key_after(event: Event, before: Occurrence) -> str:
    if not event.is_series:
        return event.key(event.starts)
    shift = event.starts - before.event.starts
    starts = datetime.fromisoformat(before.key)
    return event.key(starts + shift)


def _now_or_first(event: Event, person: Person, now: datetime) -> Occurrence:
    coming = next_occurrence(event, now, person.zone)
    first = coming or occurrence_of(event, event.key(event.starts), person.zone)
    if first is None:
        raise BadEvent("every time of this event is cancelled")
    return first
