"""Facts to look through: a page at a time, one with where it was told and what it replaced, and likely duplicates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_

from mumble_ai.memory.conversations.history import Said, said
from mumble_ai.memory.facts.fact import Fact, fact_of
from mumble_ai.memory.facts.likeness import alike
from mumble_ai.memory.facts.store import MOST_FACTS
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import FactRow, FactSource, Message

LARGEST_PAGE: Final = 200
MOST_SOURCES: Final = 50
MOST_GROUPS: Final = 50

State = Literal["current", "past", "all"]
Order = Literal["newest", "important"]
Key = tuple[int, datetime, UUID]
"""Where a page ends: importance, when it was told, id."""

_CURRENT: Final = (FactRow.valid_until.is_(None), FactRow.withdrawn_at.is_(None))


@dataclass(frozen=True, slots=True)
class FactSearch:
    """What to look for; everything left empty is no limit.

    Attributes:
        text: Characters of the sentence, the person's own words or the value.
        least_importance: 1 to 10.
        state: `past` facts have ended or were withdrawn.
        since: Told at this moment or later.
        until: Told before this moment.
        entity_id: About this entity.
        heard_by_others: What was told in private is left out.
        limit: Facts a page, at most `LARGEST_PAGE`.
        after: `FactPage.next` of the page before.
    """

    text: str = ""
    category: str = ""
    tag: str = ""
    least_importance: int = 1
    state: State = "current"
    since: datetime | None = None
    until: datetime | None = None
    entity_id: UUID | None = None
    heard_by_others: bool = False
    order: Order = "newest"
    limit: int = 50
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class FactPage:
    """Facts in the order that was asked for.

    Attributes:
        next: Where the next page begins; None after the last one.
    """

    facts: tuple[Fact, ...]
    next: Key | None


@dataclass(frozen=True, slots=True)
class FactStory:
    """A fact with all that belongs to it.

    Attributes:
        told_in: Messages in which it was told, the newest first.
        earlier: What it replaced, the newest first.
        later: What replaced it; None where it still holds.
    """

    fact: Fact
    told_in: tuple[Said, ...]
    earlier: tuple[Fact, ...]
    later: Fact | None


@dataclass(frozen=True, slots=True)
class FactCounts:
    """How many facts hold now, in all and by kind.

    Attributes:
        past: How many ended or were withdrawn.
    """

    current: int = 0
    past: int = 0
    categories: Mapping[str, int] = field(default_factory=dict[str, int])
    tags: Mapping[str, int] = field(default_factory=dict[str, int])


class NoSuchFact(LookupError):
    """The person has no fact of this id."""


class FactBrowser:
    """Reads the facts of a person."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(self, person_id: UUID, wanted: FactSearch) -> FactPage:
        """One page of what was looked for.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(wanted.limit, LARGEST_PAGE))
        async with self._db.person(person_id) as session:
            rows = (await session.scalars(_query(wanted).limit(limit + 1))).all()
        facts = tuple(map(fact_of, rows[:limit]))
        last = facts[-1] if len(rows) > limit else None
        return FactPage(facts, (last.importance, last.learned_at, last.id) if last else None)

    async def counts(self, person_id: UUID, *, heard_by_others: bool = False) -> FactCounts:
        """How many there are of each kind.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        open_ones = (FactRow.private.is_(False),) if heard_by_others else ()
        tag = func.unnest(FactRow.tags).label("tag")
        async with self._db.person(person_id) as session:
            kinds = await session.execute(
                select(FactRow.category, func.count()).where(*_CURRENT, *open_ones).group_by(FactRow.category)
            )
            tags = await session.execute(
                select(tag, func.count()).select_from(FactRow).where(*_CURRENT, *open_ones).group_by(tag)
            )
            every = await session.scalar(select(func.count()).select_from(FactRow).where(*open_ones)) or 0
            categories: dict[str, int] = {row[0]: row[1] for row in kinds}
            by_tag: list[tuple[str, int]] = [(row[0], row[1]) for row in tags]
        current = sum(categories.values())
        return FactCounts(current, every - current, categories, dict(sorted(by_tag, key=lambda one: (-one[1], one[0]))))

    async def story(self, person_id: UUID, fact_id: UUID, *, heard_by_others: bool = False) -> FactStory:
        """A fact with where it was told, what it replaced and what replaced it.

        Raises:
            NoSuchFact: The person has none of this id.
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            row = await session.get(FactRow, fact_id)
            if row is None or (heard_by_others and row.private):
                raise NoSuchFact("there is no such fact; it may have been forgotten")
            told = select(FactSource.message_id).where(FactSource.fact_id == fact_id)
            messages = select(Message).where(or_(Message.id.in_(told), Message.id == row.source_message_id))
            earlier = select(FactRow).where(FactRow.superseded_by == fact_id)
            later = select(FactRow).where(FactRow.id == row.superseded_by)
            if heard_by_others:
                messages = messages.where(Message.private.is_(False))
                earlier = earlier.where(FactRow.private.is_(False))
                later = later.where(FactRow.private.is_(False))
            found = await session.scalars(messages.order_by(Message.said_at.desc()).limit(MOST_SOURCES))
            before = await session.scalars(earlier.order_by(FactRow.learned_at.desc()))
            after = (await session.scalars(later)).first()
            return FactStory(
                fact_of(row),
                tuple(said(message) for message in found),
                tuple(map(fact_of, before)),
                fact_of(after) if after else None,
            )

    async def duplicates(self, person_id: UUID) -> list[Sequence[Fact]]:
        """Groups of facts that hold now and seem to say the same, those told most often first.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            newest = select(FactRow).where(*_CURRENT).order_by(FactRow.learned_at.desc()).limit(MOST_FACTS)
            facts = list(map(fact_of, await session.scalars(newest)))
        return alike(facts)[:MOST_GROUPS]


def _query(wanted: FactSearch) -> Select[Any]:
    query = select(FactRow).where(*_limits(wanted))
    if wanted.order == "important":
        query = query.order_by(FactRow.importance.desc())
        if wanted.after:
            last = tuple_(FactRow.importance, FactRow.learned_at, FactRow.id) < tuple_(*wanted.after)
            query = query.where(last)
    elif wanted.after:
        query = query.where(tuple_(FactRow.learned_at, FactRow.id) < tuple_(*wanted.after[1:]))
    return query.order_by(FactRow.learned_at.desc(), FactRow.id.desc())


def _limits(wanted: FactSearch) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = [FactRow.importance >= wanted.least_importance]
    if wanted.state == "current":
        limits += _CURRENT
    elif wanted.state == "past":
        limits.append(or_(FactRow.valid_until.is_not(None), FactRow.withdrawn_at.is_not(None)))
    if wanted.text.strip():
        sought = wanted.text.strip()
        columns = (FactRow.text, FactRow.quote, FactRow.value, FactRow.subject)
        limits.append(or_(*(column.icontains(sought, autoescape=True) for column in columns)))
    if wanted.category:
        limits.append(FactRow.category == wanted.category)
    if wanted.tag:
        limits.append(FactRow.tags.contains([wanted.tag]))
    if wanted.since:
        limits.append(FactRow.learned_at >= wanted.since)
    if wanted.until:
        limits.append(FactRow.learned_at < wanted.until)
    if wanted.entity_id:
        limits.append(FactRow.entity_id == wanted.entity_id)
    if wanted.heard_by_others:
        limits.append(FactRow.private.is_(False))
    return limits
