"""Cutting text into pieces that are spoken one at a time."""

from __future__ import annotations

import re
from typing import Final

LONGEST_PIECE: Final = 400
"""Characters; a longer sentence would keep everybody else waiting and is cut between words."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…。！？])[\"”’)\]]*\s+|\n+")
_LONG_NUMBER: Final = re.compile(r"\d{19,}")
_DIGITS_A_BREATH: Final = 10


def split_sentences(text: str) -> list[str]:
    """Cuts text at sentence ends and line breaks; pieces without a letter or digit are dropped."""
    return [s for piece in _SENTENCE_END.split(text) if (s := piece.strip()) and any(c.isalnum() for c in s)]


def short_pieces(sentence: str, longest: int = LONGEST_PIECE) -> list[str]:
    """Cuts a sentence of more than `longest` characters between words, or inside a word that is longer itself."""
    pieces: list[str] = []
    rest = sentence.strip()
    while len(rest) > longest:
        gap = rest.rfind(" ", 1, longest)
        cut = longest if gap < 0 else gap
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [piece for piece in [*pieces, rest] if piece]


def digits_apart(text: str) -> str:
    """Spells numbers too long to have a name: digit by digit, with a pause after each ten."""

    def spell(number: re.Match[str]) -> str:
        digits = number.group()
        groups = (digits[i : i + _DIGITS_A_BREATH] for i in range(0, len(digits), _DIGITS_A_BREATH))
        return ", ".join(" ".join(group) for group in groups)

    return _LONG_NUMBER.sub(spell, text)
