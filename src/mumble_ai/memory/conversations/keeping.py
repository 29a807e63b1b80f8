"""Stores one exchange, its session and its topic: all or nothing, and once, however often it is delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Interval, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.conversations import topic_tracking
from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.memory.conversations.session_policy import (
    KnownSession,
    SessionPolicy,
    SessionState,
    session_of,
    state_at,
)
from mumble_ai.memory.conversations.topic_tracking import Evidence
from mumble_ai.storage import jobs
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Message, Person, Session

SETTLE_JOB: Final = "settle-exchange"
"""Job that makes something of new messages: `person_id`, and `message_ids` in the order they were said."""
LONGEST_TEXT: Final = 20_000
"""Characters of a message that are kept."""
_LOOKED_BACK: Final = 12


class Unknown(Exception):
    """Nobody has this id (any more)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an exchange.

    Attributes:
        messages: In the order they were said; none where it had been stored before.
    """

    session_id: UUID
    messages: tuple[Message, ...]


async def keep(
    session: AsyncSession,
    exchange: SpokenExchange,
    evidence: Evidence,
    *,
    policy: SessionPolicy,
    now: datetime,
) -> Kept:
    """Stores an exchange.

    Args:
        session: One of `exchange.person_id`; others that store something of this person's wait until it ends.

    Raises:
        Unknown: The person is not known (any more).
    """
    if await session.scalar(select(Person.id).with_for_update()) is None:
        raise Unknown(f"nobody has the id {exchange.person_id}")
    ids = (exchange.question_id, exchange.answer_id)
    if stored := await session.scalar(select(Message.session_id).where(Message.id.in_(ids)).limit(1)):
        return Kept(stored, ())
    talk, is_new = await _session_of(session, exchange, policy, now)
    topic_id = await topic_tracking.place(
        session, evidence, exchange.said_at, is_new_session=is_new, private=exchange.private
    )
    messages = _messages(exchange, talk.id, topic_id)
    session.add_all(messages)
    talk.message_count += len(messages)
    await session.flush()
    if messages:
        said = [str(message.id) for message in messages]
        await jobs.defer(session, SETTLE_JOB, person_id=str(exchange.person_id), message_ids=said)
    return Kept(talk.id, messages)


async def tend(session: AsyncSession, policy: SessionPolicy, now: datetime) -> None:
    """Notes which sessions have become idle or closed by now."""
    quiet, over = now - policy.timeout, now - policy.end
    closing = update(Session).where(Session.state != SessionState.CLOSED, Session.last_active_at <= over)
    await session.execute(
        closing.values(state=SessionState.CLOSED, closed_at=Session.last_active_at + literal(policy.end, Interval())),
        execution_options={"synchronize_session": False},
    )
    resting = update(Session).where(Session.state == SessionState.ACTIVE, Session.last_active_at <= quiet)
    await session.execute(resting.values(state=SessionState.IDLE), execution_options={"synchronize_session": False})


async def _session_of(
    session: AsyncSession, exchange: SpokenExchange, policy: SessionPolicy, now: datetime
) -> tuple[Session, bool]:
    at_door = select(Session).where(Session.door == exchange.door).order_by(Session.started_at.desc())
    rows = {row.id: row for row in await session.scalars(at_door.limit(_LOOKED_BACK))}
    known = [KnownSession(row.id, row.started_at, row.last_active_at) for row in rows.values()]
    fitting = session_of(exchange.asked_at, known, policy)
    row = rows[fitting.id] if fitting else _new_session(exchange)
    row.last_active_at = max(row.last_active_at, exchange.said_at)
    rows[row.id] = row
    latest = max(rows.values(), key=lambda r: r.started_at)
    for other in rows.values():
        if other is not latest and (other.state != SessionState.CLOSED or other is row):
            _set_state(other, SessionState.CLOSED, policy)
    session.add_all([other for other in rows.values() if other is not latest])
    await session.flush()
    _set_state(latest, state_at(latest.last_active_at, now, policy), policy)
    session.add(latest)
    await session.flush()
    return row, fitting is None


def _new_session(exchange: SpokenExchange) -> Session:
    return Session(
        id=new_id(),
        door=exchange.door,
        state=SessionState.ACTIVE,
        started_at=exchange.asked_at,
        last_active_at=exchange.said_at,
        message_count=0,
    )


def _set_state(row: Session, state: SessionState, policy: SessionPolicy) -> None:
    row.state = state
    row.closed_at = row.last_active_at + policy.end if state is SessionState.CLOSED else None


def _messages(exchange: SpokenExchange, session_id: UUID, topic_id: UUID | None) -> tuple[Message, ...]:
    def message(message_id: UUID, role: str, text: str, said_at: datetime) -> Message:
        return Message(
            id=message_id,
            session_id=session_id,
            topic_id=topic_id,
            turn_id=exchange.turn_id,
            role=role,
            kind="voice" if exchange.spoken else "text",
            door=exchange.door,
            channel=exchange.channel,
            private=exchange.private,
            text=text,
            interrupted=exchange.interrupted and role == "assistant",
            said_at=said_at,
        )

    asked, heard = _storable(exchange.asked_text), _storable(exchange.heard_text)
    question = (message(exchange.question_id, "user", asked, exchange.asked_at),) if asked else ()
    answer = (message(exchange.answer_id, "assistant", heard, exchange.said_at),) if heard else ()
    return question + answer


def _storable(text: str) -> str:
    """PostgreSQL keeps any character but NUL."""
    return text.replace("\0", "").strip()[:LONGEST_TEXT]
