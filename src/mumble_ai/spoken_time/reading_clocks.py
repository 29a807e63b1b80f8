"""What the words for times of day and lengths of time mean."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from mumble_ai.spoken_time.meaning import TWICE_ROUND_H, Amount, Clock, Hours, Speech

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 2}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
LATE_H = 8
"""From this hour on a time at night is before midnight."""
NOON_ENDS_H = 4
MOST = 100_000
"""A greater number of units is none that anyone means."""


def hour(speech: Speech, number: int) -> int | None:
    return number if 0 <= number <= 24 else None


def hour12(speech: Speech, number: int) -> int | None:
    return number if 1 <= number <= 12 else None


def minute(speech: Speech, number: int) -> int | None:
    return number if 0 <= number <= 59 else None


def two_digits(speech: Speech, number: int) -> int | None:
    return number if 10 <= number <= 59 else None


def one_digit(speech: Speech, number: int) -> int | None:
    return number if 0 <= number <= 9 else None


def fives(speech: Speech, number: int) -> int | None:
    return number if number in (5, 10, 20, 25) else None


def minutes(speech: Speech, number: int) -> int | None:
    return number if 1 <= number <= 59 else None


def clock(speech: Speech, hour_: int, minute_: int = 0) -> Clock:
    return Clock(hour_, minute_, "24" if hour_ > 12 or hour_ == 0 else "")


def exact(speech: Speech, hour_: int, minute_: int = 0) -> Clock:
    """As it was said, of 24 hours."""
    return Clock(hour_, minute_, "24")


def written(speech: Speech, text: str) -> Clock | None:
    """ "9:30", "18:30", "06:30" (a leading zero is of 24 hours)."""
    digits = text.replace(".", ":").split(":")
    hour_, minute_ = int(digits[0]), int(digits[1])
    second = int(digits[2]) if len(digits) > 2 else 0
    if hour_ > 24 or minute_ > 59 or second > 59 or (hour_ == 24 and (minute_ or second)):
        return None
    is_whole = hour_ > 12 or speech.customs.written_is_of_24 or (len(digits[0]) == 2 and digits[0][0] == "0")
    return Clock(hour_, minute_, "24" if is_whole else "", second)


def military(speech: Speech, digits: int) -> Clock | None:
    """ "1900 hours"."""
    hour_, minute_ = divmod(digits, 100)
    return Clock(hour_, minute_, "24") if hour_ < 25 and minute_ < 60 else None


def half_of_day(speech: Speech, time: Clock, half: str) -> Clock | None:
    if time.hour > 12:
        return time if half == "pm" else None
    return Clock(time.hour, time.minute, half, time.second)


def past(speech: Speech, minute_: int, hour_: int) -> Clock:
    return clock(speech, hour_, minute_)


def before(speech: Speech, minute_: int, hour_: int) -> Clock:
    """ "twenty to six"."""
    if hour_ == 0:
        return Clock(23, 60 - minute_, "24")
    earlier = hour_ - 1
    return Clock(earlier or 12, 60 - minute_, "24" if hour_ > 12 else "")


def before_figures(speech: Speech, minute_: int, hour_: int) -> Clock | None:
    """ "10 to 6"; "10 to 11" in figures is a span."""
    return before(speech, minute_, hour_) if minute_ > hour_ else None


def clock_in_part(speech: Speech, time: Clock, part: str) -> Clock:
    """ "nine in the morning"."""
    if time.hour > TWICE_ROUND_H or not time.hour:
        return time
    hour_ = time.hour % TWICE_ROUND_H
    is_late = part in ("afternoon", "evening") or (part == "noon" and hour_ < NOON_ENDS_H)
    if part == "night":
        is_late = hour_ >= LATE_H or (not hour_ and not time.minute)
        return Clock(hour_ + TWICE_ROUND_H * (is_late + (not hour_ and is_late)), time.minute, "24", time.second)
    return Clock(hour_ + TWICE_ROUND_H * (is_late or (part == "noon" and not hour_)), time.minute, "24", time.second)


def clock_in_night(speech: Speech, time: Clock) -> Clock:
    return clock_in_part(speech, time, "night")


def past_clock(speech: Speech, minute_: int, time: Clock) -> Clock:
    """ "ten past noon"."""
    total = time.hour * 60 + time.minute + minute_
    return Clock(total // 60, total % 60, time.half)


def before_clock(speech: Speech, minute_: int, time: Clock) -> Clock:
    total = (time.hour * 60 + time.minute - minute_) % (24 * 60)
    return Clock(total // 60, total % 60, time.half)


def half_hour(speech: Speech, hour_: int) -> Clock | None:
    """ "half seven": half past seven, or half past six where that is the custom."""
    if not speech.customs.half_hour_is_before:
        return clock(speech, hour_, 30)
    return before(speech, 30, hour_) if hour_ else None


def around_half(speech: Speech, sign: int, minute_: int, hour_: int) -> Clock | None:
    """ "fünf vor halb acht"."""
    half = half_hour(speech, hour_)
    if half is None:
        return None
    total = half.hour * 60 + half.minute + sign * minute_
    return Clock(total // 60, total % 60, half.half)


def fixed(speech: Speech, hour_: int) -> Clock:
    """ "noon", "midnight" (24, the end of the day)."""
    return Clock(hour_, 0, "24")


def hours(speech: Speech, first: Clock, last: Clock) -> Hours:
    return Hours(first, last)


def amount(speech: Speech, count: float | Fraction, unit: str) -> Amount | None:
    """A number of units; a part of a month is counted in days, of a day in hours."""
    number = Fraction(count)
    if not 0 <= number <= MOST:
        return None
    if unit in _SECONDS:
        return Amount(seconds=round(number * _SECONDS[unit]))
    if unit in _MONTHS:
        months = number * _MONTHS[unit]
        return Amount(months=int(months), days=round((months - int(months)) * 30))
    days = number * _DAYS[unit]
    if unit != "day":
        days = Fraction(round(days))
    return Amount(days=int(days), seconds=round((days - int(days)) * 86400))


def part_of(speech: Speech, top: int, bottom: int, unit: str) -> Amount | None:
    return amount(speech, Fraction(top, bottom), unit)


def and_part(speech: Speech, top: int, bottom: int, count: float, unit: str) -> Amount | None:
    """ "an hour and a half", "two and a half hours"."""
    return amount(speech, Fraction(count) + Fraction(top, bottom), unit)


def single_and_part(speech: Speech, top: int, bottom: int, unit: str) -> Amount | None:
    return amount(speech, 1 + Fraction(top, bottom), unit)


def plus(speech: Speech, *amounts: Amount) -> Amount | None:
    """ "2 hours and 20 minutes", the greater unit first."""
    total = amounts[0]
    for before_, after in pairwise(amounts):
        if after.length >= before_.length and before_.length:
            return None
        total = total + after
    return total


def hour_and_minutes(speech: Speech, count: float, unit: str, rest: int) -> Amount | None:
    """ "an hour twenty", "one minute thirty"."""
    size = {"hour": 60, "minute": 1}.get(unit)
    first = amount(speech, count, unit)
    return first + Amount(seconds=size * rest) if first and size and 0 < rest < 60 else None


def vaguely(speech: Speech, value: Amount) -> Amount:
    return Amount(value.months, value.days, value.seconds, True)


def half_clock(speech: Speech, hour_: int, minute_: int, half: str) -> Clock:
    """ "five thirty p m"."""
    return Clock(hour_, minute_, half)


def half_clock_hour(speech: Speech, hour_: int, half: str) -> Clock | None:
    return half_of_day(speech, Clock(hour_), half)


def to_fixed(speech: Speech, hour_: int, minute_: int) -> Clock:
    """ "ten to midnight"."""
    return Clock(hour_ - 1, 60 - minute_, "24")


def quarters(speech: Speech, count: int) -> Amount | None:
    """ "drei Viertelstunden"."""
    return amount(speech, Fraction(count, 4), "hour")
