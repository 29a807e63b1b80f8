"""Something in every table that belongs to a person, so that a test can say where it went.

Rows are made from what the tables say of themselves, with nothing in what may be empty; a table whose constraints say
more than that has an entry in `ODD`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    Uuid,
    insert,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncSession

import mumble_ai.storage.tables
from mumble_ai.storage.base import Base, OwnedByPerson, UtcDateTime
from mumble_ai.storage.ids import new_id

assert mumble_ai.storage.tables

MOMENT: Final = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ODD: Final[Mapping[str, Mapping[str, Any]]] = {"reminders": {"event_id": None}}
_ONE_OF: Final = re.compile(r"^(\w+) IN \('([^']+)'")
_BETWEEN: Final = re.compile(r"^(\w+) BETWEEN (\d+)")


def owned_tables() -> list[Table]:
    """Every table of rows that belong to a person; those that others refer to come first."""
    owned = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, OwnedByPerson)}
    return [table for table in Base.metadata.sorted_tables if table in owned]


async def fill(session: AsyncSession, person_id: UUID, said: str) -> None:
    """Gives a person a row in every table, with `said` in every text that may be anything."""
    made: dict[Column[Any], Any] = {}
    for table in owned_tables():
        row = {column.name: _value(column, person_id, said, made) for column in table.columns if not column.computed}
        row = {name: value for name, value in row.items() if value is not _SKIP} | ODD.get(table.name, {})
        await session.execute(insert(table).values(row))
        made |= {column: row.get(column.name) for column in table.columns}


async def rows_of(session: AsyncSession, person_id: UUID) -> dict[str, int]:
    """How many rows of a person each table has; those with none are left out."""
    counts: dict[str, int] = {}
    for table in owned_tables():
        found = (await session.execute(select(table).where(table.c.person_id == person_id))).all()
        if found:
            counts[table.name] = len(found)
    return counts


_SKIP: Final = object()


def _value(column: Column[Any], person_id: UUID, said: str, made: Mapping[Column[Any], Any]) -> Any:
    for key in column.foreign_keys:
        if key.column.table.name == "people":
            return person_id
        return made.get(key.column)
    if column.identity or column.nullable or (column.default is not None and not column.primary_key):
        return _SKIP
    table = column.table
    assert isinstance(table, Table)
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            for pattern in (_ONE_OF, _BETWEEN):
                found = pattern.match(str(constraint.sqltext))
                if found and found[1] == column.name:
                    return int(found[2]) if found[2].isdigit() else found[2]
    if column.primary_key and isinstance(column.type, Uuid):
        return new_id()
    if column.server_default is not None and not isinstance(column.type, UtcDateTime):
        return _SKIP
    uniques = [c for c in table.constraints if isinstance(c, UniqueConstraint) and column in set(c.columns)]
    is_of_everybody = any("person_id" not in unique.columns for unique in uniques)
    return _by_type(column, f"{said} {new_id()}" if is_of_everybody else said)


def _by_type(column: Column[Any], said: str) -> Any:
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return MOMENT
    if isinstance(kind, Uuid):
        return new_id()
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer | BigInteger | Float):
        return 1
    if isinstance(kind, LargeBinary):
        return said.encode()
    if isinstance(kind, ARRAY):
        return []
    if isinstance(kind, JSONB):
        return {}
    if isinstance(kind, TSVECTOR):
        return _SKIP
    if kind.python_type in (datetime, date):
        return MOMENT.replace(tzinfo=None)
    return said
