"""What the tables alone can't say of two persons who become one: of some things one has but one that is current."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mumble_ai.memory.recall.index import EMBED_JOB, SWEEP
from mumble_ai.storage import jobs, outbox
from mumble_ai.storage.tables import FactRow, RecallEntry, RecallTokens, Session, Topic


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


async def find_anew(session: AsyncSession, stays: UUID, goes: UUID) -> None:
    """Drops what recall made of the messages of the one who goes, since it is made for one person, and has it made
    for the one who stays; to be done before the messages are moved."""
    messages = (await session.scalars(select(RecallEntry.message_id).where(RecallEntry.person_id == goes))).all()
    for made in (RecallEntry, RecallTokens):
        await session.execute(delete(made).where(made.person_id == goes))
    await outbox.remove(session, goes)
    for first in range(0, len(messages), SWEEP):
        ids = [str(message_id) for message_id in messages[first : first + SWEEP]]
        await jobs.defer(session, EMBED_JOB, person_id=str(stays), message_ids=ids)
