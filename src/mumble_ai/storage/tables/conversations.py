"""What was said: sessions, topics, and messages word for word."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Text, false, func, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson
from mumble_ai.storage.ids import new_id


class Session(OwnedByPerson, Base):
    """One stretch of talk of one person at one door.

    Attributes:
        door: Where the talk takes place: `mumble`, `sip`, `mail`, `web`.
        state: `active`; `idle` after a silence; `closed` for good. A person has one session that is not closed a door.
        last_active_at: When the last message was said.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'idle', 'closed')", name="state"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at"),
        CheckConstraint("last_active_at >= started_at", name="order"),
        Index("uq_sessions_open", "person_id", "door", unique=True, postgresql_where=text("state <> 'closed'")),
        Index("ix_sessions_person_id_door_started_at", "person_id", "door", "started_at"),
        Index("ix_sessions_state_last_active_at", "state", "last_active_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    door: Mapped[str]
    state: Mapped[str] = mapped_column(default="active", server_default="active")
    started_at: Mapped[datetime]
    last_active_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    message_count: Mapped[int] = mapped_column(default=0, server_default="0")


class Topic(OwnedByPerson, Base):
    """Something a person talks about, over one session or many.

    Attributes:
        label: A few words, from what was said.
        private: Whether it is of what was said in private; such a topic has no other messages.
        state: `active`: talked about now, one a person; `switched`: left for another one; `resolved`: done with.
        terms: Words of the talk and how much each stands for it.
        centroid: Mean of the exchanges' unit embeddings, little-endian float32, where an embedder was at hand.
        embedder: The model that made it; another model's vectors are not compared with it.
        exchanges: How many exchanges it had.
        strayed: How many of the last ones, in a row, were about something else.
    """

    __tablename__ = "topics"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'switched', 'resolved')", name="state"),
        CheckConstraint("(state = 'resolved') = (resolved_at IS NOT NULL)", name="resolved_at"),
        Index("uq_topics_active", "person_id", unique=True, postgresql_where=text("state = 'active'")),
        Index("ix_topics_person_id_last_said_at", "person_id", "last_said_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    label: Mapped[str]
    private: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str]
    started_at: Mapped[datetime]
    last_said_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    exchanges: Mapped[int]
    strayed: Mapped[int] = mapped_column(default=0, server_default="0")
    terms: Mapped[dict[str, float]] = mapped_column(JSONB, default=dict, server_default=text("'{}'::jsonb"))
    centroid: Mapped[bytes | None]
    embedder: Mapped[str] = mapped_column(default="", server_default="")


class Message(OwnedByPerson, Base):
    """One message, word for word. Of the assistant's, the words that were really heard.

    Attributes:
        turn_id: The turn it belongs to; empty for an imported one.
        kind: `voice` or `text`.
        channel: Path of the channel it was said in; empty for none.
        private: Whether nobody else was to hear or read it.
        interrupted: Whether the assistant was stopped before it had said all.
        said_at: When it was asked, or when the answer had been heard.
        topic_id: What it is about; None until that is known.
        words: The words of the text as the search sees them.
    """

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("role IN ('user', 'assistant')", name="role"),
        CheckConstraint("kind IN ('voice', 'text')", name="kind"),
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("role = 'assistant' OR NOT interrupted", name="interrupted"),
        Index("ix_messages_person_id_said_at", "person_id", "said_at", "id"),
        Index("ix_messages_person_id_door_said_at", "person_id", "door", "said_at", "id"),
        Index("ix_messages_turn_id", "turn_id"),
        Index("ix_messages_words", "words", postgresql_using="gin"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("topics.id", ondelete="SET NULL"), index=True)
    turn_id: Mapped[str] = mapped_column(default="", server_default="")
    role: Mapped[str]
    kind: Mapped[str]
    door: Mapped[str]
    channel: Mapped[str] = mapped_column(default="", server_default="")
    private: Mapped[bool] = mapped_column(default=False, server_default=false())
    text: Mapped[str] = mapped_column(Text)
    interrupted: Mapped[bool] = mapped_column(default=False, server_default=false())
    said_at: Mapped[datetime]
    stored_at: Mapped[datetime] = mapped_column(server_default=func.now())
    words: Mapped[str] = mapped_column(
        TSVECTOR, Computed("to_tsvector('simple'::regconfig, text)", persisted=True), deferred=True
    )
