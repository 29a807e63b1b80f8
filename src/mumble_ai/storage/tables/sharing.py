"""Who lets an owner read what is kept of them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson
from mumble_ai.storage.ids import new_id


class MemorySharingRow(OwnedByPerson, Base):
    """A person lets an owner read their memory, but for what was said in private; without a row nobody may."""

    __tablename__ = "memory_sharing"
    __table_args__ = (UniqueConstraint("person_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    shared_at: Mapped[datetime]
