"""Vectors of what was said, and what the vector index has not been told of yet."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Identity
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson


class Vector(OwnedByPerson, Base):
    """A vector that stands for something of a person's. The vector index can be made again from these.

    Attributes:
        space: Which vectors can be compared with it: the model that made them.
        item_id: What it stands for, such as a message.
        values: Little-endian float32.
    """

    __tablename__ = "vectors"

    space: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[UUID] = mapped_column(primary_key=True)
    values: Mapped[bytes]


class VectorChange(Base):
    """Something that the vector index has to be told, in the order of `number`. Of nobody's session: see `outbox`.

    Attributes:
        person_id: Whose vector it is; the person may be gone already.
        item_id: None where all of the person's vectors go.
        kind: `put` or `remove`.
    """

    __tablename__ = "vector_changes"
    __table_args__ = (
        CheckConstraint("kind IN ('put', 'remove')", name="kind"),
        CheckConstraint("kind = 'remove' OR (item_id IS NOT NULL AND space <> '')", name="what"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str]
    space: Mapped[str] = mapped_column(default="", server_default="")
    person_id: Mapped[UUID]
    item_id: Mapped[UUID | None]
