"""What takes the same time as an event."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.calendar.event import Event, Occurrence
from mumble_ai.calendar.expansion import expand, next_occurrence, occurrences
from mumble_ai.calendar.free_busy import conflicts
from mumble_ai.calendar.rows import events_between
from mumble_ai.memory.people.person import Person

MAX_CONFLICTS: Final = 5
_CONFLICTS_AHEAD: Final = timedelta(days=366)
_OCCURRENCES_CHECKED: Final = 60


async def conflicts_of(session: AsyncSession, event: Event, person: Person, now: datetime) -> tuple[Occurrence, ...]:
    """The first few occurrences of the person's other events that take time which this one takes within a year.

    Args:
        session: One of the person.
    """
    if not event.is_busy:
        return ()
    new = await asyncio.to_thread(occurrences, event, now, now + _CONFLICTS_AHEAD, person.zone)
    if not new and (following := next_occurrence(event, now, person.zone)):
        new = [following]
    new = new[:_OCCURRENCES_CHECKED]
    if not new:
        return ()
    events = await events_between(session, new[0].start, new[-1].end)
    others = await asyncio.to_thread(expand, events, new[0].start, new[-1].end, person.zone)
    return tuple(conflicts(new, others)[:MAX_CONFLICTS])
