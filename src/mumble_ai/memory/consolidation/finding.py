"""Finds the summaries that a question is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import cast, func, select
from sqlalchemy.dialects.postgresql import REGCONFIG

from mumble_ai.memory.recall.terms import telling_words
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Summary

MOST_WORDS: Final = 32


@dataclass(frozen=True, slots=True)
class OldTalk:
    """What a stretch of talk was about.

    Attributes:
        from_at, until_at: When it was.
    """

    text: str
    from_at: datetime
    until_at: datetime


async def summaries_about(
    db: Database, person_id: UUID, text: str, *, limit: int, heard_by_others: bool
) -> Sequence[OldTalk]:
    """The summaries that share words with a text, those that share most first.

    Args:
        heard_by_others: Those of talk in private are left out.

    Raises:
        DatabaseUnavailable: They can't be read now.
    """
    stems = sorted({word.term for word in telling_words(text)})[:MOST_WORDS]
    if not stems:
        return ()
    plain = cast("simple", REGCONFIG)
    sought = func.to_tsquery(plain, " | ".join("'{}':*".format(stem.replace("'", "''")) for stem in stems))
    kept = func.to_tsvector(plain, Summary.text)
    statement = select(Summary).where(kept.op("@@")(sought))
    if heard_by_others:
        statement = statement.where(Summary.private.is_(False))
    statement = statement.order_by(func.ts_rank(kept, sought).desc(), Summary.until_at.desc()).limit(limit)
    async with db.person(person_id) as session:
        return [OldTalk(row.text, row.from_at, row.until_at) for row in await session.scalars(statement)]
