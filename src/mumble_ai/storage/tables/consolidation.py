"""Summaries of old talk, beside the messages they are made of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, false, func
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson
from mumble_ai.storage.ids import new_id


class Summary(OwnedByPerson, Base):
    """What a stretch of talk was about. Its messages stay as they are.

    Attributes:
        made_by: `sentences` (the most central sentences of the talk) or the name of a language model.
        message_count: How many messages it stands for.
        tokens: How long it is, counted roughly.
        source_tokens: How long its messages are.
        private: Whether any of its messages was private.
    """

    __tablename__ = "summaries"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("from_at <= until_at", name="order"),
        CheckConstraint("message_count > 0 AND tokens > 0 AND source_tokens >= tokens", name="counts"),
        Index("ix_summaries_person_id_until_at", "person_id", "until_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(Text)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    message_count: Mapped[int]
    tokens: Mapped[int]
    source_tokens: Mapped[int]
    private: Mapped[bool] = mapped_column(default=False, server_default=false())
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class SummarySource(OwnedByPerson, Base):
    """A message that a summary stands for; a message is in one summary at most."""

    __tablename__ = "summary_sources"

    message_id: Mapped[UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    summary_id: Mapped[UUID] = mapped_column(ForeignKey("summaries.id", ondelete="CASCADE"), index=True)


class ConsolidationRun(OwnedByPerson, Base):
    """The log: what one run did for one person.

    Attributes:
        cutoff_at: Messages before this were looked at.
        tokens_saved: Tokens of the messages less those of their summaries.
        problem: What stopped it; empty for nothing.
    """

    __tablename__ = "consolidation_runs"
    __table_args__ = (
        CheckConstraint("messages >= 0 AND summaries >= 0 AND tokens_saved >= 0", name="counts"),
        Index("ix_consolidation_runs_started_at", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cutoff_at: Mapped[datetime]
    messages: Mapped[int]
    summaries: Mapped[int]
    tokens_saved: Mapped[int]
    problem: Mapped[str] = mapped_column(default="", server_default="")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
