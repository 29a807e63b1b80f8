"""What would move if two persons became one, told before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.people.merging import columns_of_people
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Person

_BEHIND_THE_SCENES: Final = frozenset(
    {"recall_entries", "recall_tokens", "vectors", "former_ids", "wrong_codes", "one_time_codes"}
)
"""Tables that are made from others, or that nobody would miss."""


@dataclass(frozen=True, slots=True)
class Moving:
    """What goes over to the one who stays.

    Attributes:
        rows: How many rows of each table, by its name; tables without any are left out.
    """

    stays: str
    goes: str
    rows: Mapping[str, int]


async def what_would_move(db: Database, *, stays: UUID, goes: UUID) -> Moving:
    """Counts; nothing is changed.

    Raises:
        LookupError: One of them is not known any more, or both are the same.
        DatabaseUnavailable: It can't be read now.
    """
    if stays == goes:
        raise LookupError("that is one person already")
    async with db.everybody("what would move between two persons") as session:
        people = {row.id: row.name for row in await session.scalars(select(Person).where(Person.id.in_((stays, goes))))}
        if len(people) != 2:
            raise LookupError("one of the two persons is not known any more")
        return Moving(people[stays], people[goes], await _rows(session, goes))


async def _rows(session: AsyncSession, goes: UUID) -> dict[str, int]:
    counts: dict[str, int] = {}
    for column in columns_of_people():
        name = str(column.table.description)
        if name in _BEHIND_THE_SCENES:
            continue
        count = await session.scalar(select(func.count()).select_from(column.table).where(column == goes)) or 0
        if count:
            counts[name] = counts.get(name, 0) + count
    return counts
