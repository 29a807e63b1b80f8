"""What recall reads from PostgreSQL: what is new on a person's shelf, token vectors, and the lines that were chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Uuid, any_, func, literal, select, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from mumble_ai.memory.recall.outdated import told_what_is_over
from mumble_ai.memory.recall.shelf import Lines
from mumble_ai.storage.tables import Message, RecallEntry, RecallTokens, Topic

_RECORD: Final = np.dtype(
    [
        ("place", ">i4"),
        ("talk", ">i8"),
        ("id", "u1", 16),
        ("length", ">i2"),
        ("signs", ">i2"),
        ("said_at", ">i8"),
        ("terms", ">i4"),
    ]
)
_BETWEEN_NAMES: Final = "\x1f"
_ARRAY_HEADER: Final = 5
"""Whole numbers before the elements of an array of PostgreSQL's; an empty array has three of them."""
_EMPTY_ARRAY: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line that was chosen, read.

    Attributes:
        place: Its running number.
        topic_state: Of the topic it belongs to; empty without one.
        is_outdated: All it told has been replaced since.
    """

    message_id: UUID
    session_id: UUID
    place: int
    who: str
    role: str
    text: str
    said_at: datetime
    private: bool
    topic_state: str
    is_outdated: bool


async def read_entries(session: AsyncSession, from_place: int) -> Lines:
    """The lines from a place on.

    All come back as one value a column: thousands of rows cost more to read than to find.
    """
    talk = func.substr(func.uuid_send(RecallEntry.session_id), 9, 8)
    record = (
        func.int4send(RecallEntry.place)
        .op("||")(talk)
        .op("||")(func.uuid_send(RecallEntry.message_id))
        .op("||")(func.int2send(RecallEntry.length))
        .op("||")(func.int2send(RecallEntry.signs))
        .op("||")(func.timestamptz_send(RecallEntry.said_at))
        .op("||")(func.int4send(func.cardinality(RecallEntry.terms)))
    )
    statement = select(
        func.string_agg(type_coerce(record, BYTEA), literal(b"", BYTEA)),
        func.string_agg(type_coerce(func.array_send(RecallEntry.terms), BYTEA), literal(b"", BYTEA)),
        func.string_agg(func.replace(RecallEntry.who, _BETWEEN_NAMES, " "), literal(_BETWEEN_NAMES)),
    ).where(RecallEntry.place >= from_place)
    records, terms, who = (await session.execute(statement)).one()
    return _lines(np.frombuffer(records or b"", _RECORD), np.frombuffer(terms or b"", ">i4"), who or "")


async def read_tokens(session: AsyncSession, message_ids: Collection[UUID], space: str) -> dict[UUID, bytes]:
    """The packed token vectors of messages; of one without there are none."""
    statement = select(RecallTokens.message_id, RecallTokens.tokens).where(
        RecallTokens.message_id == any_(literal(list(message_ids), ARRAY(Uuid))), RecallTokens.space == space
    )
    return {row[0]: row[1] for row in await session.execute(statement)}


async def read_lines(session: AsyncSession, message_ids: Collection[UUID]) -> dict[UUID, Line]:
    """The lines as they are now; one that was forgotten is not among them."""
    wanted: ColumnElement[Any] = literal(list(message_ids), ARRAY(Uuid))
    statement = (
        select(
            Message.id,
            Message.session_id,
            RecallEntry.place,
            RecallEntry.who,
            Message.role,
            Message.text,
            Message.said_at,
            Message.private,
            func.coalesce(Topic.state, ""),
            Message.id.in_(told_what_is_over(wanted)),
        )
        .join(RecallEntry, RecallEntry.message_id == Message.id)
        .outerjoin(Topic, Topic.id == Message.topic_id)
        .where(Message.id == any_(wanted))
    )
    rows: Any = await session.execute(statement)
    return {row[0]: Line(*row) for row in rows}


def _lines(records: NDArray[Any], arrays: NDArray[Any], joined: str) -> Lines:
    order = np.argsort(records["place"], kind="stable")
    names: dict[str, int] = {}
    said_by = joined.split(_BETWEEN_NAMES) if len(records) else []
    who = np.array([names.setdefault(name, len(names)) for name in said_by], np.int16)
    counts = records["terms"].astype(np.int64)
    sizes = np.where(counts > 0, _ARRAY_HEADER + 2 * counts, _EMPTY_ARRAY)
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])[: len(records)]
    counts, begins = counts[order], begins[order]
    # Each element is its size in bytes and then itself.
    inside: NDArray[np.int64] = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    at: NDArray[np.int64] = np.repeat(begins + _ARRAY_HEADER + 1, counts) + 2 * inside
    return Lines(
        places=records["place"][order].astype(np.int32),
        talks=records["talk"][order].astype(np.int64),
        ids=np.ascontiguousarray(records["id"][order]),
        lengths=records["length"][order].astype(np.int16),
        signs=records["signs"][order].astype(np.int16),
        said_at=records["said_at"][order].astype(np.int64),
        who=who[order],
        names=tuple(names),
        counts=counts.astype(np.int16),
        terms=arrays[at].astype(np.int32),
    )
