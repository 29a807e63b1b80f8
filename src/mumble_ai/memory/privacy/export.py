"""Everything of one person as JSON."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.privacy.belongings import owned_classes
from mumble_ai.storage.tables import Message, Person, Vector

FORMAT: Final = "mumble-ai person"
VERSION: Final = 1
_LEFT_OUT: Final = frozenset({Vector})
"""Made from the rest, by the million, and of use to nobody else."""
_LEFT_OUT_COLUMNS: Final = frozenset({Message.__table__.c.words})


async def export(session: AsyncSession, person_id: UUID, now: datetime) -> dict[str, Any]:
    """What is kept of a person: `person`, and under `tables` the rows of each table by column.

    Moments are ISO 8601 in UTC, ids are UUIDs, bytes are base64; empty tables are there, too.

    Args:
        session: One of this person.

    Raises:
        LookupError: The person is not known.
    """
    person = await session.get(Person, person_id)
    if person is None:
        raise LookupError("this person is not known")
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "person": _plain_row(person),
        "tables": {
            owned.__tablename__: [_plain_row(row) for row in await session.scalars(select(owned))]
            for owned in owned_classes()
            if owned not in _LEFT_OUT
        },
    }


def _plain_row(row: Any) -> dict[str, Any]:
    mapper = row.__mapper__
    columns = [column for column in mapper.local_table.columns if column not in _LEFT_OUT_COLUMNS]
    return {column.name: _plain(getattr(row, mapper.get_property_by_column(column).key)) for column in columns}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in cast("Iterable[Any]", value)]
    return value
