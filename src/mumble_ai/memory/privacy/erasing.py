"""Forgetting: a person with everything, or some of what they said with whatever was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.privacy.belongings import message_columns
from mumble_ai.storage import outbox
from mumble_ai.storage.tables import (
    EntityMention,
    EntityRow,
    FactRow,
    FactSource,
    Message,
    Person,
    Session,
    Summary,
    SummarySource,
    Topic,
)

_FACTS: Final = frozenset({FactRow, FactSource})


async def erase_person(session: AsyncSession, person_id: UUID) -> None:
    """Deletes a person, by the foreign keys every row of theirs, and by the outbox all of it in the vector index."""
    await outbox.remove(session, person_id)
    await session.execute(delete(Person).where(Person.id == person_id))


async def erase_messages(
    session: AsyncSession, person_id: UUID, message_ids: Sequence[UUID], *, with_facts: bool = True
) -> int:
    """Deletes messages of a person with what was made of them: mentions, summaries, vectors.

    Args:
        session: One of this person.
        with_facts: Whether facts learned from them go, too, and entities only they mention.

    Returns:
        How many messages there were.
    """
    made = select(SummarySource.summary_id).where(SummarySource.message_id.in_(message_ids))
    summaries = (await session.scalars(made)).all()
    await session.execute(delete(Summary).where(Summary.id.in_(summaries)))
    mentioned = select(EntityMention.entity_id).where(EntityMention.message_id.in_(message_ids))
    entities = (await session.scalars(mentioned.distinct())).all() if with_facts else ()
    for owned, column in message_columns():
        if owned in _FACTS and not with_facts:
            continue
        attribute = getattr(owned, owned.__mapper__.get_property_by_column(column).key)
        await session.execute(delete(owned).where(attribute.in_(message_ids)))
    await outbox.remove(session, person_id, message_ids)
    of_them = Message.session_id, Message.topic_id
    gone = (await session.execute(delete(Message).where(Message.id.in_(message_ids)).returning(*of_them))).all()
    await _forget_empty(session, {s for s, _ in gone}, {t for _, t in gone if t})
    still = set(await session.scalars(select(EntityMention.entity_id).where(EntityMention.entity_id.in_(entities))))
    await session.execute(delete(EntityRow).where(EntityRow.id.in_(set(entities) - still)))
    return len(gone)


async def _forget_empty(session: AsyncSession, session_ids: set[UUID], topic_ids: set[UUID]) -> None:
    """Sessions and topics are about messages; without any they are about nothing."""
    for session_id in session_ids:
        left = await session.scalar(select(func.count()).where(Message.session_id == session_id))
        await session.execute(update(Session).where(Session.id == session_id).values(message_count=left))
    await session.execute(delete(Session).where(Session.id.in_(session_ids), Session.message_count == 0))
    still = set(await session.scalars(select(Message.topic_id).where(Message.topic_id.in_(topic_ids)).distinct()))
    await session.execute(delete(Topic).where(Topic.id.in_(topic_ids - still)))
