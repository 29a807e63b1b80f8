"""Two persons turn out to be one: whatever belonged to either belongs to the one that stays.

What belongs to a person is read from the tables themselves (every column that refers to `people.id`), so a new table
needs nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, UniqueConstraint, and_, delete, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.people.merge_rules import end_what_is_open, find_anew
from mumble_ai.storage.base import Base
from mumble_ai.storage.tables import FormerId, Person

_Row = Mapping[Any, Any]
_FILLED_IN: Final = ("time_zone", "language", "clock", "voice", "mail")


async def merge(session: AsyncSession, *, stays: UUID, goes: UUID, now: datetime) -> None:
    """Moves everything of one person to another and deletes the one who has nothing left.

    Where both have a row that only one may have, the one who stays keeps theirs, and what referred to the other row
    refers to this one.

    Raises:
        LookupError: One of them is not known (any more).
    """
    rows = (await session.scalars(select(Person).where(Person.id.in_((stays, goes))).with_for_update())).all()
    kept, gone = (next((row for row in rows if row.id == i), None) for i in (stays, goes))
    if kept is None or gone is None:
        raise LookupError("one of the two persons is not known any more")
    await end_what_is_open(session, stays, goes, now)
    await find_anew(session, stays, goes)
    for column in columns_of_people():
        await _move(session, column, stays, goes)
    for name in _FILLED_IN:
        setattr(kept, name, getattr(kept, name) or getattr(gone, name))
    # Two doors may show two names; one of them must not come and go with the door.
    kept.is_name_chosen = True
    kept.created_at = min(kept.created_at, gone.created_at)
    kept.last_seen_at = max(filter(None, (kept.last_seen_at, gone.last_seen_at)), default=None)
    session.add(FormerId(id=goes, person_id=stays, merged_at=now))
    await session.delete(gone)
    await session.flush()


def columns_of_people() -> Iterator[Column[Any]]:
    """Every column that says to whom a row belongs; tables that others refer to come first."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is Person.__table__.c.id for key in column.foreign_keys):
                yield column


async def _move(session: AsyncSession, column: Column[Any], stays: UUID, goes: UUID) -> None:
    table = _table_of(column)
    move = update(table).values({column: stays})
    try:
        async with session.begin_nested():
            await session.execute(move.where(column == goes))
    except IntegrityError:
        for row in (await session.execute(select(table).where(column == goes))).mappings().all():
            try:
                async with session.begin_nested():
                    await session.execute(move.where(_is(table, row)))
            except IntegrityError:
                await _give_way(session, column, row, stays)


async def _give_way(session: AsyncSession, column: Column[Any], row: _Row, stays: UUID) -> None:
    """The same thing is already kept of the one who stays: this row goes, what referred to it refers to that one."""
    table = _table_of(column)
    twin = await _twin(session, column, row, stays)
    for other in Base.metadata.sorted_tables:
        for referring in other.columns:
            for key in (k.column for k in referring.foreign_keys if k.column.table is table):
                await _refer(session, referring, row[key], twin[key])
    await session.execute(delete(table).where(_is(table, row)))


async def _twin(session: AsyncSession, owner: Column[Any], row: _Row, stays: UUID) -> _Row:
    table = _table_of(owner)
    for columns, condition in _uniques(table):
        if owner in columns:
            same = and_(owner == stays, condition, *(c == row[c] for c in columns if c is not owner))
            if found := (await session.execute(select(table).where(same))).mappings().first():
                return found
    raise LookupError(f"a row of {table.name} can't be moved, and nothing of the same kind stands in its way")


async def _refer(session: AsyncSession, referring: Column[Any], old: object, new: object) -> None:
    table = _table_of(referring)
    for found in (await session.execute(select(table).where(referring == old))).mappings().all():
        try:
            async with session.begin_nested():
                await session.execute(update(table).where(_is(table, found)).values({referring: new}))
        except IntegrityError:
            await session.execute(delete(table).where(_is(table, found)))


def _uniques(table: Table) -> Iterator[tuple[Sequence[Column[Any]], ColumnElement[bool]]]:
    """The groups of columns of which no two rows may have the same, and of which rows that is said."""
    yield list(table.primary_key.columns), true()
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield list(constraint.columns), true()
    for index in table.indexes:
        if index.unique:
            where = index.dialect_options["postgresql"]["where"]
            yield list(index.columns), true() if where is None else where


def _is(table: Table, row: _Row) -> ColumnElement[bool]:
    return and_(*(column == row[column] for column in table.primary_key.columns))


def _table_of(column: Column[Any]) -> Table:
    assert isinstance(column.table, Table)
    return column.table
