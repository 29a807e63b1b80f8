"""Every change of a calendar is one action: done once however often it is asked for, undone from what was before."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import Date, DateTime, Text, Uuid, func, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import class_mapper
from sqlalchemy.types import TypeEngine

from mumble_ai.calendar.errors import CalendarError, NotFound
from mumble_ai.storage.base import UtcDateTime
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import CalendarActionRow, EventRow, Person, ReminderRow, TaskRow

ChangedRow: TypeAlias = EventRow | TaskRow | ReminderRow
_TABLES: Final[Mapping[str, type[ChangedRow]]] = {
    "events": EventRow,
    "tasks": TaskRow,
    "reminders": ReminderRow,
}
_REVISION: Final = "revision"


class Writing:
    """One transaction of one person that changes rows and remembers how they were.

    Attributes:
        repeated: What the same action answered before; nothing must be changed then.
        result: What is answered when the action comes again.
    """

    def __init__(self, session: AsyncSession, person_id: UUID, now: datetime, repeated: dict[str, Any] | None) -> None:
        self.session = session
        self.person_id = person_id
        self.now = now
        self.repeated = repeated
        self.result: dict[str, Any] = {}
        self.before: dict[str, dict[str, Any] | None] = {}

    def changing(self, row: ChangedRow) -> None:
        """Remembers a row before it is changed."""
        self.before.setdefault(_name(row), snapshot(row))

    def add(self, row: ChangedRow) -> None:
        """Adds a row."""
        self.session.add(row)
        self.before[_name(row)] = None


@asynccontextmanager
async def writing(
    database: Database, person_id: UUID, *, action_id: str, kind: str, now: datetime
) -> AsyncGenerator[Writing]:
    """A transaction for one action. Those of one person come one after the other.

    Raises:
        DatabaseUnavailable: PostgreSQL can't be used now.
        NotFound: There is no such person any more.
    """
    async with database.person(person_id) as session:
        await _take_turn(session, person_id)
        known = await session.scalar(select(CalendarActionRow).where(CalendarActionRow.action_id == action_id))
        act = Writing(session, person_id, now, known.result if known else None)
        yield act
        if act.repeated is None:
            session.add(
                CalendarActionRow(
                    person_id=person_id,
                    action_id=action_id,
                    kind=kind,
                    result=act.result,
                    before=act.before,
                    done_at=now,
                )
            )


@asynccontextmanager
async def undoing(
    database: Database, person_id: UUID, *, action_id: str | None, now: datetime
) -> AsyncGenerator[tuple[Writing, CalendarActionRow]]:
    """A transaction in which the rows of an action are as they were before.

    Args:
        action_id: None for the last one that is not undone.

    Raises:
        NotFound: There is nothing to undo.
        CalendarError: What it did was changed again since.
    """
    async with database.person(person_id) as session:
        await _take_turn(session, person_id)
        wanted = select(CalendarActionRow).where(CalendarActionRow.undone_at.is_(None))
        if action_id is not None:
            wanted = wanted.where(CalendarActionRow.action_id == action_id)
        action = await session.scalar(wanted.order_by(CalendarActionRow.id.desc()).limit(1))
        if action is None:
            raise NotFound("there is nothing to undo")
        await _refuse_if_changed_since(session, action)
        for name, values in action.before.items():
            await _restore(session, name, values, now)
        action.undone_at = now
        yield Writing(session, person_id, now, None), action


def snapshot(row: ChangedRow) -> dict[str, Any]:
    """The columns of a row, as JSON."""
    values: dict[str, Any] = {}
    for column in class_mapper(type(row)).columns:
        value = getattr(row, column.key)
        values[column.key] = value.isoformat() if isinstance(value, date) else value
    del values["id"], values["person_id"]
    for key, value in values.items():
        values[key] = str(value) if isinstance(value, UUID) else value
    return values


async def _take_turn(session: AsyncSession, person_id: UUID) -> None:
    # FOR NO KEY UPDATE: other tables may go on referring to the person meanwhile.
    found = await session.scalar(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    if found is None:
        raise NotFound("this person is not known any more")


async def _refuse_if_changed_since(session: AsyncSession, action: CalendarActionRow) -> None:
    later = (
        select(func.count(CalendarActionRow.id))
        .where(CalendarActionRow.id > action.id, CalendarActionRow.undone_at.is_(None))
        .where(CalendarActionRow.before.has_any(array(list(action.before), type_=Text)))
    )
    if await session.scalar(later):
        raise CalendarError("it was changed again since; undo that first")


async def _restore(session: AsyncSession, name: str, values: dict[str, Any] | None, now: datetime) -> None:
    table, _, row_id = name.partition(":")
    row = await session.get(_TABLES[table], UUID(row_id))
    if row is None:
        return
    if values is None:
        _take_away(row, now)
        return
    for column in class_mapper(type(row)).columns:
        if column.key in values and column.key != _REVISION:
            setattr(row, column.key, _read(values[column.key], column.type))
    if isinstance(row, EventRow):
        row.revision += 1
        row.updated_at = now


def _take_away(row: ChangedRow, now: datetime) -> None:
    if isinstance(row, EventRow):
        row.deleted_at = row.updated_at = now
    elif isinstance(row, TaskRow):
        row.done_at, row.dropped_at = None, now
    elif row.state in ("waiting", "kept"):
        row.state = "cancelled"


def _read(value: Any, kind: TypeEngine[Any]) -> Any:
    if value is None:
        return None
    if isinstance(kind, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return UUID(value) if isinstance(kind, Uuid) else value


def _name(row: ChangedRow) -> str:
    return f"{row.__tablename__}:{row.id}"
