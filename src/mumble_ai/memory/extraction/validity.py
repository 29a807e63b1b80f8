"""Since when and until when something is so, and times that are told relative to today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mumble_ai.memory.extraction.grammar import Grammar
from mumble_ai.spoken_time import Grain, SpokenTime, find_duration, find_times

_EDGE: Final = " ,"


@dataclass(frozen=True, slots=True)
class Validity:
    """A clause without what it says of the time it holds for.

    Attributes:
        rule: Whether it says that something repeats.
    """

    text: str
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    repeats: bool = False


def read_validity(text: str, now: datetime, grammar: Grammar) -> Validity:
    """Takes "since March", "until 2019", "last week", "for two years" off the edges of a clause.

    Args:
        now: When it was said, in the speaker's zone.
    """
    times = find_times(text, now, grammar.language)
    if any(time.rrule for time in times):
        return Validity(text, repeats=True)
    data = grammar.data["times"]
    if match := re.search(rf",? (?:{data['length']}) (?P<length>[\w ]+)$", text, re.IGNORECASE):
        length = find_duration(match["length"], grammar.language)
        if length is not None and not times_inside(times, match.start()):
            return Validity(text[: match.start()].strip(_EDGE), valid_from=now - length)
    for time in reversed(times):
        start, end = _with_word(text, time, f"{data['since']}|{data['until']}|{data['when']}")
        before, behind = text[:start].strip(_EDGE), text[end:].strip(_EDGE)
        if before and behind:
            continue
        said = text[start:end].casefold()
        rest = before or behind
        if re.match(rf"(?:{data['until']})\b", said):
            return Validity(rest, valid_until=_last(time.until or time.start, now))
        if re.match(rf"(?:{data['since']})\b", said) or re.search(rf"\b(?:{data['when']})\b", said):
            return Validity(rest, valid_from=_last(time.start, now))
    return Validity(text)


def _last(moment: datetime, now: datetime) -> datetime:
    """The last such time: "since March" means the March that was."""
    while moment > now:
        moment -= timedelta(days=365)
    return moment


def times_inside(times: list[SpokenTime], start: int) -> bool:
    """Whether one of the times goes on from before a place in the text."""
    return any(time.span[0] < start < time.span[1] for time in times)


def fixed(text: str, now: datetime, grammar: Grammar) -> str:
    """A text whose relative days ("tomorrow", "next Friday") are dates, so that it is still right next week."""
    for time in reversed(find_times(text, now, grammar.language)):
        start, end = time.span
        said = text[start:end]
        is_relative = re.search(rf"\b(?:{grammar.data['times']['relative']})\b", said, re.IGNORECASE)
        if time.rrule or not is_relative or time.grain not in {Grain.DAY, Grain.MINUTE, Grain.PART}:
            continue
        day = day_name(time.start, grammar)
        clock = f" {grammar.data['times']['at']} {time.start:%H:%M}" if time.grain is Grain.MINUTE else ""
        before = re.sub(rf"\b(?:{grammar.data['times']['on']}) $", "", text[:start])
        text = f"{before}{day}{clock}{text[end:]}"
    return text


def day_name(day: datetime, grammar: Grammar) -> str:
    """ "on Friday 4 December" """
    days = grammar.data["days"]
    return grammar.data["times"]["day"].format(
        weekday=days["weekday"][day.weekday()], day=day.day, month=days["month"][day.month - 1]
    )


def _with_word(text: str, time: SpokenTime, words: str) -> tuple[int, int]:
    start, end = time.span
    match = re.search(rf"(?:^|(?<=\s))(?:{words}) $", text[:start], re.IGNORECASE)
    return (match.start() if match else start), end
