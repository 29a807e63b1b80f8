"""What was done for people."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson


class DeedRow(OwnedByPerson, Base):
    """One action that changed something.

    Attributes:
        id: Made of the person, the turn, the action and its parameters: what is delivered twice is done once.
        say: What was said about it.
        facts: The same for a language model.
        undo: What is needed to take it back; null where that is not possible.
        done_at: When the person said so.
        recorded_at: When it was written down; the order of what was done in one turn.
        undone_at: When it was taken back.
    """

    __tablename__ = "deeds"
    __table_args__ = (Index("ix_deeds_person_id_done_at", "person_id", "done_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    turn_id: Mapped[str]
    action: Mapped[str]
    say: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    done_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    undone_at: Mapped[datetime | None]
