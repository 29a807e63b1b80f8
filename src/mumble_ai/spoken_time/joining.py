"""Puts the pieces of a text together to times: those side by side, and those that complete each other further apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mumble_ai.spoken_time.grammar import Chart
from mumble_ai.spoken_time.language import Hints, Language
from mumble_ai.spoken_time.meaning import Amount, Piece, Speech
from mumble_ai.spoken_time.reading_days import ahead
from mumble_ai.spoken_time.tokens import Token

STRENGTHS: Final = ("strong", "medium", "weak")
"""A strong piece is a time wherever it stands, a medium one unless its neighbours speak against it, a weak one only
beside another piece or as all that was said."""
_FUNCTION_WORDS_AFTER: Final = 3


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

    def gap(self, left: Found, right: Found) -> list[str]:
        return self.words[left.after : right.first]


def pieces(text: Text, chart: Chart) -> list[Found]:
    """The longest piece at every place, from left to right."""
    found: list[Found] = []
    place = 0
    while place < len(text.words):
        best: Found | None = None
        for strength, symbol in enumerate(STRENGTHS):
            for end, piece in chart.find(symbol, place):
                if best is None or end > best.after:
                    best = Found(piece, strength, ((place, end),))
        if best is None:
            place += 1
            continue
        if best.piece.is_day_number and text.words[best.first] not in text.hints.before_day_number:
            best = replace(best, strength=len(STRENGTHS) - 1)
        if is_meant(text, best):
            found.append(best)
        place = best.after
    return found


def is_meant(text: Text, found: Found) -> bool:
    """Whether a piece is one, judged by the words around it."""
    piece = found.piece
    if (piece.needs_request and not text.asks_clock) or text.is_spoilt(found):
        return False
    first = text.words[found.first]
    if (piece.is_day_number or first in text.hints.frequencies) and text.goes_on(found):
        return False
    if found.strength == len(STRENGTHS) - 1 and text.is_numbered(found):
        return False
    is_bare = found.strength > 0 and bool(piece.clock or piece.hours)
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
    return bool(following) and len(following[0]) > 3 and following[0].endswith("s") and following[0] not in _PLURALS


_PLURALS: Final = frozenset(
    {
        "this",
        "please",
        "mondays",
        "tuesdays",
        "wednesdays",
        "thursdays",
        "fridays",
        "saturdays",
        "sundays",
        "weekdays",
        "weekends",
        "is",
        "as",
        "was",
        "always",
        "unless",
        "across",
        "pass",
    }
)


def joined(text: Text, found: Sequence[Found], speech: Speech, *, is_answer: bool) -> list[Found]:
    """The times of a text."""
    groups = _side_by_side(text, _without_lonely(text, found, is_answer=is_answer))
    groups = _completed(text, groups)
    return [group for group in (_timed(text, g, speech) for g in groups) if group and not _is_a_title(text, group)]


def _is_a_title(text: Text, group: Found) -> bool:
    """ "play September": without a word such as "at" before it, or a time of day, it is what to play."""
    piece = group.piece
    return (
        text.plays and not (piece.clock or piece.moment or piece.hours) and text.words[group.first] not in _PREPOSITIONS
    )


_PREPOSITIONS: Final = frozenset({"on", "at", "in", "every", "this", "for", "until", "am", "um", "jeden", "bis"})


def _without_lonely(text: Text, found: Sequence[Found], *, is_answer: bool) -> list[Found]:
    """Leaves out weak pieces that nothing beside them supports."""
    kept: list[Found] = []
    for index, one in enumerate(found):
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        is_held = one.strength < 2 or one.piece.needs_request or _is_all_said(text, one, is_answer=is_answer)
        if is_held or (before in kept and _supports(text, before, one)) or _leads(text, one, after):
            kept.append(one)
    return kept


def _is_number(found: Found) -> bool:
    return found.after - found.first == 1 and found.piece.clock is not None


def _is_all_said(text: Text, one: Found, *, is_answer: bool) -> bool:
    """Whether a text is this piece and nothing more; a mere number has to answer a question."""
    rest = text.words[: one.first] + text.words[one.after :]
    return all(w in text.hints.between or not w.isalnum() for w in rest) and (is_answer or not _is_number(one))


def _leads(text: Text, one: Found, after: Found | None) -> bool:
    """Whether a weak piece belongs to the one after it ("half six tomorrow"); a number only as the first word."""
    if after is None or after.strength == len(STRENGTHS) - 1 or not _supports(text, one, after):
        return False
    return not _is_number(one) or one.first == 0 or bool(after.piece.part)


def _supports(text: Text, left: Found | None, right: Found) -> bool:
    if left is None:
        return False
    said = left.piece.said() | right.piece.said()
    return (
        all(w in text.hints.between for w in text.gap(left, right))
        and left.piece.with_(right.piece) is not None
        and not said <= {"clock", "hours", "lasting", "repeats", "until"}
    )


def _side_by_side(text: Text, found: Sequence[Found]) -> list[Found]:
    groups: list[Found] = []
    for one in found:
        if groups and all(w in text.hints.between for w in text.gap(groups[-1], one)):
            both = groups[-1].piece.with_(one.piece)
            if both:
                groups[-1] = _both(groups[-1], one, both)
                continue
        groups.append(one)
    return groups


def _completed(text: Text, groups: Sequence[Found]) -> list[Found]:
    """Joins a day and a time of day that other words part: "remind me tomorrow to call at five"."""
    done: list[Found] = []
    for one in groups:
        if done and not any(w in text.hints.apart or w in ".;!?" for w in text.gap(done[-1], one)):
            both = done[-1].piece.with_(one.piece)
            if both and (not (both.day and both.moment)):
                done[-1] = _both(done[-1], one, both)
                continue
        done.append(one)
    return done


def _both(left: Found, right: Found, piece: Piece) -> Found:
    return Found(piece, min(left.strength, right.strength), (*left.places, *right.places))


_LAST_WORDS_OF_A_PLACE: Final = 3
"""How far after a number the name of a street can end: "5 Queen Anne Street"."""
_NO_TIME: Final = frozenset({"part", "lasting", "without", "all_day", "repeats"})


def _timed(text: Text, group: Found, speech: Speech) -> Found | None:
    """A group that tells when; a length alone does so only of a timer."""
    said = group.piece.said()
    if said <= _NO_TIME:
        if text.is_timer and group.piece.lasting and said == frozenset({"lasting"}):
            moment = ahead(speech, 1, group.piece.lasting)
            return replace(group, piece=moment) if moment else None
        return group if group.piece.part and group.strength < 2 else None
    return group


def lengths(chart: Chart, size: int) -> list[tuple[Amount, int, int]]:
    """Every length of time with its first token and the one after it."""
    found: list[tuple[Amount, int, int]] = []
    place = 0
    while place < size:
        ends = chart.find("amount", place)
        if ends:
            end, amount = max(ends, key=lambda reading: reading[0])
            found.append((amount, place, end))
            place = end
        else:
            place += 1
    return found


def read(text: Text, chart: Chart, speech: Speech, language: Language, *, is_answer: bool) -> list[Found]:
    """The times of a text, or only the length that is asked for with a timer."""
    found = pieces(text, chart)
    groups = joined(text, found, speech, is_answer=is_answer)
    if groups or not text.is_timer:
        return groups
    for amount, first, after in lengths(chart, len(text.words)):
        if amount.seconds and (moment := ahead(speech, 1, amount)):
            return [Found(moment, 0, ((first, after),))]
    return []
