"""Sums up old talk, night by night, and keeps a log of it. Messages stay as they are.

What is summed up is committed group by group: a run that is stopped goes on where it was, and a message is in one
summary at most.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from mumble_ai.memory.consolidation.grouping import GroupingPolicy, OldMessage, groups
from mumble_ai.memory.consolidation.summarising import Summariser, tokens
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import ConsolidationRun, Message, Person, Summary, SummarySource

CONSOLIDATE_JOB: Final = "consolidate"
MOST_AT_ONCE: Final = 5000
"""Messages of one person that are read in one run; the rest follows the next night."""


@dataclass(frozen=True, slots=True)
class ConsolidationPolicy:
    """What is old.

    Attributes:
        after: Messages older than this are summed up.
        least_messages: Fewer are left as they are.
    """

    after: timedelta = timedelta(days=7)
    least_messages: int = 4
    grouping: GroupingPolicy = field(default_factory=GroupingPolicy)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What one run did for one person."""

    messages: int
    summaries: int
    tokens_saved: int


class Consolidation:
    """Sums up what was said long ago."""

    def __init__(
        self,
        db: Database,
        summariser: Summariser,
        policy: ConsolidationPolicy | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._summariser = summariser
        self._policy = policy or ConsolidationPolicy()
        self._now = now

    async def work(self, person_id: str = "", after_days: int | None = None) -> None:
        """The job: for one person, or, as it is run at night, for everybody.

        Args:
            after_days: Messages older than this are summed up; None for what the policy says.

        Raises:
            DatabaseUnavailable: Later, then; what was summed up so far is kept.
        """
        after = None if after_days is None else timedelta(days=after_days)
        for one in [UUID(person_id)] if person_id else await self._everybody():
            await self.consolidate(one, after=after)

    async def consolidate(self, person_id: UUID, *, after: timedelta | None = None) -> Consolidated:
        """Sums up what a person and the assistant said, up to the cutoff, and logs it.

        Args:
            after: Messages older than this are summed up; None for what the policy says.

        Raises:
            DatabaseUnavailable: What was summed up so far is kept.
        """
        started, done = self._now(), Consolidated(0, 0, 0)
        cutoff, problem = started - (self._policy.after if after is None else after), ""
        try:
            for group in groups(await self._old(person_id, cutoff), self._policy.grouping):
                saved = await self._sum_up(person_id, group) if len(group) >= self._policy.least_messages else None
                if saved is not None:
                    done = Consolidated(done.messages + len(group), done.summaries + 1, done.tokens_saved + saved)
        except Exception as error:
            problem = str(error) or type(error).__name__
            raise
        finally:
            # A database that is gone can't be told so either.
            with contextlib.suppress(DatabaseUnavailable):
                if done.summaries or problem:
                    await self._log(person_id, cutoff, started, done, problem)
        return done

    async def log(self, person_id: UUID, limit: int = 20) -> Sequence[ConsolidationRun]:
        """The last runs that did something, the newest first."""
        async with self._db.person(person_id) as session:
            newest = select(ConsolidationRun).order_by(ConsolidationRun.started_at.desc()).limit(limit)
            return (await session.scalars(newest)).all()

    async def _everybody(self) -> list[UUID]:
        async with self._db.everybody("who has old messages") as session:
            cutoff = self._now() - self._policy.after
            return list(await session.scalars(select(Message.person_id).where(Message.said_at < cutoff).distinct()))

    async def _old(self, person_id: UUID, cutoff: datetime) -> list[OldMessage]:
        async with self._db.person(person_id) as session:
            summed = select(SummarySource.message_id)
            found = await session.scalars(
                select(Message)
                .where(Message.said_at < cutoff, Message.id.not_in(summed))
                .order_by(Message.said_at, Message.id)
                .limit(MOST_AT_ONCE)
            )
            return [OldMessage(m.id, m.session_id, m.role, m.text, m.private, m.said_at) for m in found.all()]

    async def _sum_up(self, person_id: UUID, group: Sequence[OldMessage]) -> int | None:
        """Keeps a summary; returns the tokens saved, None where there is none to keep."""
        short = await self._summariser.sum_up(group)
        length = sum(tokens(message.text) for message in group)
        if short is None or tokens(short.text) >= length:
            return None
        async with self._db.person(person_id) as session:
            await session.scalar(select(Person.id).with_for_update())
            ids = [message.id for message in group]
            known = select(SummarySource.message_id).where(SummarySource.message_id.in_(ids)).limit(1)
            still = select(Message.id).where(Message.id.in_(ids))
            if await session.scalar(known) or len((await session.scalars(still)).all()) != len(ids):
                return None  # Another run was faster, or some of it was forgotten meanwhile.
            sessions = {message.session_id for message in group}
            summary = Summary(
                id=new_id(),
                session_id=sessions.pop() if len(sessions) == 1 else None,
                text=short.text,
                from_at=group[0].said_at,
                until_at=group[-1].said_at,
                message_count=len(group),
                tokens=tokens(short.text),
                source_tokens=length,
                private=any(message.private for message in group),
                made_by=short.made_by,
            )
            session.add(summary)
            await session.flush()
            session.add_all(SummarySource(message_id=one, summary_id=summary.id) for one in ids)
        return length - tokens(short.text)

    async def _log(
        self, person_id: UUID, cutoff: datetime, started: datetime, done: Consolidated, problem: str
    ) -> None:
        async with self._db.person(person_id) as session:
            session.add(
                ConsolidationRun(
                    cutoff_at=cutoff,
                    messages=done.messages,
                    summaries=done.summaries,
                    tokens_saved=done.tokens_saved,
                    problem=problem,
                    started_at=started,
                    finished_at=self._now(),
                )
            )
