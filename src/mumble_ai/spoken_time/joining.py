"""Puts the pieces of a text together to times: those side by side, and those that complete each other further apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mumble_ai.spoken_time.grammar import Chart
from mumble_ai.spoken_time.meaning import Amount, Piece, Speech
from mumble_ai.spoken_time.reading_days import ahead
from mumble_ai.spoken_time.surroundings import STRENGTHS, Found, Text, is_meant

_NO_TIME: Final = frozenset({"part", "lasting", "without", "all_day", "repeats"})


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


def joined(text: Text, found: Sequence[Found], speech: Speech, *, is_answer: bool) -> list[Found]:
    """The times of a text."""
    groups = _side_by_side(text, _without_lonely(text, found, is_answer=is_answer))
    groups = _shared(text, _completed(text, groups))
    return [group for group in (_timed(text, g, speech) for g in groups) if group and not _is_a_title(text, group)]


def _is_a_title(text: Text, group: Found) -> bool:
    """ "play September": without a word such as "at" before it, or a time of day, it is what to play."""
    piece = group.piece
    is_timed = bool(piece.clock or piece.moment or piece.hours)
    return text.plays and not is_timed and text.words[group.first] not in text.hints.prepositions


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


def _shared(text: Text, groups: Sequence[Found]) -> list[Found]:
    """Gives a day the time of day of the one after it: "on Monday and Wednesday at five"."""
    shared: list[Found] = list(groups)
    for index in range(len(shared) - 2, -1, -1):
        one, after = shared[index], shared[index + 1]
        if (
            one.piece.said() == frozenset({"day"})
            and after.piece.day
            and all(w in text.hints.alike for w in text.gap(one, after))
        ):
            told = after.piece
            piece = replace(one.piece, clock=told.clock, hours=told.hours, part=told.part)
            shared[index] = replace(one, piece=piece)
    return shared


def _both(left: Found, right: Found, piece: Piece) -> Found:
    return Found(piece, min(left.strength, right.strength), (*left.places, *right.places))


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


def read(text: Text, chart: Chart, speech: Speech, *, is_answer: bool) -> list[Found]:
    """The times of a text, or only the length that is asked for with a timer."""
    found = pieces(text, chart)
    groups = joined(text, found, speech, is_answer=is_answer)
    if groups or not text.is_timer:
        return groups
    for amount, first, after in lengths(chart, len(text.words)):
        if amount.seconds and (moment := ahead(speech, 1, amount)):
            return [Found(moment, 0, ((first, after),))]
    return []
