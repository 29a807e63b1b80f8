"""What a memory holds, as the pages see it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from mumble_ai.memory.conversations.history import Said
from mumble_ai.memory.entities.browsing import Known
from mumble_ai.memory.facts.fact import Fact


class MessageView(BaseModel):
    """One message; see `mumble_ai.memory.conversations.history.Said`."""

    id: UUID
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
    topic: str
    topic_state: str


class FactView(BaseModel):
    """One fact; see `mumble_ai.storage.tables.facts.FactRow`.

    Attributes:
        text: A whole sentence, in the first person.
        quote: The words that it comes from.
        is_current: Whether it holds now, as far as was told.
    """

    id: UUID
    subject: str
    attribute: str
    value: str
    text: str
    quote: str
    category: str
    importance: int
    tags: list[str]
    is_so: bool
    is_single: bool
    is_current: bool
    private: bool
    source_message_id: UUID | None
    valid_from: datetime | None
    valid_until: datetime | None
    learned_at: datetime
    told_at: datetime
    told_count: int
    withdrawn_at: datetime | None


class AliasView(BaseModel):
    """One thing that an entity is called."""

    id: UUID
    name: str


class RelationView(BaseModel):
    """What an entity is to whom.

    Attributes:
        of_id: The other entity; null for the person.
    """

    id: UUID
    relation: str
    of_id: UUID | None
    of: str


class EntityView(BaseModel):
    """Somebody or something with a name.

    Attributes:
        mentions: How many messages speak of it.
        facts: How many facts are about it.
    """

    id: UUID
    kind: str
    name: str
    aliases: list[AliasView]
    relations: list[RelationView]
    mentions: int
    facts: int
    first_seen_at: datetime
    last_seen_at: datetime


def message_view(said: Said) -> MessageView:
    """A message."""
    return MessageView(
        id=said.message_id,
        session_id=said.session_id,
        turn_id=said.turn_id,
        role=said.role,
        kind=said.kind,
        door=said.door,
        channel=said.channel,
        private=said.private,
        text=said.text,
        interrupted=said.interrupted,
        said_at=said.said_at,
        topic=said.topic,
        topic_state=said.topic_state,
    )


def fact_view(fact: Fact) -> FactView:
    """A fact."""
    shared = {name: getattr(fact, name) for name in FactView.model_fields if name not in ("tags",)}
    return FactView(**shared, tags=list(fact.tags))


def entity_view(known: Known) -> EntityView:
    """An entity."""
    return EntityView(
        id=known.id,
        kind=known.kind,
        name=known.name,
        aliases=[AliasView(id=alias_id, name=name) for alias_id, name in known.aliases],
        relations=[RelationView(id=r.id, relation=r.relation, of_id=r.of_id, of=r.of) for r in known.relations],
        mentions=known.mentions,
        facts=known.facts,
        first_seen_at=known.first_seen_at,
        last_seen_at=known.last_seen_at,
    )
