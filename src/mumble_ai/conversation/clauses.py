"""Cuts streamed text into clauses that can be spoken one after the other.

The first clause is short, so that the voice starts early; later ones are longer, because a voice intones whole
sentences better. The cutter looks at one character at a time, so the clauses do not depend on how the text arrives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_STRONG: Final = ".!?…。！？"
_WEAK: Final = ",;:–—،，；"
_CLOSING: Final = "\"'”’)]»"
_ABBREVIATIONS: Final = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "gen", "hon", "rev", "sgt", "vs", "etc", "e.g", "i.e"),
        *("approx", "vol", "fig", "inc", "ltd", "co", "dept", "est", "u.s", "u.k", "a.m", "p.m", "ca"),
        *("jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "bzw", "z.b", "d.h", "usw"),
    )
)
_CAN_END_A_SENTENCE: Final = frozenset({"etc", "a.m", "p.m", "u.s", "u.k", "inc", "ltd", "co", "usw"})
_LAST_WORD: Final = re.compile(r"(\S+)$")


@dataclass(frozen=True, slots=True)
class ClauseLengths:
    """Lengths in characters.

    Attributes:
        first_weak: The first clause may end at a comma from this length on.
        first_longest: The first clause ends at a space from this length on.
        least: Later clauses are no shorter than this, except the last.
        weak: Later clauses may end at a comma from this length on.
        longest: Later clauses end at a space from this length on.
    """

    first_weak: int = 12
    first_longest: int = 90
    least: int = 24
    weak: int = 110
    longest: int = 240


class ClauseCutter:
    """Cuts one answer. Feed it with `push`, end it with `flush`."""

    def __init__(self, lengths: ClauseLengths | None = None) -> None:
        self._lengths = lengths or ClauseLengths()
        self._open = ""
        self._is_first = True

    def push(self, text: str) -> list[str]:
        """Takes the next piece of text, of any length; returns the clauses that are now complete."""
        clauses: list[str] = []
        for character in text:
            if character.isspace() and self._ends_here(character):
                clauses.append(self._take())
            elif not character.isspace():
                self._open += character
            elif self._open and not self._open.endswith(" "):
                self._open += " "
        return clauses

    def flush(self) -> list[str]:
        """Ends the text; returns what is left as at most one clause."""
        return [self._take()] if self._open.strip() else []

    def _take(self) -> str:
        clause, self._open, self._is_first = self._open.strip(), "", False
        return clause

    def _ends_here(self, space: str) -> bool:
        """Whether the open clause ends before this whitespace."""
        text = self._open.rstrip()
        if not any(c.isalnum() for c in text):
            return False
        lengths, size = self._lengths, len(text)
        if size >= (lengths.first_longest if self._is_first else lengths.longest):
            return True
        last = text.rstrip(_CLOSING)[-1:]
        if space == "\n" or (last in _STRONG and not _is_abbreviation(text)):
            return self._is_first or size >= lengths.least
        if last in _WEAK:
            return size >= (lengths.first_weak if self._is_first else lengths.weak)
        return False


def _is_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of `text` belongs to an abbreviation, an initial or a list number."""
    match = _LAST_WORD.search(text)
    if match is None or not text.endswith("."):
        return False
    word = match.group(1).lstrip("\"'“‘([«").rstrip(".").lower()
    is_whole_clause = match.start() == 0
    if word in _CAN_END_A_SENTENCE:
        return False
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    return word in _ABBREVIATIONS or is_initial or (is_whole_clause and word.isdigit())
