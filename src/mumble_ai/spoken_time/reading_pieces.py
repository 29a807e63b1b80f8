"""What the pieces of a spoken time contribute to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from mumble_ai.spoken_time.contract import Grain
from mumble_ai.spoken_time.days import one_day
from mumble_ai.spoken_time.meaning import DAY, Amount, Clock, Hours, Piece, Speech, Stretch, Until
from mumble_ai.spoken_time.reading_clocks import clock_in_part, military
from mumble_ai.spoken_time.reading_days import day_of_month, from_today, weekday, weeks_and_weekday
from mumble_ai.spoken_time.reading_periods import early_stretch, edge, holiday, late_stretch, named_month, period, year
from mumble_ai.spoken_time.reading_rules import weekday_range

FIRST_THING_H: Final = 8
MOST_MINUTES: Final = 36 * 60


def same(speech: Speech, value: Any = True) -> Any:
    """What was found, or only that it was."""
    return value


def given(speech: Speech, value: int | str, *_: Any) -> int | str:
    """A constant."""
    return value


def on_day(speech: Speech, day: Stretch) -> Piece:
    return Piece(day=day, is_vague=day.is_vague)


def at_clock(speech: Speech, clock: Clock) -> Piece:
    return Piece(clock=clock)


def day_at(speech: Speech, day: Stretch, clock: Clock) -> Piece:
    return Piece(day=day, clock=clock)


def about(speech: Speech, piece: Piece) -> Piece:
    """ "sometime next week"."""
    return replace(piece, is_vague=True)


def in_part(speech: Speech, part: str) -> Piece:
    return Piece(part=part)


def day_part(speech: Speech, days: int, part: str) -> Piece:
    """ "tonight", "last night"."""
    return Piece(day=from_today(speech, days), part=part)


def early(speech: Speech, hour: int) -> Piece:
    """ "first thing"."""
    return Piece(clock=Clock(hour, 0, "24"))


def between(speech: Speech, hours: Hours) -> Piece:
    return Piece(hours=hours)


def day_between(speech: Speech, day: Stretch, hours: Hours) -> Piece:
    return Piece(day=day, hours=hours)


def lasting(speech: Speech, amount: Amount) -> Piece:
    return Piece(lasting=amount)


def until(speech: Speech, piece: Piece) -> Piece:
    return Piece(until=Until(piece))


def since(speech: Speech, piece: Piece) -> Piece:
    return Piece(since=piece)


def whole_day(speech: Speech) -> Piece:
    return Piece(all_day=True)


def fixed_day(speech: Speech, days: int, hour: int) -> Piece:
    """ "midnight tonight"."""
    return Piece(day=from_today(speech, days), clock=Clock(hour, 0, "24"))


def first_thing(speech: Speech, days: int) -> Piece:
    """ "first thing tomorrow"."""
    return fixed_day(speech, days, FIRST_THING_H)


def first_thing_day(speech: Speech, day: Stretch) -> Piece:
    return Piece(day=day, clock=Clock(FIRST_THING_H, 0, "24"))


def about_stretch(speech: Speech, day: Stretch) -> Piece:
    """ "sometime next week"."""
    return Piece(day=day, is_vague=True)


def early_piece(speech: Speech, stretch: Stretch) -> Piece | None:
    found = early_stretch(speech, stretch)
    return on_day(speech, found) if found else None


def late_piece(speech: Speech, stretch: Stretch) -> Piece | None:
    found = late_stretch(speech, stretch)
    return on_day(speech, found) if found else None


def late_unit(speech: Speech, unit: str) -> Piece | None:
    """ "later this week": from tomorrow to its end."""
    whole = period(speech, 0, unit)
    if whole is None:
        return None
    first = min(speech.today + DAY, whole.last)
    return Piece(day=replace(whole, first=first), is_vague=True)


def later_today(speech: Speech) -> Piece:
    return Piece(day=one_day(speech.today), is_vague=True)


def on_period(speech: Speech, unit: str) -> Piece | None:
    whole = period(speech, 0, unit)
    return on_day(speech, whole) if whole else None


def whole_period(speech: Speech, unit: str) -> Piece | None:
    whole = period(speech, 0, unit)
    return Piece(day=whole, all_day=True) if whole else None


def short_day(speech: Speech, day: int) -> Piece:
    return on_day(speech, weekday(speech, "", day))


def short_next(speech: Speech, day: int) -> Piece:
    return on_day(speech, weekday(speech, "next", day))


def short_day_at(speech: Speech, day: int, clock: Clock) -> Piece:
    return Piece(day=weekday(speech, "", day), clock=clock)


def to_clock(speech: Speech, clock: Clock) -> Piece:
    """ "to five": only where a sentence is about when."""
    return Piece(clock=clock, needs_request=True)


def year_piece(speech: Speech, number: int) -> Piece | None:
    found = year(speech, number)
    return on_day(speech, found) if found else None


def clock_part(speech: Speech, clock: Clock, part: str) -> Piece:
    """ "um acht Uhr abends"; "nachts" leaves no doubt about the day: the small hours are its first."""
    return Piece(clock=clock_in_part(speech, clock, part)) if part == "night" else Piece(clock=clock, part=part)


def part_clock(speech: Speech, part: str, clock: Clock) -> Piece:
    return clock_part(speech, clock, part)


def hour_part(speech: Speech, hour: int, part: str) -> Piece:
    """ "acht Uhr abends"."""
    return clock_part(speech, Clock(hour), part)


def noon_clock(speech: Speech, clock: Clock) -> Piece:
    return Piece(clock=clock, part="noon")


def weekday_with_part(speech: Speech, both: Sequence[Any]) -> Piece:
    """ "Montagabend"."""
    return Piece(day=weekday(speech, "", both[0]), part=both[1])


def weekday_morning(speech: Speech, day: int) -> Piece:
    return Piece(day=weekday(speech, "", day), part="morning")


def on_end(speech: Speech, whole: Stretch) -> Piece | None:
    """ "Ende nächster Woche"."""
    day = edge(speech, "end", whole)
    return on_day(speech, day) if day else None


def on_month(speech: Speech, month: int) -> Piece:
    return on_day(speech, named_month(speech, "", month))


def on_holiday(speech: Speech, rule: str) -> Piece | None:
    day = holiday(speech, "", rule)
    return on_day(speech, day) if day else None


def day_number_piece(speech: Speech, number: int) -> Piece | None:
    """ "on the 3rd"."""
    day = day_of_month(speech, number)
    return Piece(day=day, is_day_number=True) if day else None


def short_last(speech: Speech, day: int) -> Piece:
    return on_day(speech, weekday(speech, "last", day))


def weekends_ago(speech: Speech, count: int) -> Piece | None:
    """ "two weekends ago"."""
    found = period(speech, -count, "weekend")
    return on_day(speech, found) if found else None


def weeks_and_day_piece(speech: Speech, amount: Amount, day: int) -> Piece | None:
    """ "in two weeks on Monday"."""
    found = weeks_and_weekday(speech, amount, day)
    return on_day(speech, found) if found else None


def part_of_day(speech: Speech, part: str, day: Stretch) -> Piece:
    """ "the evening of 3 November"."""
    return Piece(day=day, part=part)


def part_before(speech: Speech, part: str, day: Stretch) -> Piece | None:
    """ "the night before Christmas"."""
    return Piece(day=one_day(day.first - DAY), part=part) if day.grain is Grain.DAY else None


def part_of_number(speech: Speech, part: str, number: int) -> Piece | None:
    day = day_of_month(speech, number)
    return Piece(day=day, part=part) if day else None


def same_time(speech: Speech, day: Stretch) -> Piece | None:
    """ "this time tomorrow"."""
    now = speech.now
    return Piece(day=day, clock=Clock(now.hour, now.minute, "24")) if day.grain is Grain.DAY else None


def same_time_week(speech: Speech, week: Stretch) -> Piece | None:
    """ "same time next week": on the weekday of today."""
    return same_time(speech, one_day(week.first + speech.today.weekday() * DAY))


def weekdays_span(speech: Speech, first: int, last: int) -> Piece | None:
    """ "from Monday to Friday": these days; with a time of day every week."""
    begin = weekday(speech, "", first)
    length = (last - first) % 7
    if not length:
        return None
    days = Stretch(begin.first, begin.after + length * DAY, Grain.DAY)
    return Piece(day=days, weekdays=weekday_range(speech, first, last))


def clock_and_amount(speech: Speech, sign: int, amount: Amount, clock: Clock) -> Piece | None:
    """ "an hour before noon"."""
    minutes = clock.hour * 60 + clock.minute + sign * amount.seconds // 60
    if amount.days or amount.months or not 0 <= minutes < MOST_MINUTES:
        return None
    return Piece(clock=Clock(minutes // 60, minutes % 60, clock.half))


def military_piece(speech: Speech, digits: int) -> Piece | None:
    """ "at 0800"."""
    clock = military(speech, digits)
    return Piece(clock=clock) if clock else None
