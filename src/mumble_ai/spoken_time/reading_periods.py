"""What the words for weeks, months, years, seasons and feasts mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mumble_ai.spoken_time.contract import Grain
from mumble_ai.spoken_time.days import (
    SATURDAY,
    feast,
    month_of,
    nth_weekday,
    one_day,
    period_from,
    season_of,
    shifted,
    week_of,
)
from mumble_ai.spoken_time.meaning import Amount, Piece, Speech, Stretch

YEARS_AHEAD = 12
"""How far is looked for a day such as 29 February or a Friday the 13th."""


def edge(speech: Speech, which: str, period: Stretch) -> Stretch | None:
    """ "end of the month" is its last day, of the week Friday; "middle" is the 15th, Wednesday, 1 July."""
    if period.grain is Grain.DAY:
        return None
    if which == "start":
        return one_day(period.first)
    if which == "end":
        return one_day(period.first + timedelta(days=4) if period.grain is Grain.WEEK else period.last)
    if which == "last":
        return one_day(period.last)
    if period.grain is Grain.WEEK:
        return one_day(period.first + timedelta(days=2))
    if period.grain is Grain.MONTH:
        return one_day(period.first.replace(day=15))
    if period.grain is Grain.YEAR:
        return one_day(period.first.replace(month=7))
    return one_day(period.first + (period.after - period.first) // 2)


def third(speech: Speech, which: str, period: Stretch) -> Stretch | None:
    """ "early next week", "late November": about a third of it, to be asked about."""
    if period.grain not in (Grain.WEEK, Grain.MONTH, Grain.YEAR, Grain.SEASON):
        return None
    length = (period.after - period.first).days // 3
    first = period.first if which == "early" else period.after - timedelta(days=length)
    if period.grain is Grain.WEEK and which == "late":
        first = period.first + timedelta(days=3)
    return Stretch(first, first + timedelta(days=length), period.grain, True)


def period(speech: Speech, which: int, unit: str) -> Stretch | None:
    """The week, month … so many on."""
    return period_from(speech.today, which, unit)


def named_month(speech: Speech, which: str, month: int, year: int = 0) -> Stretch:
    """ "in May": this one or the next to come; "next May" is the coming one, not this month."""
    today = speech.today
    if year:
        return month_of(year, month)
    if which == "last" or (speech.is_past and which == ""):
        back = month > today.month or (month == today.month and which == "last")
        return month_of(today.year - back, month)
    gone = month < today.month or (month == today.month and which == "next")
    return month_of(today.year + (gone and which != "this"), month)


def season(speech: Speech, which: int, name: str, year: int = 0) -> Stretch:
    """ "this summer" of this year, "next summer" the coming one."""
    if year:
        return season_of(name, year)
    found = season_of(name, speech.today.year)
    if (which == 1 and found.first <= speech.today) or (which == 0 and found.after <= speech.today):
        found = season_of(name, speech.today.year + 1)
    if which == -1 and found.after > speech.today:
        found = season_of(name, speech.today.year - 1)
    return found


def year(speech: Speech, number: int) -> Stretch | None:
    return month_of(number, 1, 12, Grain.YEAR) if 1900 <= number < 2200 else None


def quarter_number(speech: Speech, number: int, number_year: int = 0) -> Stretch | None:
    if not 1 <= number <= 4:
        return None
    found = month_of(number_year or speech.today.year, number * 3 - 2, 3, Grain.QUARTER)
    return (
        found
        if number_year or found.after > speech.today
        else month_of(speech.today.year + 1, number * 3 - 2, 3, Grain.QUARTER)
    )


def holiday(speech: Speech, which: str, rule: str, in_year: int = 0) -> Stretch | None:
    """The coming one, today included; "last" the one that was."""
    today = speech.today
    if in_year:
        found = feast(rule, in_year, speech.zone_name)
        return one_day(found) if found else None
    is_past = which == "last" or (speech.is_past and which != "next")
    found = [feast(rule, today.year + ahead, speech.zone_name) for ahead in (-1, 0, 1)]
    days = [day for day in found if day and (day < today if is_past else day >= today)]
    return one_day(days[-1] if is_past else days[0]) if days else None


def advent_sunday(speech: Speech, number: int) -> Stretch | None:
    first = holiday(speech, "", "advent")
    return one_day(first.first + timedelta(weeks=number - 1)) if first and 1 <= number <= 4 else None


def week_before(speech: Speech, sign: int, day: Stretch) -> Stretch | None:
    return week_of(day.first, sign)


def loose(speech: Speech, value: Stretch) -> Stretch:
    """ "sometime next week"."""
    return replace(value, is_vague=True)


def next_days(speech: Speech, amount: Amount) -> Piece | None:
    """ "the next three days", from today."""
    if amount.seconds or not (amount.days or amount.months):
        return None
    return Piece(day=Stretch(speech.today, shifted(speech.today, amount), Grain.DAY))


def past_days(speech: Speech, amount: Amount) -> Piece | None:
    if amount.seconds or not (amount.days or amount.months):
        return None
    return Piece(day=Stretch(shifted(speech.today, amount, -1), speech.today, Grain.DAY))


def mid_month(speech: Speech, month: int) -> Stretch | None:
    return edge(speech, "middle", named_month(speech, "", month))


def end_of(speech: Speech, unit: str) -> Stretch | None:
    """ "month end"."""
    found = period(speech, 0, unit)
    return edge(speech, "end", found) if found else None


def holiday_in(speech: Speech, rule: str, in_year: int) -> Stretch | None:
    return holiday(speech, "", rule, in_year)


def holiday_of_year(speech: Speech, years: int, rule: str) -> Stretch | None:
    return holiday(speech, "", rule, speech.today.year + years)


def season_in(speech: Speech, name: str, in_year: int) -> Stretch:
    return season_of(name, in_year)


def week_with(speech: Speech, day: Stretch) -> Stretch:
    """ "the week of 3 May"."""
    return week_of(day.first)


def early_stretch(speech: Speech, stretch: Stretch) -> Stretch | None:
    return third(speech, "early", stretch)


def late_stretch(speech: Speech, stretch: Stretch) -> Stretch | None:
    return third(speech, "late", stretch)


def end_month(speech: Speech, month: int) -> Stretch | None:
    """ "Ende November"."""
    return edge(speech, "end", named_month(speech, "", month))


def start_month(speech: Speech, month: int) -> Stretch | None:
    return edge(speech, "start", named_month(speech, "", month))


def weekend_with(speech: Speech, day: Stretch) -> Stretch | None:
    """ "the weekend of 7 November"."""
    return period_from(day.first, 0, "weekend")


def weekend_in(speech: Speech, which: int, whole: Stretch) -> Stretch | None:
    """ "the second weekend in November": the one of its second Saturday."""
    saturday = nth_weekday(whole, which, SATURDAY)
    return period_from(saturday, 0, "weekend") if saturday else None


def workday_in(speech: Speech, which: int, whole: Stretch) -> Stretch | None:
    """ "the last working day of the month"."""
    days = (whole.first + timedelta(days=n) for n in range((whole.after - whole.first).days))
    workdays = [day for day in days if day.weekday() < SATURDAY]
    index = which - 1 if which > 0 else which
    return one_day(workdays[index]) if -len(workdays) <= index < len(workdays) else None


def start_of(speech: Speech, unit: str) -> Stretch | None:
    """ "Monatsanfang": of the next one."""
    found = period(speech, 1, unit)
    return edge(speech, "start", found) if found else None
