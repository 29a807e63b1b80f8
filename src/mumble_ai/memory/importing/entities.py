"""Names that the first system found in messages."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.extraction.grammar import grammar_of
from mumble_ai.memory.importing.first_system import OldMention
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import EntityAlias, EntityMention, EntityRow, Message

_KINDS: Final = frozenset({"PERSON", "PLACE", "ORGANIZATION", "DATE", "TIME", "EVENT", "OTHER"})


async def add_mention(session: AsyncSession, mention: OldMention, message_id: UUID) -> bool:
    """Keeps that a message names somebody or something; True where that was not known.

    Args:
        session: One of the person whose message it is.
        message_id: What is not kept is not mentioned in.
    """
    said_at = await session.scalar(select(Message.said_at).where(Message.id == message_id))
    if said_at is None:
        return False
    keys = {name: grammar_of("en").words.name_key(name) for name in (mention.name, mention.text)}
    entity_id = await session.scalar(select(EntityAlias.entity_id).where(EntityAlias.key.in_(keys.values())).limit(1))
    if entity_id is None:
        kind = mention.kind if mention.kind in _KINDS else "OTHER"
        entity = EntityRow(id=new_id(), kind=kind, name=mention.name, first_seen_at=said_at, last_seen_at=said_at)
        session.add(entity)
        await session.flush()
        entity_id = entity.id
    for name, key in keys.items():
        known = insert(EntityAlias).values(id=new_id(), entity_id=entity_id, name=name, key=key)
        await session.execute(known.on_conflict_do_nothing())
    added = insert(EntityMention).values(
        entity_id=entity_id, message_id=message_id, text=mention.text, confidence=mention.confidence, said_at=said_at
    )
    return await session.scalar(added.on_conflict_do_nothing().returning(EntityMention.entity_id)) is not None
