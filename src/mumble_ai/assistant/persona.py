"""Who the assistant is where no persona is chosen."""

from __future__ import annotations

from typing import Final

from mumble_ai.assistant.personas.persona import USUAL, built_in

DEFAULT_PERSONA: Final = built_in()[USUAL].text


def persona_of(words: str) -> str:
    """The persona in the owner's words, or the default one."""
    return words.strip() or DEFAULT_PERSONA
