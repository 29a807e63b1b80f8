"""What the pieces of a spoken time mean, before they are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from mumble_ai.spoken_time.contract import Grain

DAY: Final = timedelta(days=1)
TWICE_ROUND_H: Final = 12


@dataclass(frozen=True, slots=True)
class Customs:
    """What differs from language to language and place to place."""

    next_weekday: str = "next week"
    """What "next Friday" is: the one of "next week", or the "coming" one."""
    afternoon_until_h: int = 6
    """Hours up to this one are of the afternoon where a day was named, but no half of it."""
    half_hour_is_before: bool = False
    """Whether "half seven" is half past six."""
    until_is_due: bool = False
    """Whether "until Friday" by itself sets a day something has to be done on ("bis Freitag")."""
    written_is_of_24: bool = False
    """Whether "2:30" is in the night."""
    nouns_are_capital: bool = False
    dot_is_ordinal: bool = False
    """Whether "3." is the third."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The circumstances a text is read in."""

    now: datetime
    customs: Customs
    is_past: bool = False
    """Whether it tells of what has been."""
    zone_name: str = ""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def is_american(self) -> bool:
        """Whether months are written before days: in the zones of the United States."""
        return self.zone_name in _UNITED_STATES


_UNITED_STATES: Final = frozenset(
    f"America/{city}"
    for city in ("New_York", "Chicago", "Denver", "Los_Angeles", "Phoenix", "Anchorage", "Detroit", "Boise")
) | {"Pacific/Honolulu", "US/Eastern", "US/Central", "US/Mountain", "US/Pacific"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole days, `after` is the first that is no longer in it."""

    first: date
    after: date
    grain: Grain
    is_vague: bool = False

    @property
    def last(self) -> date:
        return self.after - DAY


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `half` is "am", "pm", "24" for one that can't be misread, or "" where it is open."""

    hour: int
    minute: int = 0
    half: str = ""
    second: int = 0


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time of day to another."""

    first: Clock
    last: Clock


@dataclass(frozen=True, slots=True)
class Amount:
    """A length: of the calendar (months, days) and of the clock (seconds)."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    is_vague: bool = False

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.months + other.months,
            self.days + other.days,
            self.seconds + other.seconds,
            self.is_vague or other.is_vague,
        )

    @property
    def length(self) -> timedelta:
        """As a duration; a month has 30 days, a year 365."""
        years, months = divmod(self.months, 12)
        return timedelta(days=years * 365 + months * 30 + self.days, seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Rule:
    """How something repeats, as RFC 5545 has it; weekdays count from Monday as 0."""

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    """(which of the month, or 0; weekday)."""
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    position: int = 0
    """Which of the days that fit within one interval; -1 is the last."""


@dataclass(frozen=True, slots=True)
class Until:
    """An end without a beginning."""

    value: Piece


@dataclass(frozen=True, slots=True)
class Piece:
    """What one piece of a text contributes to a time."""

    day: Stretch | None = None
    clock: Clock | None = None
    hours: Hours | None = None
    part: str = ""
    moment: datetime | None = None
    lasting: Amount | None = None
    until: Until | None = None
    since: Piece | None = None
    rule: Rule | None = None
    repeats: int = 0
    without: tuple[int, ...] = ()
    all_day: bool = False
    is_vague: bool = False
    grain: Grain = Grain.MINUTE
    needs_request: bool = False
    weekdays: tuple[int, ...] = ()
    """The weekdays that the days were told by."""
    is_day_number: bool = False
    """Only a day of a month was said ("the 3rd"), which may number something else."""

    def with_(self, other: Piece) -> Piece | None:
        """Both together, or None where they say the same thing twice."""
        both = _together(self.rule, other.rule)
        if both:
            return replace(self, rule=None).with_(replace(other, rule=both))
        mine, others = self.said(), other.said()
        if mine & others or (self._is_timed() and other._is_timed()):
            return None
        changes: Mapping[str, Any] = {name: getattr(other, name) for name in others | _UNSAID if getattr(other, name)}
        return replace(self, **{k: v for k, v in changes.items() if k not in ("grain",) or "moment" in others})

    def said(self) -> frozenset[str]:
        """The names of what it tells."""
        return frozenset(f.name for f in fields(self) if f.name not in _UNSAID and getattr(self, f.name))

    def _is_timed(self) -> bool:
        return bool(self.clock or self.hours or self.moment)


_CLOCK_RULES: Final = ("HOURLY", "MINUTELY", "SECONDLY")


def _together(first: Rule | None, second: Rule | None) -> Rule | None:
    """ "every hour" and "on weekdays" as one rule; None where they are not such."""
    for clock, days in ((first, second), (second, first)):
        if clock is None or days is None or clock.weekdays:
            continue
        if clock.frequency in _CLOCK_RULES and days.frequency == "WEEKLY" and days.interval == 1:
            return replace(clock, weekdays=days.weekdays)
    return None


_UNSAID: Final = frozenset({"is_vague", "grain", "needs_request", "is_day_number", "weekdays"})


def at(day: date, clock: Clock) -> datetime:
    """The local wall time of a clock whose hour may be 24 or more."""
    return datetime.combine(day, time()) + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def settled(local: datetime, zone: ZoneInfo | Any) -> datetime:
    """A local wall time in its zone: one that a clock change skips moves on, of one that comes twice the first."""
    from datetime import UTC

    return local.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)
