"""What the tables alone can't say of two persons who become one: of some things one has but one that is current."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mumble_ai.storage import jobs
from mumble_ai.storage.jobs import Placing
from mumble_ai.storage.outbox import DELIVER_JOB
from mumble_ai.storage.tables import Session, Topic
from mumble_ai.storage.tables.facts import FactRow
from mumble_ai.storage.tables.vectors import Vector, VectorChange


async def end_what_is_open(session: AsyncSession, stays: UUID, goes: UUID, now: datetime) -> None:
    """Ends the sessions and the topic of the one who goes, and the older of two facts that contradict each other."""
    await session.execute(
        update(Session)
        .where(Session.person_id == goes, Session.state != "closed")
        .values(state="closed", closed_at=now)
    )
    await session.execute(
        update(Topic).where(Topic.person_id == goes, Topic.state == "active").values(state="switched")
    )
    one, other = aliased(FactRow), aliased(FactRow)
    contradicting = (
        select(one, other)
        .where(one.person_id == stays, other.person_id == goes)
        .where(one.subject == other.subject, one.attribute == other.attribute, one.value_key != other.value_key)
        .where(one.is_single, one.valid_until.is_(None), one.withdrawn_at.is_(None))
        .where(other.is_single, other.valid_until.is_(None), other.withdrawn_at.is_(None))
    )
    for pair in (await session.execute(contradicting)).all():
        older, newer = sorted(pair, key=lambda fact: fact.told_at)
        older.valid_until = max(now, older.valid_from or now)
        older.superseded_by = newer.id
    await session.flush()


async def vectors_move(session: AsyncSession, stays: UUID, goes: UUID) -> None:
    """Puts into the outbox that the vectors of the one who goes are the other's; to be done before they are moved."""
    await session.execute(insert(VectorChange).values(kind="remove", person_id=goes))
    moved = select(literal("put"), Vector.space, literal(stays), Vector.item_id).where(Vector.person_id == goes)
    await session.execute(insert(VectorChange).from_select(["kind", "space", "person_id", "item_id"], moved))
    await jobs.defer(session, DELIVER_JOB, Placing(once=DELIVER_JOB, one_at_a_time=DELIVER_JOB))
