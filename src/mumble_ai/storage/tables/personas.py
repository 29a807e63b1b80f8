"""Who the assistant is, where and for whom; and the keys of other assistants."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OfNobody, OwnedByPerson
from mumble_ai.storage.ids import new_id


class PersonaRow(OfNobody, Base):
    """A persona that somebody wrote, or let a language model grow.

    Attributes:
        name: How it is chosen; lower case.
        text: What the language model is told.
        text_before: What it was before its last change; empty at first.
        origin: `written` or `grown`.
    """

    __tablename__ = "personas"
    __table_args__ = (CheckConstraint("origin IN ('written', 'grown')", name="origin"),)

    name: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    text_before: Mapped[str] = mapped_column(default="", server_default="")
    origin: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class PersonaVersion(OfNobody, Base):
    """What a persona was, each time it was written.

    Attributes:
        number: Counts up from 1; the highest is what it is now.
        origin: As in `PersonaRow`.
    """

    __tablename__ = "persona_versions"

    name: Mapped[str] = mapped_column(ForeignKey("personas.name", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    origin: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ChannelPersona(OfNobody, Base):
    """The persona of a channel.

    Attributes:
        channel: Its path, `/` for the root, `*` for everywhere.
        persona: A name, of a persona of ours or of somebody's.
    """

    __tablename__ = "channel_personas"

    channel: Mapped[str] = mapped_column(primary_key=True)
    persona: Mapped[str]


class PersonPersona(OwnedByPerson, Base):
    """The persona that a person likes to talk with.

    Attributes:
        persona: A name, as above.
    """

    __tablename__ = "person_personas"
    __table_args__ = (UniqueConstraint("person_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    persona: Mapped[str]


class McpKey(OwnedByPerson, Base):
    """A key with which another program acts for a person.

    Attributes:
        name: What the person calls that program.
        key_hash: SHA-256 of the key; the key itself is shown once and kept nowhere.
        may_act: Whether it may change something, or only look things up.
        revoked_at: From when it opens nothing any more.
    """

    __tablename__ = "mcp_keys"
    __table_args__ = (UniqueConstraint("key_hash"), UniqueConstraint("person_id", "name"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    key_hash: Mapped[str]
    may_act: Mapped[bool] = mapped_column(default=False, server_default="false")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
