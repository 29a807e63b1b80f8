"""The words around a piece of time: whether they leave it one, or make it a name, an address or a number of things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mumble_ai.spoken_time.language import Hints
from mumble_ai.spoken_time.meaning import Piece
from mumble_ai.spoken_time.tokens import Token

STRENGTHS: Final = ("strong", "medium", "weak")
"""A strong piece is a time wherever it stands, a medium one unless its neighbours speak against it, a weak one only
beside another piece or as all that was said."""
_LAST_WORDS_OF_A_PLACE: Final = 3
"""How far after a number the name of a street can end: "5 Queen Anne Street"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A piece, its strength and the tokens it was found in."""

    piece: Piece
    strength: int
    places: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        return self.places[0][0]

    @property
    def after(self) -> int:
        return self.places[-1][1]


class Text:
    """A text as words, with the questions asked about what surrounds a piece."""

    def __init__(self, tokens: Sequence[Token], hints: Hints, *, nouns_are_capital: bool = False) -> None:
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self.padded = f" {' '.join(self.words)} "
        self.hints = hints
        self.nouns_are_capital = nouns_are_capital
        self.asks_clock = self.has(hints.asks_clock)
        self.is_timer = self.has(hints.timer)
        self.is_past = self.has(hints.past) and not self.has(hints.future)
        self.counts = self.has(hints.not_a_time)
        self.plays = any(self.padded.startswith(word) for word in hints.plays)

    def has(self, words: Iterable[str]) -> bool:
        return any(word in self.padded for word in words)

    def padded_part(self, begin: int, end: int) -> str:
        return f" {' '.join(self.words[begin:end])} "

    def is_spoilt(self, found: Found) -> bool:
        """Whether the words before or after make it something else than a time."""
        has_preposition = self.words[found.first] in self.hints.prepositions
        before = f" {' '.join(self.words[: found.first + has_preposition])} "
        after = f" {' '.join(self.words[found.after :])} "
        return before.endswith(self.hints.not_after) or after.startswith(self.hints.not_before)

    def is_numbered(self, found: Found) -> bool:
        """Whether a number belongs to the word before it ("gate 5")."""
        return f" {' '.join(self.words[: found.first])} ".endswith(self.hints.numbered)

    def goes_on(self, found: Found) -> bool:
        """Whether what follows is another word of the same phrase, as a noun is ("the third page")."""
        following = self.words[found.after : found.after + 1]
        if not following or not following[0].isalpha() or following[0] in self.hints.follows_day:
            return False
        return not self.nouns_are_capital or self.tokens[found.after].is_capital

    def counts_a_noun(self, found: Found) -> bool:
        """Whether a noun follows that a number counts, where nouns can be told by their capital."""
        return self.nouns_are_capital and self.goes_on(found)

    def gap(self, left: Found, right: Found) -> list[str]:
        return self.words[left.after : right.first]


def is_meant(text: Text, found: Found) -> bool:
    """Whether a piece is one, judged by the words around it."""
    piece = found.piece
    if (piece.needs_request and not text.asks_clock) or text.is_spoilt(found):
        return False
    first = text.words[found.first]
    is_clock = bool(piece.clock or piece.hours)
    if (piece.is_day_number or first in text.hints.frequencies) and text.goes_on(found):
        return False
    if found.strength == len(STRENGTHS) - 1 and (text.is_numbered(found) or (is_clock and text.counts_a_noun(found))):
        return False
    is_bare = found.strength > 0 and is_clock
    if is_bare and text.words[found.after - 1] in text.hints.not_an_hour:
        return False
    if is_bare or (piece.hours and not _has_half(piece)):
        if text.counts:
            return False
        return not _counts_something(text, found)
    return not (piece.clock and not piece.clock.half and text.counts)


def _has_half(piece: Piece) -> bool:
    return bool(piece.hours and (piece.hours.first.half or piece.hours.last.half))


def _counts_something(text: Text, found: Found) -> bool:
    """A number before a noun in the plural counts it: "at 5 places"."""
    following = text.words[found.after : found.after + _LAST_WORDS_OF_A_PLACE]
    if any(word in text.hints.places for word in following):
        return True
    return bool(following) and text.hints.is_counted(following[0])
