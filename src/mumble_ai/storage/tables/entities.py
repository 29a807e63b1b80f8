"""Whom and what people talk about: people, places, organisations and other names."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import REAL
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson
from mumble_ai.storage.ids import new_id


class EntityRow(OwnedByPerson, Base):
    """Somebody or something with a name, as one person talks about it.

    Attributes:
        kind: `PERSON`, `PLACE`, `ORGANIZATION`, `DATE`, `TIME`, `EVENT` or `OTHER`.
        name: The fullest name it was given.
    """

    __tablename__ = "entities"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('PERSON', 'PLACE', 'ORGANIZATION', 'DATE', 'TIME', 'EVENT', 'OTHER')",
            name="kind",
        ),
        CheckConstraint("name <> ''", name="name"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    name: Mapped[str]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class EntityAlias(OwnedByPerson, Base):
    """One way an entity is called. A name stands for one entity of a person.

    Attributes:
        key: The name in lower case, without accents and titles.
    """

    __tablename__ = "entity_aliases"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    entity_id: Mapped[UUID] = mapped_column(ForeignKey("entities.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    key: Mapped[str]


class EntityMention(OwnedByPerson, Base):
    """A message that speaks of an entity.

    Attributes:
        text: The words that name it.
        confidence: From 0 to 1.
    """

    __tablename__ = "entity_mentions"
    __table_args__ = (
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        Index("ix_entity_mentions_entity_id_said_at", "entity_id", "said_at"),
    )

    entity_id: Mapped[UUID] = mapped_column(ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[UUID] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    text: Mapped[str]
    confidence: Mapped[float] = mapped_column(REAL)
    said_at: Mapped[datetime]


class EntityRelation(OwnedByPerson, Base):
    """What an entity is to somebody: "Anna is a sister of mine".

    Attributes:
        relation: A noun, such as `sister`.
        of_entity_id: Whose; None for the person's own.
    """

    __tablename__ = "entity_relations"
    __table_args__ = (
        CheckConstraint("relation <> ''", name="relation"),
        Index(
            "uq_entity_relations",
            "entity_id",
            "relation",
            "of_entity_id",
            unique=True,
            postgresql_where=text("of_entity_id IS NOT NULL"),
        ),
        Index(
            "uq_entity_relations_own",
            "entity_id",
            "relation",
            unique=True,
            postgresql_where=text("of_entity_id IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    entity_id: Mapped[UUID] = mapped_column(ForeignKey("entities.id", ondelete="CASCADE"))
    relation: Mapped[str]
    of_entity_id: Mapped[UUID | None] = mapped_column(ForeignKey("entities.id", ondelete="CASCADE"), index=True)
    learned_at: Mapped[datetime]
