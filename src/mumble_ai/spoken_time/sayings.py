"""The words a language says times with, from the `saying` part of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, Final

from unicode_rbnf import FormatPurpose

from mumble_ai.spoken_time.language import data_of, numbers_of

_TEENS: Final = (11, 12, 13)
_ENGLISH_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class RuleSayings:
    """The words for repetition; names in capitals are frequencies of RFC 5545."""

    DAILY: Sequence[str]
    HOURLY: Sequence[str]
    MINUTELY: Sequence[str]
    SECONDLY: Sequence[str]
    WEEKLY: Sequence[str]
    MONTHLY: Sequence[str]
    YEARLY: Sequence[str]
    workdays: str
    weekend: str
    month_day: str
    last_month_day: str
    nth_weekday: str
    nth_workday: str
    year_date: str
    year_nth: str
    hours: str
    count: str
    until: str
    clock: str
    clock_range: str
    part: str
    nth: Mapping[str, str]
    ordinals: str
    ordinal_ending: str = ""


@dataclass(frozen=True, slots=True)
class Sayings:
    """The words for times; braces stand for what is filled in."""

    weekdays: Sequence[str]
    months: Sequence[str]
    default_clock: int
    days: Mapping[str, str]
    coming: str
    gone: str
    date: str
    date_and_year: str
    days_and_clock: str
    date_and_clock: str
    from_to_clock: str
    from_to: str
    drop_for_range: str
    noon: str
    midnight_12: int
    """The hour of midnight on a clock of twelve hours."""
    clock_12: str
    hour_12: str
    clock_24: str
    hour_24: str
    halves: Sequence[tuple[int, str]]
    """(hour it ends at, name)."""
    second_of_two: str
    parts: Mapping[str, str]
    today_parts: Mapping[str, str]
    periods: Mapping[str, str]
    relative_periods: Mapping[str, Mapping[str, str]]
    units: Mapping[str, Sequence[str]]
    no_time: str
    question_date: str
    question_day: str
    question_moment: str
    question_no_day: str
    vague: Sequence[str]
    no_such_day: str
    rules: RuleSayings
    conjunction: str
    code: str

    def words_of(self, day: date) -> dict[str, Any]:
        """What a template of a day can be filled with."""
        return {
            "weekday": self.weekdays[day.weekday()],
            "month": self.months[day.month - 1],
            "day": day.day,
            "ordinal": figures(day.day),
            "year": day.year,
        }

    def half_of_day(self, hour: int) -> str:
        """ "am", "pm", or the part of the day that tells them apart."""
        return next(name for until, name in self.halves if hour < until)

    def ordinal(self, number: int) -> str:
        """ "15th", or in words where figures are not read that way."""
        if self.rules.ordinals == "figures":
            return figures(number)
        word = numbers_of(self.code).format_number(number, FormatPurpose.ORDINAL).text
        return word + self.rules.ordinal_ending


def figures(number: int) -> str:
    """ "15th"."""
    ending = "th" if number % 100 in _TEENS else _ENGLISH_ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


@cache
def _sayings(code: str) -> Sayings:
    data: dict[str, Any] = data_of(code)[1]["saying"]
    wanted = {f.name for f in fields(Sayings)} - {"rules", "conjunction", "code"}
    plain = {name: value for name, value in data.items() if name in wanted}
    return Sayings(**plain, rules=RuleSayings(**data["rules"]), conjunction=data["and"], code=code)


def sayings(code: str) -> Sayings:
    """The words of a language; one that there is no file for is said in English."""
    return _sayings(data_of(code)[0])
