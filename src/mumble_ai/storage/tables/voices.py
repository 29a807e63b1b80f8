"""With which voice the assistant speaks where, and how it says words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OfNobody


class ChannelVoice(OfNobody, Base):
    """The voice of a channel.

    Attributes:
        channel: Its path, `/` for the root.
        voice: A voice id of a speech service.
    """

    __tablename__ = "channel_voices"

    channel: Mapped[str] = mapped_column(primary_key=True)
    voice: Mapped[str]


class PronunciationRow(OfNobody, Base):
    """How a word, or several, are said.

    Attributes:
        language: A code such as `en`, or `all`.
        key: The word; in lower case unless `has_case`.
        word: As it was written.
        say: What the voice reads in its place.
        has_case: Whether only this very spelling is meant.
    """

    __tablename__ = "pronunciations"
    __table_args__ = (
        CheckConstraint("word <> '' AND say <> ''", name="words"),
        CheckConstraint("language ~ '^[a-z]{2,3}$'", name="language"),
    )

    language: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str]
    say: Mapped[str]
    has_case: Mapped[bool]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
