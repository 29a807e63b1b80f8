"""People, how they are known, and the codes that link two sides of one person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, func
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson, ThePerson
from mumble_ai.storage.ids import new_id


class Person(ThePerson, Base):
    """Somebody the assistant knows.

    Attributes:
        name: What the assistant calls them; never an identity.
        is_name_chosen: Whether they chose the name; else it follows what the door shows.
        role: `owner`, `member` or `guest`. A guest is known for one visit only.
        time_zone: IANA name; empty for the assistant's own.
        language: ISO 639-1 code; empty where it is detected.
        clock: 12 or 24 hours; 0 for what is usual in the language.
        voice: A voice id of the speech service; empty for the assistant's usual one.
        reminded_by: Where reminders go: `voice`, `text` or `mail`.
        mail: Address that mail for them goes to; empty for none.
    """

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("role IN ('owner', 'member', 'guest')", name="role"),
        CheckConstraint("clock IN (0, 12, 24)", name="clock"),
        CheckConstraint("reminded_by IN ('voice', 'text', 'mail')", name="reminded_by"),
        CheckConstraint("name <> ''", name="name"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    is_name_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())
    role: Mapped[str] = mapped_column(default="member", server_default="member")
    time_zone: Mapped[str] = mapped_column(default="", server_default="")
    language: Mapped[str] = mapped_column(default="", server_default="")
    clock: Mapped[int] = mapped_column(default=0, server_default="0")
    voice: Mapped[str] = mapped_column(default="", server_default="")
    reminded_by: Mapped[str] = mapped_column(default="voice", server_default="voice")
    mail: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime | None]


class Identity(OwnedByPerson, Base):
    """One verified way to know a person.

    Attributes:
        kind: `mumble` (certificate hash), `mumble-user` (registered user id of a server), `sip`, `mail`, `web`,
            `visit` (a guest, for one visit), `first-system` (a name in an imported database, until it is linked).
        value: What is verified, such as the hash.
    """

    __tablename__ = "identities"
    __table_args__ = (
        UniqueConstraint("kind", "value"),
        CheckConstraint(
            "kind IN ('mumble', 'mumble-user', 'sip', 'mail', 'web', 'visit', 'first-system')",
            name="kind",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    value: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime | None]


class FormerId(Base):
    """The id of somebody who turned out to be another known person; what was under way with it finds the way."""

    __tablename__ = "former_ids"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    merged_at: Mapped[datetime] = mapped_column(server_default=func.now())


class OneTimeCode(Base):
    """A code that is good once, for a short while; only its digest is kept.

    Attributes:
        purpose: `link`: whoever says it is the person who asked for it; `owner`: whoever says it becomes an owner.
        person_id: Who asked for it; None for a code made at the terminal.
    """

    __tablename__ = "one_time_codes"
    __table_args__ = (
        CheckConstraint("purpose IN ('link', 'owner')", name="purpose"),
        CheckConstraint("(purpose = 'link') = (person_id IS NOT NULL)", name="asked_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    purpose: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]


class WrongCode(OwnedByPerson, Base):
    """Somebody said a code that is none; counted to stop guessing."""

    __tablename__ = "wrong_codes"
    __table_args__ = (Index("ix_wrong_codes_tried_at", "tried_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tried_at: Mapped[datetime]
