"""What people told about themselves and what is theirs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, false, func, text, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson
from mumble_ai.storage.ids import new_id


class FactRow(OwnedByPerson, Base):
    """One thing somebody told, with the time it holds for and the time it was learned.

    A fact is never overwritten: a newer value ends it (`valid_until`), a correction withdraws it (`withdrawn_at`).

    Attributes:
        subject: Whom or what it is about, as a key: `me`, `dog`, `anna`, `spare key`.
        attribute: What of it, as a key: `home`, `name`, `likes`, `shoe size`.
        value: As it was said.
        value_key: The value in lower case without articles, to compare.
        is_so: False where the person said that it is not so ("I don't like coffee").
        is_single: Whether only one value can hold at a time.
        text: A whole sentence, in the first person.
        quote: The person's own words that it comes from.
        words: Stems of all its words, to find it by.
        private: Whether it was told in private.
        source_message_id: The message it was first told in; None where that was not stored. No foreign key: a fact
            that is noted at once is stored before its message.
        valid_from: Since when it holds; None: for as long as can be said.
        valid_until: Until when it held; None: it still does.
        learned_at: When it was told.
        told_at: When it was last told.
        told_count: How often.
        withdrawn_at: When it turned out never to have been so.
        superseded_by: The fact that ended it.
    """

    __tablename__ = "facts"
    __table_args__ = (
        CheckConstraint(
            "category IN ('schedule', 'fact', 'task', 'preference', 'reminder', 'other')",
            name="category",
        ),
        CheckConstraint("importance BETWEEN 1 AND 10", name="importance"),
        CheckConstraint("quote <> ''", name="quote"),
        CheckConstraint("subject <> '' AND attribute <> '' AND value <> ''", name="statement"),
        CheckConstraint("valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until", name="validity"),
        CheckConstraint("told_count > 0", name="told_count"),
        Index(
            "uq_facts_single",
            "person_id",
            "subject",
            "attribute",
            unique=True,
            postgresql_where=text("is_single AND valid_until IS NULL AND withdrawn_at IS NULL"),
        ),
        Index("ix_facts_person_id_subject_attribute", "person_id", "subject", "attribute"),
        Index("ix_facts_words", "words", postgresql_using="gin"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    subject: Mapped[str]
    attribute: Mapped[str]
    value: Mapped[str] = mapped_column(Text)
    value_key: Mapped[str] = mapped_column(Text)
    is_so: Mapped[bool] = mapped_column(default=True, server_default=true())
    is_single: Mapped[bool] = mapped_column(default=False, server_default=false())
    text: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    category: Mapped[str]
    importance: Mapped[int]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    private: Mapped[bool] = mapped_column(default=False, server_default=false())
    entity_id: Mapped[UUID | None] = mapped_column(ForeignKey("entities.id", ondelete="SET NULL"), index=True)
    source_message_id: Mapped[UUID | None] = mapped_column(index=True)
    valid_from: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    learned_at: Mapped[datetime]
    told_at: Mapped[datetime]
    told_count: Mapped[int] = mapped_column(default=1, server_default="1")
    withdrawn_at: Mapped[datetime | None]
    superseded_by: Mapped[UUID | None] = mapped_column(ForeignKey("facts.id", ondelete="SET NULL"), index=True)


class FactSource(OwnedByPerson, Base):
    """A message in which a fact was told; the same message counts once."""

    __tablename__ = "fact_sources"

    fact_id: Mapped[UUID] = mapped_column(ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    said_at: Mapped[datetime]


class Extraction(OwnedByPerson, Base):
    """A message that was read for facts; it is read once.

    Attributes:
        extractor: `rules`, or the name of a language model.
        found: How many statements it held.
        refused: How many a language model made up: they are not in the person's words.
    """

    __tablename__ = "extractions"
    __table_args__ = (CheckConstraint("found >= 0 AND refused >= 0", name="counts"),)

    message_id: Mapped[UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    extractor: Mapped[str]
    found: Mapped[int]
    refused: Mapped[int] = mapped_column(default=0, server_default="0")
    extracted_at: Mapped[datetime] = mapped_column(server_default=func.now())
