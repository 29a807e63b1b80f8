"""Edits events by hand: read, changed and cancelled in one scope, never over somebody else's change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from mumble_ai.calendar import editing
from mumble_ai.calendar.colliding import conflicts_of
from mumble_ai.calendar.errors import BadEvent, ChangedMeanwhile, NotFound
from mumble_ai.calendar.event import Event, Occurrence
from mumble_ai.calendar.expansion import next_occurrence, occurrence_of, span
from mumble_ai.calendar.journal import Writing, writing
from mumble_ai.calendar.outcomes import Edited
from mumble_ai.calendar.reminding.notice import NoticePolicy
from mumble_ai.calendar.reminding.planning import drop_notices, plan_notices
from mumble_ai.calendar.revising import Revision, Scope, detached, revised, revised_one, split
from mumble_ai.calendar.rows import event_by_id, event_of_row, new_row, row_of, write_event
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import EventRow


@dataclass(frozen=True, slots=True)
class Meant:
    """Which event somebody edits, as they saw it.

    Attributes:
        key: The occurrence that was opened; empty for the first one.
        revision: The state they saw; None edits whatever is there.
    """

    event_id: UUID
    key: str = ""
    scope: Scope = Scope.ALL
    revision: int | None = None


class EventEditor:
    """Events of all people, each edited by its owner alone.

    Args:
        clock: Tells the moment.
    """

    def __init__(
        self,
        database: Database,
        *,
        notice: NoticePolicy | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._notice = notice or NoticePolicy()
        self._clock = clock

    async def read(self, person: Person, event_id: UUID, key: str = "") -> Occurrence:
        """One time of an event; without a key the first one.

        Raises:
            NotFound: It is not there any more.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._database.person(person.id) as session:
            event = event_of_row(await row_of(session, event_id))
        return await asyncio.to_thread(_occurrence, event, key, person)

    async def revise(self, person: Person, meant: Meant, what: Revision, *, action_id: str) -> Edited:
        """Changes one time of an event, that time and those that follow, or all of it; one action, undone as one.

        What a single time of a series can't have for itself (importance, reminders, whole days) makes it an event
        of its own.

        Raises:
            NotFound: It is not there any more.
            ChangedMeanwhile: It is not as it was seen.
            BadEvent: A value can't be kept.
            CannotMove: The series can't be moved so without another rule.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        now = self._clock()
        async with writing(self._database, person.id, action_id=action_id, kind="event.change", now=now) as act:
            if act.repeated is not None:
                event = await event_by_id(act.session, act.repeated["event"])
                return Edited(event, None, _shown(event, act.repeated["key"], person, now))
            row, before = await self._row(act, meant, person)
            if not before.event.is_series or meant.scope is Scope.ALL:
                event = await asyncio.to_thread(revised, before.event, before, what, now=now)
                await self._write(act, row, event)
            elif meant.scope is Scope.THIS:
                event = await self._revise_one(act, row, before, what)
            else:
                event = await self._revise_following(act, row, before, what)
            key = _key_after(event, before, what)
            act.result = {"event": str(event.id), "what": event.title, "key": key}
            after = _shown(event, key, person, now)
            return Edited(event, before, after, await conflicts_of(act.session, event, person, now))

    async def cancel(self, person: Person, meant: Meant, *, action_id: str) -> Edited:
        """Takes one time, that time and those that follow, or all of an event out of the calendar.

        Raises:
            NotFound: It is not there any more.
            ChangedMeanwhile: It is not as it was seen.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        now = self._clock()
        async with writing(self._database, person.id, action_id=action_id, kind="event.cancel", now=now) as act:
            if act.repeated is not None:
                row = await act.session.get(EventRow, UUID(act.repeated["event"]))
                if row is None:
                    raise NotFound("this event is not in the calendar any more")
                return Edited(event_of_row(row), None, None)
            row, before = await self._row(act, meant, person)
            event: Event | None = before.event
            if meant.scope is Scope.THIS and before.event.is_series:
                event = editing.with_change(before.event, before.key, None, now=now)
                await self._write(act, row, event)
            elif meant.scope is Scope.FOLLOWING and before.event.is_series:
                event, _ = await asyncio.to_thread(split, before.event, before.key, event_id=new_id(), now=now)
                await self._write(act, row, event)
            else:
                await self._write(act, row, None)
            act.result = {"event": str(before.event.id), "what": before.title}
            return Edited(event or before.event, before, None)

    async def _row(self, act: Writing, meant: Meant, person: Person) -> tuple[EventRow, Occurrence]:
        row = await row_of(act.session, meant.event_id)
        event = event_of_row(row)
        if meant.revision is not None and meant.revision != event.revision:
            raise ChangedMeanwhile(event)
        before = await asyncio.to_thread(_occurrence, event, meant.key, person)
        act.changing(row)
        return row, before

    async def _revise_one(self, act: Writing, row: EventRow, before: Occurrence, what: Revision) -> Event:
        if what.rule is not None and what.rule != before.event.rule:
            raise BadEvent("one time of a series has no repetition of its own: change the following ones too")
        if what.fits_one(before.event):
            event = await asyncio.to_thread(revised_one, before.event, before, what, now=act.now)
            await self._write(act, row, event)
            return event
        series, alone = detached(before.event, before, event_id=new_id(), now=act.now)
        occurrence = replace(before, event=alone, key=alone.key(alone.starts))
        event = await asyncio.to_thread(revised, alone, occurrence, replace(what, rule=None), now=act.now)
        await self._write(act, row, series)
        await self._add(act, event)
        return event

    async def _revise_following(self, act: Writing, row: EventRow, before: Occurrence, what: Revision) -> Event:
        head, tail = await asyncio.to_thread(split, before.event, before.key, event_id=new_id(), now=act.now)
        event = await asyncio.to_thread(revised, tail, replace(before, event=tail), what, now=act.now)
        await self._write(act, row, head or event)
        if head is not None:
            await self._add(act, event)
        return event

    async def _write(self, act: Writing, row: EventRow, event: Event | None) -> None:
        """Writes an event into its row; None takes it out of the calendar."""
        if event is None:
            row.deleted_at = row.updated_at = act.now
            await drop_notices(act.session, row.id)
            return
        write_event(row, event)
        await act.session.flush()
        await plan_notices(act.session, act.person_id, event, self._notice, act.now)

    async def _add(self, act: Writing, event: Event) -> None:
        act.add(new_row(act.person_id, event))
        await act.session.flush()
        await plan_notices(act.session, act.person_id, event, self._notice, act.now)


def _occurrence(event: Event, key: str, person: Person) -> Occurrence:
    first = event.key(event.starts)
    found = occurrence_of(event, key if key and event.is_series else first, person.zone)
    if found is None and not key:
        found = next_occurrence(event, span(event)[0], person.zone)
    if found is None:
        raise NotFound(f"{event.title} is not in the calendar at that time any more")
    return found


def _key_after(event: Event, before: Occurrence, what: Revision) -> str:
    """Where the occurrence that was edited is found afterwards, as far as its key says it."""
    if event.is_series and what.start is None and event.is_all_day == before.is_all_day:
        return before.key
    if event.is_series and event.id == before.event.id and before.key in event.exceptions:
        return before.key
    return event.key(event.starts)


def _shown(event: Event, key: str, person: Person, now: datetime) -> Occurrence | None:
    """The occurrence to show afterwards: that of the key, else the next one, else the first."""
    return (
        occurrence_of(event, key, person.zone)
        or next_occurrence(event, now, person.zone)
        or occurrence_of(event, event.key(event.starts), person.zone)
    )
