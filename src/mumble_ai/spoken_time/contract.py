"""What a spoken time means, as other rooms use it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

ACTED_ON_H: Final = {"morning": 9, "noon": 12, "afternoon": 15, "evening": 19, "night": 21}
"""Hour at which something is done that was asked for in a part of the day."""


class Grain(StrEnum):
    """How exact a time was said."""

    SECOND = "second"
    MINUTE = "minute"
    PART = "part"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"


class Doubt(StrEnum):
    """What a time leaves open, so that an act needs a question first."""

    NO_DATE = "no date"
    VAGUE = "vague"
    NO_SUCH_DAY = "no such day"


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """One time in a text, in the zone of the `now` it was read with."""

    start: datetime
    """Its first moment, aware; the first occurrence of a repeating one, midnight of a day, Monday of a week."""
    end: datetime | None
    """Where it ends (exclusive): of a span that was said, of a day or longer, of a part of a day; None of a moment."""
    grain: Grain
    is_all_day: bool
    rrule: str | None
    """RFC 5545 recurrence without its DTSTART, which is `start`."""
    span: tuple[int, int]
    """Characters of the text from its first to its last word."""
    duration: timedelta | None = None
    """How long it lasts, where that was said ("for two hours", "from 3 to 5")."""
    parts: tuple[tuple[int, int], ...] = ()
    """The characters that are the time and nothing else: what is taken out to leave a title."""
    part_of_day: str = ""
    """"morning", "noon", "afternoon", "evening" or "night" where one was said without a time of day."""
    until: datetime | None = None
    """An end that was said without a beginning ("until Friday", "by five")."""
    names_day: bool = True
    """Whether the words tell the day ("at five" does not: it is the next five o'clock)."""
    is_vague: bool = False
    """Said as a stretch out of which a moment has to be chosen ("sometime next week")."""

    @property
    def moment(self) -> datetime:
        """When to act: the start, or the usual hour of a part of the day."""
        hour = ACTED_ON_H.get(self.part_of_day)
        if self.grain is not Grain.PART or hour is None:
            return self.start
        acted = self.start.replace(hour=hour, minute=0)
        return acted if acted >= self.start else self.start


@dataclass(frozen=True, slots=True)
class Asking:
    """What has to be asked before something is done."""

    doubt: Doubt
    question: str
