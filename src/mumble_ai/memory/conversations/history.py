"""What one person said and was told, read back: the last messages, a search, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.storage.tables import Message, Session, Topic

LARGEST_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Said:
    """One message.

    Attributes:
        session_id: None where it was read from the cache.
        role: `user` or `assistant`.
        kind: `voice` or `text`.
        topic: Label of its topic; empty for none.
        topic_state: `active`, `switched` or `resolved`; empty for none.
    """

    message_id: UUID
    session_id: UUID | None
    turn_id: str
    role: str
    kind: str
    door: str
    channel: str
    private: bool
    text: str
    interrupted: bool
    said_at: datetime
    topic: str = ""
    topic_state: str = ""


@dataclass(frozen=True, slots=True)
class HistorySearch:
    """What to look for; everything left empty is no limit.

    Attributes:
        words: Words that all occur; `"in quotes"` in a row, `or` between alternatives, `-not` this one.
        since: The first moment.
        until: The first moment after.
        door: `mumble`, `sip`, `mail`, `web`.
        limit: Messages a page, at most `LARGEST_PAGE`.
        after: `Page.next` of the page before.
    """

    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    door: str = ""
    limit: int = 50
    after: tuple[datetime, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Messages, the newest first.

    Attributes:
        next: Where the next page begins; None after the last one.
    """

    messages: tuple[Said, ...]
    next: tuple[datetime, UUID] | None


async def last_messages(session: AsyncSession, limit: int, *, session_id: UUID | None = None) -> list[Said]:
    """The last messages, oldest first; of one session or of all."""
    wanted = _newest_first()
    if session_id:
        wanted = wanted.where(Message.session_id == session_id)
    return [said(*row) for row in await session.execute(wanted.limit(limit))][::-1]


async def open_session(session: AsyncSession, door: str, not_silent_since: datetime) -> UUID | None:
    """The session at this door that would go on now."""
    return await session.scalar(
        select(Session.id)
        .where(Session.door == door, Session.last_active_at > not_silent_since)
        .order_by(Session.started_at.desc())
        .limit(1)
    )


async def search(session: AsyncSession, wanted: HistorySearch) -> Page:
    """One page of what was looked for."""
    limit = max(1, min(wanted.limit, LARGEST_PAGE))
    query = _newest_first().limit(limit + 1)
    if wanted.words.strip():
        query = query.where(Message.words.op("@@")(func.websearch_to_tsquery("simple", wanted.words)))
    if wanted.since:
        query = query.where(Message.said_at >= wanted.since)
    if wanted.until:
        query = query.where(Message.said_at < wanted.until)
    if wanted.door:
        query = query.where(Message.door == wanted.door)
    if wanted.after:
        query = query.where(tuple_(Message.said_at, Message.id) < tuple_(*wanted.after))
    found = [said(*row) for row in await session.execute(query)]
    more = found[limit - 1] if len(found) > limit else None
    return Page(tuple(found[:limit]), (more.said_at, more.message_id) if more else None)


def _newest_first() -> Select[Message, str, str]:
    return (
        select(Message, Topic.label, Topic.state)
        .join(Topic, Topic.id == Message.topic_id, isouter=True)
        .order_by(Message.said_at.desc(), Message.id.desc())
    )


def said(row: Message, topic: str | None = None, topic_state: str | None = None) -> Said:
    """A row as it is read."""
    return Said(
        message_id=row.id,
        session_id=row.session_id,
        turn_id=row.turn_id,
        role=row.role,
        kind=row.kind,
        door=row.door,
        channel=row.channel,
        private=row.private,
        text=row.text,
        interrupted=row.interrupted,
        said_at=row.said_at,
        topic=topic or "",
        topic_state=topic_state or "",
    )
