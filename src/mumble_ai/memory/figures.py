"""How much was said and is kept: figures without a word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import EntityRow, FactRow, Message, Person, Session


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts.

    Attributes:
        voice, text: Messages by how they were said, the assistant's included.
        turns_today: Questions since the beginning of the day.
        talks: Sessions.
        facts: Those that hold now.
    """

    people: int
    messages: int
    voice: int
    text: int
    turns_today: int
    talks: int
    facts: int
    entities: int


async def figures_of(db: Database, person_id: UUID, today: datetime) -> Figures:
    """The figures of one person.

    Args:
        today: When the day began.

    Raises:
        DatabaseUnavailable: PostgreSQL can't be used now.
    """
    async with db.person(person_id) as session:
        return await _count(session, today)


async def figures_of_all(db: Database, today: datetime) -> Figures:
    """The figures of everybody together.

    Args:
        today: When the day began.

    Raises:
        DatabaseUnavailable: PostgreSQL can't be used now.
    """
    async with db.everybody("counts for the owner, without a word of what was said") as session:
        return await _count(session, today)


async def _count(session: AsyncSession, today: datetime) -> Figures:
    spoken = await session.execute(select(Message.kind, func.count(Message.id)).group_by(Message.kind))
    by_kind = {str(kind): int(count) for kind, count in spoken}
    asked = select(func.count(Message.id)).where(Message.role == "user", Message.said_at >= today)
    holding = select(func.count(FactRow.id)).where(FactRow.withdrawn_at.is_(None), FactRow.valid_until.is_(None))
    return Figures(
        people=await session.scalar(select(func.count(Person.id)).where(Person.role != "guest")) or 0,
        messages=sum(by_kind.values()),
        voice=by_kind.get("voice", 0),
        text=by_kind.get("text", 0),
        turns_today=await session.scalar(asked) or 0,
        talks=await session.scalar(select(func.count(Session.id))) or 0,
        facts=await session.scalar(holding) or 0,
        entities=await session.scalar(select(func.count(EntityRow.id))) or 0,
    )
