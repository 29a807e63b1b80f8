"""Everything of one person as JSON."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncGenerator, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.privacy.belongings import owned_classes
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import EntityMention, EntityRow, FactRow, Message, Person, Summary, Topic, Vector

FORMAT: Final = "mumble-ai person"
VERSION: Final = 1
_LEFT_OUT: Final = frozenset({Vector})
"""Made from the rest, by the million, and of use to nobody else."""
_PAGE: Final = 500
_LEFT_OUT_COLUMNS: Final = frozenset({Message.__table__.c.words})
_SPOKEN_OF_OPENLY: Final = (
    select(EntityMention.entity_id)
    .join(Message, Message.id == EntityMention.message_id)
    .where(Message.private.is_(False))
)
_FOR_OTHERS: Final[dict[type[Any], ColumnElement[bool]]] = {
    Message: Message.private.is_(False),
    FactRow: FactRow.private.is_(False),
    Summary: Summary.private.is_(False),
    EntityRow: EntityRow.id.in_(_SPOKEN_OF_OPENLY),
    Topic: Topic.private.is_(False),
}
"""The rows that may be read by whom a person lets read their memory; of all other tables there are none."""


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


async def pieces(db: Database, person_id: UUID, now: datetime, *, heard_by_others: bool = False) -> AsyncGenerator[str]:
    """The same as JSON text, a piece at a time, however much it is; rows are read a page at a time.

    What is added meanwhile may or may not be in it.

    Args:
        heard_by_others: Messages, facts, names, topics and summaries alone, without what was only said in private.

    Raises:
        LookupError: The person is not known; raised before the first piece.
        DatabaseUnavailable: It can't be read on.
    """
    async with db.person(person_id) as session:
        person = await session.get(Person, person_id)
        if person is None:
            raise LookupError("this person is not known")
        head = {"format": FORMAT, "version": VERSION, "exported_at": now.isoformat(), "person": _plain_row(person)}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "tables": {'
    first_table = True
    for owned in owned_classes():
        if owned in _LEFT_OUT or (heard_by_others and owned not in _FOR_OTHERS):
            continue
        yield ("" if first_table else ", ") + f"{json.dumps(owned.__tablename__)}: ["
        first_table, first_row = False, True
        which = [_FOR_OTHERS[owned]] if heard_by_others else []
        async for rows in _paged(db, person_id, owned, which):
            text = await asyncio.to_thread(_rows_text, rows)
            yield text if first_row else f", {text}"
            first_row = False
        yield "]"
    yield "}}"


async def _paged(
    db: Database, person_id: UUID, owned: type[Any], which: Sequence[ColumnElement[bool]]
) -> AsyncGenerator[Sequence[Any]]:
    """The rows of one table, in the order of its key."""
    key = list(owned.__mapper__.primary_key)
    last: tuple[Any, ...] | None = None
    while True:
        wanted = select(owned).where(*which).order_by(*key).limit(_PAGE)
        if last is not None:
            wanted = wanted.where(tuple_(*key) > tuple_(*last))
        async with db.person(person_id) as session:
            rows = (await session.scalars(wanted)).all()
        if rows:
            yield rows
        if len(rows) < _PAGE:
            return
        last = tuple(getattr(rows[-1], owned.__mapper__.get_property_by_column(column).key) for column in key)


def _rows_text(rows: Sequence[Any]) -> str:
    return ", ".join(json.dumps(_plain_row(row), ensure_ascii=False) for row in rows)


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
