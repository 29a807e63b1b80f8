"""Summaries and runs to look through, and what there is to be summed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select, tuple_

from mumble_ai.memory.conversations.history import Said, said
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import ConsolidationRun, Message, Summary, SummarySource

LARGEST_PAGE: Final = 200
MOST_SOURCES: Final = 200
Key = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class Saving:
    """What consolidation came to.

    Attributes:
        summed_up: Messages that a summary stands for.
        waiting: Messages before a cutoff that none stands for.
        tokens_saved: Tokens of the messages less those of their summaries.
    """

    messages: int
    summed_up: int
    waiting: int
    summaries: int
    tokens_saved: int


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """Summaries, those of the newest talk first."""

    summaries: tuple[Summary, ...]
    next: Key | None


@dataclass(frozen=True, slots=True)
class RunPage:
    """Runs that did something, the newest first."""

    runs: tuple[ConsolidationRun, ...]
    next: Key | None


class NoSuchSummary(LookupError):
    """The person has no summary of this id."""


class ConsolidationBrowser:
    """Reads what became of old talk."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def saving(self, person_id: UUID, cutoff: datetime) -> Saving:
        """What was summed up so far, and what of the talk before the cutoff was not.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            messages = await session.scalar(select(func.count()).select_from(Message)) or 0
            old = await session.scalar(select(func.count()).select_from(Message).where(Message.said_at < cutoff)) or 0
            summed = await session.scalar(select(func.count()).select_from(SummarySource)) or 0
            of_old = (
                select(func.count())
                .select_from(SummarySource)
                .join(Message, Message.id == SummarySource.message_id)
                .where(Message.said_at < cutoff)
            )
            done = await session.scalar(of_old) or 0
            saved = func.coalesce(func.sum(Summary.source_tokens - Summary.tokens), 0)
            summaries, tokens = (await session.execute(select(func.count(Summary.id), saved))).one()
        return Saving(messages, summed, old - done, summaries, int(tokens))

    async def runs(self, person_id: UUID, *, after: Key | None = None, limit: int = 20) -> RunPage:
        """One page of the log.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(limit, LARGEST_PAGE))
        newest = select(ConsolidationRun).order_by(ConsolidationRun.started_at.desc(), ConsolidationRun.id.desc())
        if after:
            newest = newest.where(tuple_(ConsolidationRun.started_at, ConsolidationRun.id) < tuple_(*after))
        async with self._db.person(person_id) as session:
            rows = (await session.scalars(newest.limit(limit + 1))).all()
        last = rows[limit - 1] if len(rows) > limit else None
        return RunPage(tuple(rows[:limit]), (last.started_at, last.id) if last else None)

    async def summaries(
        self, person_id: UUID, *, after: Key | None = None, limit: int = 20, heard_by_others: bool = False
    ) -> SummaryPage:
        """One page of summaries.

        Args:
            heard_by_others: Those of talk in private are left out.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(limit, LARGEST_PAGE))
        newest = select(Summary).order_by(Summary.until_at.desc(), Summary.id.desc()).limit(limit + 1)
        newest = newest.where(Summary.private.is_(False)) if heard_by_others else newest
        if after:
            newest = newest.where(tuple_(Summary.until_at, Summary.id) < tuple_(*after))
        async with self._db.person(person_id) as session:
            rows = (await session.scalars(newest)).all()
        last = rows[limit - 1] if len(rows) > limit else None
        return SummaryPage(tuple(rows[:limit]), (last.until_at, last.id) if last else None)

    async def sources(self, person_id: UUID, summary_id: UUID, *, heard_by_others: bool = False) -> Sequence[Said]:
        """The messages that a summary stands for, in the order in which they were said.

        Raises:
            NoSuchSummary: The person has none of this id.
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            summary = await session.get(Summary, summary_id)
            if summary is None or (heard_by_others and summary.private):
                raise NoSuchSummary("this summary is not kept any more")
            of_it = (
                select(Message)
                .join(SummarySource, SummarySource.message_id == Message.id)
                .where(SummarySource.summary_id == summary_id)
                .order_by(Message.said_at, Message.id)
                .limit(MOST_SOURCES)
            )
            return [said(row) for row in await session.scalars(of_it)]
