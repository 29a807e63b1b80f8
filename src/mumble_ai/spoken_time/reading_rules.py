"""What the words for repetition mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mumble_ai.spoken_time.meaning import Amount, Piece, Rule, Speech, Stretch

ALL_WEEK = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
_FREQUENCIES = {
    "second": "SECONDLY",
    "minute": "MINUTELY",
    "hour": "HOURLY",
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
_SEVERAL = {"fortnight": ("WEEKLY", 2), "quarter": ("MONTHLY", 3)}


def every(speech: Speech, interval: int, unit: str) -> Piece | None:
    """ "every two hours", "every other week"."""
    if not 1 <= interval <= 1000:
        return None
    if unit == "weekend":
        return Piece(rule=Rule("WEEKLY", interval, _plain(WEEKEND)))
    frequency, times = _SEVERAL.get(unit) or (_FREQUENCIES[unit], 1)
    return Piece(rule=Rule(frequency, interval * times))


def on_weekdays(speech: Speech, interval: int, *days: tuple[int, ...]) -> Piece | None:
    """ "every other Tuesday", "Mondays and Thursdays"."""
    if not 1 <= interval <= 52:
        return None
    return Piece(rule=Rule("WEEKLY", interval, _plain(sorted({d for some in days for d in some}))))


def workdays(speech: Speech) -> Piece:
    return Piece(rule=Rule("WEEKLY", 1, _plain(WORKDAYS)))


def weekends(speech: Speech) -> Piece:
    return Piece(rule=Rule("WEEKLY", 1, _plain(WEEKEND)))


def one_weekday(speech: Speech, day: int) -> tuple[int, ...]:
    return (day,)


def weekday_range(speech: Speech, first: int, last: int) -> tuple[int, ...]:
    """ "Monday to Friday", also round the end of the week."""
    return tuple((first + n) % 7 for n in range((last - first) % 7 + 1))


def joined(speech: Speech, *days: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(d for some in days for d in some)


def except_days(speech: Speech, days: tuple[int, ...]) -> Piece:
    return Piece(without=tuple(days))


def nth_weekday_monthly(speech: Speech, interval: int, *rest: int) -> Piece:
    """ "every first Monday", "the first and third Monday of every month"; the last number is the weekday."""
    *which, day = rest
    return Piece(rule=Rule("MONTHLY", interval, tuple((n, day) for n in which)))


def nth_workday(speech: Speech, which: int) -> Piece:
    """ "the last working day of the month": told by its place among the workdays."""
    return Piece(rule=Rule("MONTHLY", 1, _plain(WORKDAYS), position=which))


def monthly_on(speech: Speech, interval: int, *days: int) -> Piece | None:
    """ "every 15th", "on the 1st of every month"; -1 is the last day."""
    if not all(-1 <= d <= 31 and d for d in days):
        return None
    return Piece(rule=Rule("MONTHLY", interval, month_days=tuple(days)))


def yearly_on(speech: Speech, month: int, day: int) -> Piece | None:
    """ "every 5 June"."""
    if not 1 <= day <= 31:
        return None
    return Piece(rule=Rule("YEARLY", 1, month_days=(day,), months=(month,)))


def yearly_day(speech: Speech, day: Stretch) -> Piece:
    return Piece(rule=Rule("YEARLY", 1, month_days=(day.first.day,), months=(day.first.month,)), day=day)


def yearly_month(speech: Speech, month: int) -> Piece:
    return Piece(rule=Rule("YEARLY", 1, month_days=(1,), months=(month,)))


def yearly_nth(speech: Speech, which: int, day: int, month: int) -> Piece:
    return Piece(rule=Rule("YEARLY", 1, ((which, day),), months=(month,)))


def yearly_feast(speech: Speech, rule: str) -> Piece | None:
    """A feast that has a rule of its own: a date, or a weekday of a month."""
    if rule == "thanksgiving":
        rule = "11/4/3"
    if rule[:1].isdigit() and "/" in rule:
        month, which, day = (int(n) for n in rule.split("/"))
        return yearly_nth(speech, which, day, month)
    if rule[:1].isdigit():
        month, day = (int(n) for n in rule.split("-"))
        return yearly_on(speech, month, day)
    return None


def every_day_at(speech: Speech, part: str) -> Piece:
    """ "every morning"."""
    return Piece(rule=Rule("DAILY"), part=part)


def weekday_part(speech: Speech, interval: int, days: tuple[int, ...], part: str) -> Piece:
    """ "every Sunday morning"."""
    return Piece(rule=Rule("WEEKLY", interval, _plain(sorted(set(days)))), part=part)


def times(speech: Speech, count: int) -> Piece | None:
    """ "five times"."""
    return Piece(repeats=count) if 1 < count <= 1000 else None


def every_amount(speech: Speech, amount: Amount) -> Piece | None:
    """ "every half hour", "every hour and a half"."""
    if amount.seconds and not amount.seconds % 60 and not (amount.days or amount.months):
        minutes = amount.seconds // 60
        return Piece(rule=Rule("HOURLY", minutes // 60) if minutes % 60 == 0 else Rule("MINUTELY", minutes))
    return None


def _plain(days: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((0, day) for day in days)


def nth_or_other(speech: Speech, which: int, day: int) -> Piece:
    """ "every second Tuesday" is every other one; "every third Tuesday" the third of a month."""
    return Piece(rule=Rule("WEEKLY", 2, ((0, day),))) if which == 2 else nth_weekday_monthly(speech, 1, which, day)


def yearly_on_day(speech: Speech, day: int, month: int) -> Piece | None:
    return yearly_on(speech, month, day)


def weekday_parts(speech: Speech, day: int, part: str) -> Piece:
    """ "Sunday mornings"."""
    return weekday_part(speech, 1, (day,), part)


def on_two(speech: Speech, first: int, second: int) -> Piece:
    return Piece(rule=Rule("WEEKLY", 1, _plain(sorted({first, second}))))


def except_weekend(speech: Speech) -> Piece:
    return Piece(without=WEEKEND)


def except_workdays(speech: Speech) -> Piece:
    return Piece(without=WORKDAYS)


def every_weekday_part(speech: Speech, both: Sequence[Any]) -> Piece:
    """ "jeden Montagabend"."""
    return weekday_part(speech, 1, (both[0],), both[1])


def every_half_hour(speech: Speech) -> Piece:
    return Piece(rule=Rule("MINUTELY", 30))


def every_quarter_hour(speech: Speech) -> Piece:
    return Piece(rule=Rule("MINUTELY", 15))
