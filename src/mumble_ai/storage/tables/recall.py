"""What recall keeps of each message: its words as numbers, and its tokens as a language model sees them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, SmallInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson


class RecallEntry(OwnedByPerson, Base):
    """One message as keyword search sees it.

    Attributes:
        place: Running number among the person's messages; neighbours in a talk have neighbouring places.
        session_id: The session it was said in.
        who: Who said it, by name; empty for the assistant.
        terms: Its stemmed words, each once, as numbers that differ from person to person (`recall.terms`).
        length: How many words it has, those that say nothing left out.
        signs: What it is like (`recall.signs`).
        space: The model that made its vector and tokens; empty while there are none.
    """

    __tablename__ = "recall_entries"
    __table_args__ = (
        CheckConstraint("place >= 0", name="place"),
        CheckConstraint("length >= 0", name="length"),
        UniqueConstraint("person_id", "place"),
        Index("ix_recall_entries_space", "space"),
    )

    message_id: Mapped[UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    session_id: Mapped[UUID]
    place: Mapped[int] = mapped_column(Integer)
    who: Mapped[str] = mapped_column(default="", server_default="")
    terms: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    length: Mapped[int] = mapped_column(SmallInteger)
    signs: Mapped[int] = mapped_column(SmallInteger)
    said_at: Mapped[datetime]
    space: Mapped[str] = mapped_column(default="", server_default="")


class RecallTokens(OwnedByPerson, Base):
    """The token vectors of one message, for late interaction.

    Attributes:
        space: The model that made them.
        tokens: Unit vectors of the telling tokens, four bits a dimension (`recall.token_matrix`).
    """

    __tablename__ = "recall_tokens"

    message_id: Mapped[UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    space: Mapped[str]
    tokens: Mapped[bytes] = mapped_column(LargeBinary)
