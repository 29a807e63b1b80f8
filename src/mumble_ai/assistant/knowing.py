"""Gathers what is known for one answer, from wherever it is kept, within a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from mumble_ai.assistant.knowledge import Knowledge, KnownLine, Planned
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import DatabaseUnavailable

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

SchedulePart = Callable[[Person, datetime], Awaitable[Sequence[Planned]]]
AboutPart = Callable[["Asking"], Awaitable[Sequence[KnownLine]]]
NamesPart = Callable[[Person], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question.

    Attributes:
        now: In the person's zone.
        heard_by_others: Whether others hear the answer; then what was said in private is no part of it.
    """

    person: Person
    text: str
    now: datetime
    heard_by_others: bool


@dataclass(frozen=True, slots=True)
class KnowingPolicy:
    """Limits.

    Attributes:
        deadline_s: What is not there by then is left out of this answer.
    """

    deadline_s: float = 0.3


class Knowing:
    """What is known of a person, and of what they ask. A part that fails or is late is left out.

    Args:
        schedule: What they have planned in the next days.
        names: The names they talk about.
        facts: What is known that may concern a question.
        recalled: What was said that may concern a question.
        summaries: The same, of what was said long ago.

    Attributes:
        watchers: Told of what was found for each question; they return at once and never fail.
    """

    def __init__(
        self,
        *,
        schedule: SchedulePart,
        names: NamesPart | None = None,
        facts: AboutPart,
        recalled: AboutPart,
        summaries: AboutPart | None = None,
        policy: KnowingPolicy | None = None,
    ) -> None:
        self._schedule = schedule
        self._names = names
        self._facts = facts
        self._recalled = recalled
        self._summaries = summaries
        self._policy = policy or KnowingPolicy()
        self.watchers: list[Callable[[Asking, Knowledge], None]] = []

    async def of(self, person: Person, now: datetime) -> Knowledge:
        """What does not depend on the question."""
        if person.is_stand_in:
            return Knowledge()
        schedule, names = await asyncio.gather(
            self._soon("schedule", self._schedule(person, now)),
            self._soon("names", self._names(person) if self._names else None),
        )
        return Knowledge(schedule=schedule, entities=names)

    async def about(self, asking: Asking) -> Knowledge:
        """Everything that is known for a question."""
        if asking.person.is_stand_in:
            return Knowledge()
        known, facts, recalled, summaries = await asyncio.gather(
            self.of(asking.person, asking.now),
            self._soon("facts", self._facts(asking)),
            self._soon("recall", self._recalled(asking)),
            self._soon("summaries", self._summaries(asking) if self._summaries else None),
        )
        found = Knowledge(known.schedule, facts, recalled, summaries, known.entities)
        for watch in self.watchers:
            watch(asking, found)
        return found

    async def _soon(self, part: str, work: Awaitable[Sequence[Any]] | None) -> Sequence[Any]:
        if work is None:
            return ()
        try:
            async with asyncio.timeout(self._policy.deadline_s):
                return await work
        except (DatabaseUnavailable, TimeoutError) as error:
            _log.warning("an answer is made without a part of what is known", part=part, why=str(error) or "too slow")
        except Exception:
            _log.exception("an answer is made without a part of what is known", part=part)
        return ()
