"""The answer to a question about what was told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mumble_ai.memory.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """An answer.

    Attributes:
        known: False: it was not told.
        say: Spoken words.
        source: The fact it rests on.
        message_id: The message it rests on.
        is_private: Whether it rests on something that was told in private.
    """

    known: bool
    say: str
    source: Fact | None = None
    message_id: UUID | None = None
    is_private: bool = False
