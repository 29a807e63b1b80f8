"""Events as rows, written and read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.calendar.errors import NotFound
from mumble_ai.calendar.event import Change, Event
from mumble_ai.calendar.expansion import span
from mumble_ai.storage.tables import EventRow

MAX_EVENTS: Final = 20_000
"""Of one person, looked at together."""


def event_of_row(row: EventRow) -> Event:
    """The event that a row keeps."""
    return Event(
        id=row.id,
        uid=row.uid,
        title=row.title,
        zone=row.zone,
        is_all_day=row.is_all_day,
        starts=row.starts,
        duration=timedelta(seconds=row.duration_s),
        place=row.place,
        description=row.description,
        importance=row.importance,
        rule=row.rule,
        last_key=row.last_key,
        extra=tuple(row.extra),
        exceptions={key: _change(value) for key, value in row.exceptions.items()},
        remind_minutes=None if row.remind_minutes is None else tuple(row.remind_minutes),
        is_busy=row.is_busy,
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def write_event(row: EventRow, event: Event) -> None:
    """Makes the row keep this event."""
    row.uid, row.title, row.place, row.description = event.uid, event.title, event.place, event.description
    row.importance, row.zone, row.is_all_day, row.starts = event.importance, event.zone, event.is_all_day, event.starts
    row.duration_s = event.duration // timedelta(seconds=1)
    row.rule, row.last_key, row.extra = event.rule, event.last_key, list(event.extra)
    row.exceptions = {key: _plain(change) for key, change in event.exceptions.items()}
    row.remind_minutes = None if event.remind_minutes is None else list(event.remind_minutes)
    row.is_busy, row.revision = event.is_busy, event.revision
    row.created_at, row.updated_at = event.created_at, event.updated_at
    row.begins_at, row.ends_at = span(event)


def new_row(person_id: UUID, event: Event) -> EventRow:
    """A row for an event that has none."""
    row = EventRow(id=event.id, person_id=person_id)
    write_event(row, event)
    return row


def _change(value: dict[str, Any] | None) -> Change | None:
    if value is None:
        return None
    starts, duration_s = value.get("starts"), value.get("duration_s")
    return Change(
        starts=datetime.fromisoformat(starts) if starts else None,
        duration=None if duration_s is None else timedelta(seconds=duration_s),
        title=value.get("title"),
        place=value.get("place"),
        description=value.get("description"),
    )


def _plain(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    plain = {
        "starts": change.starts.isoformat() if change.starts else None,
        "duration_s": None if change.duration is None else change.duration // timedelta(seconds=1),
        "title": change.title,
        "place": change.place,
        "description": change.description,
    }
    return {name: value for name, value in plain.items() if value is not None}


async def events_between(session: AsyncSession, start: datetime | None, end: datetime | None) -> list[Event]:
    """Events that may have an occurrence in the span."""
    wanted = select(EventRow).where(EventRow.deleted_at.is_(None))
    if start is not None:
        wanted = wanted.where(or_(EventRow.ends_at.is_(None), EventRow.ends_at >= start))
    if end is not None:
        wanted = wanted.where(EventRow.begins_at < end)
    rows = await session.scalars(wanted.order_by(EventRow.begins_at.desc()).limit(MAX_EVENTS))
    return [event_of_row(row) for row in rows]


async def rows_at(session: AsyncSession, wanted: Event) -> list[EventRow]:
    """Rows of events that begin at the same wall time."""
    rows = await session.scalars(
        select(EventRow).where(
            EventRow.deleted_at.is_(None), EventRow.starts == wanted.starts, EventRow.is_all_day == wanted.is_all_day
        )
    )
    return list(rows)


async def row_of(session: AsyncSession, event_id: UUID) -> EventRow:
    """The row of an event.

    Raises:
        NotFound: It was cancelled, or never was.
    """
    row = await session.get(EventRow, event_id)
    if row is None or row.deleted_at:
        raise NotFound("this event is not in the calendar any more")
    return row


async def event_by_id(session: AsyncSession, event_id: str) -> Event:
    """An event by its id as text.

    Raises:
        NotFound: It was cancelled, or never was.
    """
    return event_of_row(await row_of(session, UUID(event_id)))
