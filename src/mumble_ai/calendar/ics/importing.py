"""Takes an iCalendar file into a person's calendar."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select

from mumble_ai.calendar.drafting import event_of, is_same
from mumble_ai.calendar.errors import CalendarError
from mumble_ai.calendar.event import Event
from mumble_ai.calendar.ics.reading import MAX_PROBLEMS, MAX_WORK_S, ReadEvent, read
from mumble_ai.calendar.journal import Writing, writing
from mumble_ai.calendar.reminding.notice import NoticePolicy, notices
from mumble_ai.calendar.reminding.planning import plan_notices
from mumble_ai.calendar.rows import event_of_row, new_row, write_event
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import EventRow


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file.

    Attributes:
        unchanged: Events that were there already.
        problems: What was left out or changed, for people.
    """

    added: int
    updated: int
    unchanged: int
    problems: tuple[str, ...]


class Importer:
    """Imports; one file at a time, so that large ones don't take the machine.

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
        self._one = asyncio.Semaphore(1)

    async def take(self, person: Person, data: bytes, *, action_id: str) -> Imported:
        """Takes a file in: new events are added, known ones (by UID) brought up to date; `Calendar.undo` takes it back.

        Raises:
            NotACalendar: The file can't be read.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was kept.
        """
        now = self._clock()
        async with self._one:
            events, problems = await asyncio.to_thread(_events_of, data, person.time_zone, now)
        async with writing(self._database, person.id, action_id=action_id, kind="calendar.import", now=now) as act:
            if act.repeated is not None:
                return Imported(**act.repeated["counts"], problems=tuple(act.repeated["problems"]))
            counts = await self._merge(act, events)
            what = f"{len(events)} events"
            act.result = {"counts": counts, "problems": list(problems), "what": what}
            return Imported(**counts, problems=problems)

    async def _merge(self, act: Writing, events: Sequence[Event]) -> dict[str, int]:
        rows = (await act.session.scalars(select(EventRow))).all()
        by_uid = {row.uid: row for row in rows}
        active = [event_of_row(row) for row in rows if not row.deleted_at]
        same = {(event.title.casefold(), event.starts): event for event in active}
        counts = {"added": 0, "updated": 0, "unchanged": 0}
        planned: list[Event] = []
        for event in events:
            row = by_uid.get(event.uid)
            twin = same.get((event.title.casefold(), event.starts))
            if row is None and twin is not None and is_same(twin, event):
                counts["unchanged"] += 1
            elif row is None:
                row = new_row(act.person_id, event)
                by_uid[event.uid] = row
                act.add(row)
                counts["added"] += 1
                planned.append(event)
            elif not row.deleted_at and _content(event_of_row(row)) == _content(event):
                counts["unchanged"] += 1
            else:
                act.changing(row)
                revision = max(row.revision + 1, event.revision)
                kept = replace(event, id=row.id, created_at=row.created_at, revision=revision)
                write_event(row, kept)
                row.deleted_at = None
                counts["updated"] += 1
                planned.append(kept)
        await act.session.flush()
        for event in await asyncio.to_thread(self._with_notices, planned, act.now):
            await plan_notices(act.session, act.person_id, event, self._notice, act.now)
        return counts

    def _with_notices(self, events: Sequence[Event], now: datetime) -> list[Event]:
        return [event for event in events if event.revision or notices(event, self._notice, now=now)]


def _events_of(data: bytes, zone: str, now: datetime) -> tuple[list[Event], tuple[str, ...]]:
    began_s = time.thread_time()
    found = read(data, zone=zone)
    problems = list(found.problems)
    events: list[Event] = []
    for number, entry in enumerate(found.events):
        if time.thread_time() - began_s > MAX_WORK_S:
            problems.append(f"{len(found.events) - number} events were left out: the file takes too much work")
            break
        try:
            events.append(_event(entry, zone, now))
        except CalendarError as error:
            problems.append(f"{entry.draft.title[:80]}: left out: {error}")
    return events, tuple(problems[:MAX_PROBLEMS])


def _event(entry: ReadEvent, zone: str, now: datetime) -> Event:
    return replace(event_of(entry.draft, event_id=new_id(), zone=zone, now=now), revision=entry.revision)


def _content(event: Event) -> Event:
    """The event without what its history made of it."""
    return replace(event, id=_NOBODY, revision=0, created_at=_EVER, updated_at=_EVER)


_NOBODY: Final = new_id()
_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
