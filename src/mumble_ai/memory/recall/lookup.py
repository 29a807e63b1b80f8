"""What recall reads from PostgreSQL: which turns have the words, and then those turns themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Integer, Uuid, any_, case, cast, func, literal, select, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from mumble_ai.memory.recall.keywords import Postings
from mumble_ai.memory.recall.signs import Signs
from mumble_ai.storage.tables import Message, Person, RecallEntry, RecallTerm, RecallTokens, Topic

MOST_WORDS: Final = 14
"""Words of a question that are looked for, the rarest first; a longer text has enough rare ones."""
MOST_TURNS: Final = 2500
"""Turns read for their words: the common words of a question are left out beyond that."""

_RECORD: Final = np.dtype([("place", ">i4"), ("talk", ">i8"), ("length", ">i2"), ("matches", ">i4")])


@dataclass(frozen=True, slots=True)
class Line:
    """One turn, read.

    Attributes:
        tokens: Its packed token vectors; empty where there are none of this model.
        topic_state: Of the topic it belongs to; empty without one.
    """

    message_id: UUID
    session_id: UUID
    place: int
    who: str
    role: str
    text: str
    said_at: datetime
    private: bool
    length: int
    signs: Signs
    tokens: bytes
    topic_state: str


async def person_and_messages(session: AsyncSession) -> tuple[str, int]:
    """The person's name, and how many messages can be found."""
    last = select(func.max(RecallEntry.place)).scalar_subquery()
    row = (await session.execute(select(Person.name, func.coalesce(last, -1)))).one_or_none()
    return ("", 0) if row is None else (row[0], row[1] + 1)


async def count_words(session: AsyncSession, numbers: Sequence[int]) -> NDArray[np.float64]:
    """In how many of the person's messages each word is."""
    statement = select(RecallTerm.term, RecallTerm.messages).where(RecallTerm.term == any_(_integers(numbers)))
    counts = {row[0]: row[1] for row in await session.execute(statement)}
    return np.array([counts.get(n, 0) for n in numbers], np.float64)


def worth_looking_for(messages_with: NDArray[np.float64]) -> list[int]:
    """Which words, as indexes: the rarest, as long as not too many turns have them."""
    order = [int(n) for n in np.argsort(messages_with, kind="stable") if messages_with[n] > 0]
    chosen: list[int] = []
    turns = 0.0
    for n in order[:MOST_WORDS]:
        turns += float(messages_with[n])
        if chosen and turns > MOST_TURNS:
            break
        chosen.append(n)
    return chosen


async def find_postings(session: AsyncSession, numbers: Sequence[int], exclude_session: UUID | None) -> Postings:
    """The turns that have any of these words.

    All come back as one value of 18 bytes a turn: thousands of rows cost more to read than to find.
    """
    mask: ColumnElement[int] = literal(0, Integer)
    for bit, number in enumerate(numbers):
        mask = mask + case((RecallEntry.terms.contains([number]), 1 << bit), else_=0)
    # The last eight bytes of a version 7 UUID are random: enough to tell one talk from another.
    talk = func.substr(func.uuid_send(RecallEntry.session_id), 9, 8)
    record = (
        func.int4send(RecallEntry.place)
        .op("||")(talk)
        .op("||")(func.int2send(RecallEntry.length))
        .op("||")(func.int4send(cast(mask, Integer)))
    )
    packed = select(func.string_agg(type_coerce(record, BYTEA), literal(b"", BYTEA))).where(
        RecallEntry.terms.overlap(_integers(numbers))
    )
    if exclude_session is not None:
        packed = packed.where(RecallEntry.session_id != exclude_session)
    rows = np.frombuffer((await session.scalar(packed)) or b"", _RECORD)
    rows = rows[np.argsort(rows["place"], kind="stable")]
    bits = (rows["matches"].astype(np.int64)[None, :] >> np.arange(len(numbers))[:, None]) & 1
    return Postings(
        rows["place"].astype(np.int64), rows["talk"].astype(np.int64), rows["length"].astype(np.float64), bits > 0
    )


async def places_of(session: AsyncSession, message_ids: Collection[UUID]) -> dict[UUID, int]:
    """The places of messages."""
    rows = await session.execute(
        select(RecallEntry.message_id, RecallEntry.place).where(
            RecallEntry.message_id == any_(literal(list(message_ids), ARRAY(Uuid)))
        )
    )
    return {row[0]: row[1] for row in rows}


async def read_lines(session: AsyncSession, places: Collection[int], space: str) -> list[Line]:
    """The turns at these places, in order.

    Args:
        space: The model whose tokens are wanted; empty for none.
    """
    statement = (
        select(
            RecallEntry.message_id,
            RecallEntry.session_id,
            RecallEntry.place,
            RecallEntry.who,
            Message.role,
            Message.text,
            RecallEntry.said_at,
            Message.private,
            RecallEntry.length,
            RecallEntry.signs,
            RecallTokens.tokens,
            Topic.state,
        )
        .join(Message, Message.id == RecallEntry.message_id)
        .outerjoin(RecallTokens, (RecallTokens.message_id == RecallEntry.message_id) & (RecallTokens.space == space))
        .outerjoin(Topic, Topic.id == Message.topic_id)
        .where(RecallEntry.place == any_(_integers(places)))
        .order_by(RecallEntry.place)
    )
    rows: Sequence[Any] = (await session.execute(statement)).all()
    return [_line(row) for row in rows]


def _line(row: Any) -> Line:
    return Line(*row[:9], signs=Signs.unpacked(row[9]), tokens=row[10] or b"", topic_state=row[11] or "")


def _integers(values: Collection[int]) -> ColumnElement[Sequence[int]]:
    """One parameter, however many values: a list of parameters is parsed anew for each length."""
    return literal(list(values), ARRAY(Integer))
