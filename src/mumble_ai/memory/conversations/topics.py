"""Topics to look through and to set right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import func, select, tuple_, update

from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Message, Person, Topic

LARGEST_PAGE: Final = 200
LONGEST_LABEL: Final = 120
MOST_TERMS: Final = 8

State = Literal["active", "switched", "resolved"]
Key = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class TopicCard:
    """Something a person talks about; see `storage.tables.conversations.Topic`.

    Attributes:
        terms: The words that stand for it most.
        messages: How many messages are about it.
    """

    id: UUID
    label: str
    state: str
    started_at: datetime
    last_said_at: datetime
    resolved_at: datetime | None
    exchanges: int
    terms: tuple[str, ...]
    messages: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Topics, those talked about last first."""

    topics: tuple[TopicCard, ...]
    next: Key | None


class NoSuchTopic(LookupError):
    """The person has no topic of this id."""


class Topics:
    """The topics of a person."""

    def __init__(self, db: Database, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._db = db
        self._now = now

    async def page(
        self,
        person_id: UUID,
        *,
        state: State | None = None,
        text: str = "",
        after: Key | None = None,
        limit: int = 50,
        heard_by_others: bool = False,
    ) -> TopicPage:
        """One page of topics.

        Args:
            text: Characters of the label.
            heard_by_others: What was talked about in private is left out.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(limit, LARGEST_PAGE))
        query = select(Topic).order_by(Topic.last_said_at.desc(), Topic.id.desc()).limit(limit + 1)
        query = query.where(Topic.state == state) if state else query
        if text.strip():
            query = query.where(Topic.label.icontains(text.strip(), autoescape=True))
        if heard_by_others:
            query = query.where(Topic.private.is_(False))
        if after:
            query = query.where(tuple_(Topic.last_said_at, Topic.id) < tuple_(*after))
        async with self._db.person(person_id) as session:
            rows = (await session.scalars(query)).all()
            ids = [row.id for row in rows[:limit]]
            counted = select(Message.topic_id, func.count()).where(Message.topic_id.in_(ids))
            counts = {row[0]: row[1] for row in await session.execute(counted.group_by(Message.topic_id))}
        last = rows[limit - 1] if len(rows) > limit else None
        cards = tuple(_card(row, counts.get(row.id, 0)) for row in rows[:limit])
        return TopicPage(cards, (last.last_said_at, last.id) if last else None)

    async def states(self, person_id: UUID) -> Mapping[str, int]:
        """How many topics are in each state.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            found = await session.execute(select(Topic.state, func.count()).group_by(Topic.state))
            return {row[0]: row[1] for row in found}

    async def change(
        self, person_id: UUID, topic_id: UUID, *, label: str | None = None, state: State | None = None
    ) -> None:
        """Gives a topic another label or state; one that becomes active leaves the one that was.

        Raises:
            NoSuchTopic: The person has none of this id.
            ValueError: The label is empty or too long.
            DatabaseUnavailable: Nothing is changed.
        """
        plain = " ".join(label.split()) if label is not None else None
        if plain is not None and not 0 < len(plain) <= LONGEST_LABEL:
            raise ValueError(f"a topic needs a label of 1 to {LONGEST_LABEL} characters")
        async with self._db.person(person_id) as session:
            await session.scalar(select(Person.id).with_for_update())
            row = await session.get(Topic, topic_id)
            if row is None:
                raise NoSuchTopic("there is no such topic any more")
            if plain is not None:
                row.label = plain
            if state == "active":
                left = update(Topic).where(Topic.state == "active", Topic.id != topic_id)
                await session.execute(left.values(state="switched"))
            if state is not None:
                row.state = state
                row.resolved_at = self._now() if state == "resolved" else None


def _card(row: Topic, messages: int) -> TopicCard:
    terms = sorted(row.terms, key=lambda term: -row.terms[term])[:MOST_TERMS]
    moments = (row.started_at, row.last_said_at, row.resolved_at)
    return TopicCard(row.id, row.label, row.state, *moments, row.exchanges, tuple(terms), messages)
