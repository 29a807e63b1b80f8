"""People and how they are known."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base
from mumble_ai.storage.ids import new_id


class Person(Base):
    """Somebody the assistant knows.

    Attributes:
        name: What the assistant calls them; never an identity.
        role: `owner`, `member` or `guest`. A guest is known for one visit only.
        time_zone: IANA name; empty for the assistant's own.
        language: ISO 639-1 code; empty where it is detected.
        clock: 12 or 24 hours; 0 for what is usual in the language.
        voice: A voice id of the speech service; empty for the assistant's usual one.
        reminded_by: Where reminders go: `voice`, `text` or `mail`.
    """

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("role IN ('owner', 'member', 'guest')", name="role"),
        CheckConstraint("clock IN (0, 12, 24)", name="clock"),
        CheckConstraint("reminded_by IN ('voice', 'text', 'mail')", name="reminded_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="member", server_default="member")
    time_zone: Mapped[str] = mapped_column(default="", server_default="")
    language: Mapped[str] = mapped_column(default="", server_default="")
    clock: Mapped[int] = mapped_column(default=0, server_default="0")
    voice: Mapped[str] = mapped_column(default="", server_default="")
    reminded_by: Mapped[str] = mapped_column(default="voice", server_default="voice")
    mail: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime | None]


class Identity(Base):
    """One verified way to know a person.

    Attributes:
        kind: `mumble` (certificate hash), `mumble-user` (registered user id of a server), `sip`, `mail`, `web`,
            `visit` (a guest, for one visit).
        value: What is verified, such as the hash.
    """

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("kind", "value"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    value: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime | None]
