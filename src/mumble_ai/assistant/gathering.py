"""Gathers what is known for one answer: everything at the same time, each with a deadline, none of it needed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from mumble_ai.assistant.knowledge import MOST_EVENTS, Knowledge, KnowledgeBudget, KnownLine, Planned
from mumble_ai.calendar.event import Occurrence
from mumble_ai.memory.entities.entities import Entity
from mumble_ai.memory.facts.fact import Fact
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.recall.choosing import Recalled
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.database import DatabaseUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

DAYS: Final = timedelta(days=14)
MOST_FACTS: Final = 12
MOST_ENTITIES: Final = 12

T = TypeVar("T")


class PlansAhead(Protocol):
    """See `mumble_ai.calendar.calendar.Calendar`."""

    async def between(self, person: Person, start: datetime, end: datetime) -> Sequence[Occurrence]: ...


class KnowsFacts(Protocol):
    """See `mumble_ai.memory.facts.facts.Facts`."""

    async def relevant(self, person_id: UUID, text: str, limit: int, *, language: str = ...) -> Sequence[Fact]: ...


class KnowsNames(Protocol):
    """See `mumble_ai.memory.entities.entities.Entities`."""

    async def named_in(self, person_id: UUID, text: str) -> Sequence[Entity]: ...


class Recalls(Protocol):
    """See `mumble_ai.memory.recall.recall.Recall`."""

    async def recall(
        self,
        person_id: UUID,
        text: str,
        *,
        now: datetime,
        budget_tokens: int,
        exclude_session: UUID | None = None,
        heard_by_others: bool = False,
    ) -> Sequence[Recalled]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, by whom.

    Attributes:
        now: In the zone of the person.
        session: Their session, which is in the prompt anyway.
    """

    person: Person
    text: str
    now: datetime
    language: str
    private: bool
    session: UUID | None = None


class Gathering:
    """The sources of an answer.

    Args:
        deadline_s: How long an answer waits for any of them; what is not there by then is left out.
    """

    def __init__(
        self,
        calendar: PlansAhead,
        facts: KnowsFacts,
        *,
        recall: Recalls | None = None,
        entities: KnowsNames | None = None,
        budget: KnowledgeBudget | None = None,
        deadline_s: float = 0.4,
    ) -> None:
        self._calendar = calendar
        self._facts = facts
        self._recall = recall
        self._entities = entities
        self._deadline_s = deadline_s
        self.budget = budget or KnowledgeBudget()
        self._missing: dict[str, str] = {}

    async def planned(self, person: Person, now: datetime) -> Knowledge:
        """What is known before a question is asked: it may be read ahead. Never fails."""
        return Knowledge(schedule=await self._schedule(person, now))

    async def knowledge(self, asked: Asked) -> Knowledge:
        """What is known for a question. Never fails; what others may not hear is left out where they listen."""
        if asked.person.is_stand_in:
            return Knowledge()
        schedule, facts, recalled, names = await asyncio.gather(
            self._schedule(asked.person, asked.now), self._known(asked), self._recalled(asked), self._names(asked)
        )
        return Knowledge(schedule, facts, recalled, entities=names)

    def standing(self) -> Standing:
        """For health."""
        if self._missing:
            return Standing("; ".join(f"without {what}: {why}" for what, why in self._missing.items()), degraded=True)
        return Standing("calendar, facts and recall")

    async def _schedule(self, person: Person, now: datetime) -> Sequence[Planned]:
        if person.is_stand_in:
            return ()
        found = await self._in_time("the calendar", self._calendar.between(person, now, now + DAYS)) or ()
        return [
            Planned(_local(o.start, person.zone), o.title, _local(o.end, person.zone), o.place, is_all_day=o.is_all_day)
            for o in found[:MOST_EVENTS]
        ]

    async def _known(self, asked: Asked) -> Sequence[KnownLine]:
        asking = self._facts.relevant(asked.person.id, asked.text, MOST_FACTS, language=asked.language or "en")
        found = await self._in_time("facts", asking) or ()
        zone, who = asked.person.zone, asked.person.name
        return [
            KnownLine(fact.text, who, _local(fact.learned_at, zone), fact.category)
            for fact in found
            if asked.private or not fact.private
        ]

    async def _recalled(self, asked: Asked) -> Sequence[KnownLine]:
        if self._recall is None:
            return ()
        asking = self._recall.recall(
            asked.person.id,
            asked.text,
            now=asked.now,
            budget_tokens=self.budget.recalled,
            exclude_session=asked.session,
            heard_by_others=not asked.private,
        )
        found = await self._in_time("recall", asking) or ()
        zone = asked.person.zone
        return [
            KnownLine(r.text, r.who, _local(r.said_at, zone), f"{r.why}; no longer so" if r.is_outdated else r.why)
            for r in found
        ]

    async def _names(self, asked: Asked) -> Sequence[str]:
        if self._entities is None:
            return ()
        found = await self._in_time("names", self._entities.named_in(asked.person.id, asked.text)) or ()
        return [_described(entity) for entity in found[:MOST_ENTITIES]]

    async def _in_time(self, what: str, asking: Awaitable[T]) -> T | None:
        try:
            async with asyncio.timeout(self._deadline_s):
                found = await asking
        except (DatabaseUnavailable, TimeoutError) as error:
            self._missing[what] = str(error) or f"not within {self._deadline_s:g} s"
            log.warning("an answer goes without something", what=what, why=self._missing[what])
            return None
        self._missing.pop(what, None)
        return found


def _described(entity: Entity) -> str:
    """A name with what is known of it: "Rex (other; dog)"."""
    relations = [f"{relation} of {whom}" if whom else relation for relation, whom in entity.relations]
    return f"{entity.name} ({'; '.join((entity.kind.lower(), *relations))})"


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone)
