"""Messages of the first system as sessions of talk."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.conversations.session_policy import SessionPolicy
from mumble_ai.memory.importing.first_system import OldMessage
from mumble_ai.storage.tables import Message, Session

_NAMES: Final = UUID("8f0f7e52-3d0c-5c58-9a55-6f1f3a3f0f6e")
_DOOR: Final = "mumble"


async def store(session: AsyncSession, messages: list[OldMessage], policy: SessionPolicy) -> int:
    """Stores messages of one person that are not here yet."""
    ids = {message_id_of(message.user_name, message.number): message for message in messages}
    for known in await session.scalars(select(Message.id).where(Message.id.in_(ids))):
        del ids[known]
    talks: dict[UUID, Session] = {}
    talk = await _last_talk(session)
    for message_id, message in ids.items():
        talk = await _talk_of(session, message, talk, talks, policy)
        talk.message_count += 1
        talk.last_active_at = max(talk.last_active_at, message.said_at)
        if talk.state == "closed":
            talk.closed_at = talk.last_active_at + policy.end
        session.add(
            Message(
                id=message_id,
                session_id=talk.id,
                role=message.role,
                kind=message.kind,
                door=_DOOR,
                text=message.text.strip(),
                said_at=message.said_at,
            )
        )
    await session.flush()
    return len(ids)


async def _last_talk(session: AsyncSession) -> Session | None:
    return await session.scalar(
        select(Session).where(Session.door == _DOOR).order_by(Session.started_at.desc()).limit(1)
    )


async def _talk_of(
    session: AsyncSession, message: OldMessage, last: Session | None, talks: dict[UUID, Session], policy: SessionPolicy
) -> Session:
    """The session the first system names, or without one the last talk where it was not over yet."""
    goes_on = last and last.started_at <= message.said_at < last.last_active_at + policy.end
    if not message.session and last and goes_on:
        return last
    name = message.session or f"of message {message.number}"
    talk_id = _id(f"session {message.user_name.lower()} {name}")
    talk = talks.get(talk_id) or await session.get(Session, talk_id)
    if talk is None:
        talk = Session(
            id=talk_id,
            door=_DOOR,
            state="closed",
            started_at=message.said_at,
            last_active_at=message.said_at,
            closed_at=message.said_at + policy.end,
            message_count=0,
        )
        session.add(talk)
        await session.flush()
    talks[talk_id] = talk
    return talk


def message_id_of(user_name: str, number: int) -> UUID:
    """The id that a message of the first system has here."""
    return _id(f"message {user_name.lower()} {number}")


def _id(what: str) -> UUID:
    """The same id for the same thing, however often it is taken over."""
    return uuid5(_NAMES, what)
