"""One question and what was heard of its answer, as a talk hands it over to be kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from mumble_ai.storage.ids import new_id


@dataclass(frozen=True, slots=True)
class SpokenExchange:
    """What was asked and what was really heard of the answer, word for word.

    Attributes:
        door: Where: `mumble`, `sip`, `mail`, `web`.
        channel: Path of the channel; empty for none.
        private: Whether nobody else was to hear or read it.
        spoken: Whether it was said; else written.
        asked_at: When the question was complete.
        heard_text: The words that were played or sent; empty where nothing was.
        answered_at: When the last of them had been heard.
        interrupted: Whether there was more to say.
        question_id: Of the message that the question becomes; made before it is stored, so that it is stored once.
        answer_id: Of the message that the answer becomes.
    """

    turn_id: str
    person_id: UUID
    door: str
    channel: str
    private: bool
    spoken: bool
    asked_text: str
    asked_at: datetime
    heard_text: str
    answered_at: datetime
    interrupted: bool = False
    question_id: UUID = field(default_factory=new_id)
    answer_id: UUID = field(default_factory=new_id)

    @property
    def said_at(self) -> datetime:
        """When it ended; always after the question."""
        return max(self.asked_at + timedelta(microseconds=1), self.answered_at)

    def to_json(self) -> dict[str, Any]:
        """As JSON knows it."""
        return {name: plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `to_json` made.

        Raises:
            KeyError, ValueError, TypeError: It is not that.
        """
        moments = {name: datetime.fromisoformat(kept[name]) for name in ("asked_at", "answered_at")}
        ids = {name: UUID(kept[name]) for name in ("person_id", "question_id", "answer_id")}
        read: dict[str, Any] = {**kept, **moments, **ids}
        return cls(**read)


def plain(value: object) -> object:
    """A moment or an id as JSON knows it; anything else as it is."""
    return value.isoformat() if isinstance(value, datetime) else str(value) if isinstance(value, UUID) else value
