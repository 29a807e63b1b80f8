"""A line such as "dentist tomorrow at 3 for an hour" as an event: pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mumble_ai.spoken_time import Asking, SpokenTime, ask, find_times

_LEFT_OVER: Final = re.compile(r"^(?:on|at|from|um|am|ab)\s+|\s+(?:on|at|from|um|am|ab|every|jeden)$", re.IGNORECASE)
"""Words that belonged to the time and lead nowhere once it is taken out."""
_REQUEST: Final = re.compile(
    r"^(?:please\s+)?(?:add|schedule|put|create|plan|remind me (?:of|about)|trage?|plane)\s+"
    r"(?:(?:an?|the|eine?n?)\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line means.

    Attributes:
        title: The line without its time; empty where nothing else was said.
        time: None where no time was said.
        asking: What the line leaves open.
    """

    title: str
    time: SpokenTime | None
    asking: Asking | None


def understand(text: str, now: datetime, language: str = "en") -> Understood:
    """Reads a line.

    Args:
        now: The present, aware, in the person's zone.
        language: ISO 639-1 code.
    """
    found = find_times(text, now, language)
    time = found[0] if found else None
    words = text
    for start, end in sorted((part for one in found for part in (one.parts or (one.span,))), reverse=True):
        words = f"{words[:start].rstrip()} {words[end:].lstrip()}"
    return Understood(_title(words), time, ask(text, now, language))


def length_of(time: SpokenTime) -> timedelta | None:
    """How long something lasts that is at this time; None where that was not said."""
    if time.duration is not None:
        return time.duration
    if time.is_all_day and time.end is not None:
        return timedelta(days=max(1, (time.end.date() - time.start.date()).days))
    is_span = time.end is not None and not time.part_of_day
    return time.end - time.start if is_span and time.end else None


def _title(words: str) -> str:
    title = " ".join(words.split()).strip(" ,.;:-")
    shorter = _REQUEST.sub("", title)
    title = shorter or title
    while (cut := _LEFT_OVER.sub("", title)) != title:
        title = cut
    return title[:1].upper() + title[1:]
