"""Who the assistant is."""

from __future__ import annotations

from typing import Final

DEFAULT_PERSONA: Final = (
    "You are a friendly and attentive assistant in a voice chat. You like people, you are curious, and you say it "
    "plainly when you do not know something."
)


def persona_of(words: str) -> str:
    """The persona in the owner's words, or the default one."""
    return words.strip() or DEFAULT_PERSONA
