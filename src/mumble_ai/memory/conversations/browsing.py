"""What was said, to look through: talks, and messages from any place on in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on

from mumble_ai.memory.conversations.history import LARGEST_PAGE, Said, said
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Message, Session, Topic

Key = tuple[datetime, UUID]
"""A place among messages or talks: a moment and an id."""
FIRST_WORDS: Final = 120
"""Characters of the first message of a talk that are shown of it."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which messages; everything left empty is no limit.

    Attributes:
        words: Words that all occur; `"in quotes"` in a row, `or` between alternatives, `-not` this one.
        heard_by_others: What was said in private is left out.
        private: Only what was said in private, or only what was not.
    """

    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    door: str = ""
    role: Literal["", "user", "assistant"] = ""
    session_id: UUID | None = None
    topic_id: UUID | None = None
    private: bool | None = None
    heard_by_others: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Messages in a row, the newest first.

    Attributes:
        older: From where on there are older ones; None where these are the first.
        newer: From where on there are newer ones; None where these are the last.
    """

    messages: tuple[Said, ...]
    older: Key | None
    newer: Key | None


@dataclass(frozen=True, slots=True)
class TalkCard:
    """A session; see `storage.tables.conversations.Session`.

    Attributes:
        began_with: The first words.
    """

    id: UUID
    door: str
    state: str
    started_at: datetime
    last_active_at: datetime
    messages: int
    began_with: str
    has_private: bool


@dataclass(frozen=True, slots=True)
class TalkPage:
    """Talks, the newest first."""

    talks: tuple[TalkCard, ...]
    next: Key | None


class NoSuchMessage(LookupError):
    """The person has no message of this id."""


class HistoryBrowser:
    """Reads what a person said and was told."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def before(self, person_id: UUID, which: Which, place: Key | None, limit: int) -> Stretch:
        """Messages older than a place; the newest of all without one.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(limit, LARGEST_PAGE))
        query = _query(which).order_by(Message.said_at.desc(), Message.id.desc()).limit(limit + 1)
        if place:
            query = query.where(tuple_(Message.said_at, Message.id) < tuple_(*place))
        async with self._db.person(person_id) as session:
            found = [said(*row) for row in await session.execute(query)]
        kept = found[:limit]
        older = _place(kept[-1]) if len(found) > limit else None
        return Stretch(tuple(kept), older, _place(kept[0]) if place and kept else None)

    async def after(self, person_id: UUID, which: Which, place: Key, limit: int, *, inclusive: bool = False) -> Stretch:
        """Messages newer than a place, those next to it.

        Args:
            inclusive: With the message at that place.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(limit, LARGEST_PAGE))
        here = tuple_(Message.said_at, Message.id)
        beyond = here >= tuple_(*place) if inclusive else here > tuple_(*place)
        query = _query(which).where(beyond).order_by(Message.said_at, Message.id).limit(limit + 1)
        async with self._db.person(person_id) as session:
            found = [said(*row) for row in await session.execute(query)]
        kept = found[:limit][::-1]
        newer = _place(kept[0]) if len(found) > limit else None
        return Stretch(tuple(kept), _place(kept[-1]) if kept else None, newer)

    async def around(self, person_id: UUID, which: Which, message_id: UUID, limit: int) -> Stretch:
        """A message with those before and after it.

        Raises:
            NoSuchMessage: The person has none of this id.
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            row = await session.get(Message, message_id)
        if row is None or (which.heard_by_others and row.private):
            raise NoSuchMessage("this message is not kept any more")
        place = (row.said_at, row.id)
        newer = await self.after(person_id, which, place, limit // 2 + 1, inclusive=True)
        older = await self.before(person_id, which, place, limit // 2)
        return Stretch((*newer.messages, *older.messages), older.older, newer.newer)

    async def talks(
        self,
        person_id: UUID,
        *,
        door: str = "",
        after: Key | None = None,
        limit: int = 30,
        heard_by_others: bool = False,
    ) -> TalkPage:
        """One page of talks.

        Args:
            heard_by_others: Talks that were in private altogether are left out.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(limit, LARGEST_PAGE))
        query = select(Session).order_by(Session.started_at.desc(), Session.id.desc()).limit(limit + 1)
        query = query.where(Session.door == door) if door else query
        if heard_by_others:
            openly = select(Message.id).where(Message.session_id == Session.id, Message.private.is_(False))
            query = query.where(openly.exists())
        if after:
            query = query.where(tuple_(Session.started_at, Session.id) < tuple_(*after))
        async with self._db.person(person_id) as session:
            rows = (await session.scalars(query)).all()
            ids = [row.id for row in rows[:limit]]
            words = func.substr(Message.text, 1, FIRST_WORDS)
            of_these = select(Message.session_id, words).where(Message.session_id.in_(ids))
            of_these = of_these.where(Message.private.is_(False)) if heard_by_others else of_these
            firsts = of_these.ext(distinct_on(Message.session_id)).order_by(
                Message.session_id, Message.said_at, Message.id
            )
            began = {row[0]: row[1] for row in await session.execute(firsts)}
            in_private = select(Message.session_id).where(Message.session_id.in_(ids), Message.private)
            private = set(await session.scalars(in_private.distinct()))
        last = rows[limit - 1] if len(rows) > limit else None
        cards = tuple(_card(row, began.get(row.id, ""), has_private=row.id in private) for row in rows[:limit])
        return TalkPage(cards, (last.started_at, last.id) if last else None)


def _card(row: Session, began_with: str, *, has_private: bool) -> TalkCard:
    moments = (row.started_at, row.last_active_at)
    return TalkCard(row.id, row.door, row.state, *moments, row.message_count, began_with, has_private)


def _place(one: Said) -> Key:
    return one.said_at, one.message_id


def _query(which: Which) -> Select[Message, str, str]:
    of_topic = Topic.id == Message.topic_id
    of_topic = and_(of_topic, Topic.private.is_(False)) if which.heard_by_others else of_topic
    query = select(Message, Topic.label, Topic.state).join(Topic, of_topic, isouter=True)
    if which.words.strip():
        query = query.where(Message.words.op("@@")(func.websearch_to_tsquery("simple", which.words)))
    if which.since:
        query = query.where(Message.said_at >= which.since)
    if which.until:
        query = query.where(Message.said_at < which.until)
    if which.session_id:
        query = query.where(Message.session_id == which.session_id)
    if which.topic_id:
        query = query.where(Message.topic_id == which.topic_id)
    if which.door:
        query = query.where(Message.door == which.door)
    if which.role:
        query = query.where(Message.role == which.role)
    if which.private is not None:
        query = query.where(Message.private.is_(which.private))
    if which.heard_by_others:
        query = query.where(Message.private.is_(False))
    return query
