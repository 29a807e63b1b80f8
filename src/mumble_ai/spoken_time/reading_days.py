"""What the words for days mean: the actions of the grammars' patterns about the calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mumble_ai.spoken_time.contract import Grain
from mumble_ai.spoken_time.days import (
    day_of,
    month_of,
    month_start,
    nth_weekday,
    one_day,
    shifted,
    week_of,
)
from mumble_ai.spoken_time.meaning import DAY, Amount, Piece, Speech, Stretch

YEARS_AHEAD = 12
"""How far is looked for a day such as 29 February or a Friday the 13th."""


MOST_WEEKS = 520


def from_today(speech: Speech, days: int) -> Stretch:
    return one_day(speech.today + timedelta(days=days))


def weekday(speech: Speech, which: str, day: int) -> Stretch:
    """ "Monday": the coming one, today is none; "week" is the British "Monday week"."""
    today = speech.today
    ahead = timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    behind = timedelta(days=(today.weekday() - day - 1) % 7 + 1)
    if which == "next" and speech.customs.next_weekday == "coming":
        which = "coming"
    if which == "after_next" and speech.customs.next_weekday == "coming":
        return one_day(today + ahead + timedelta(weeks=1))
    match which:
        case "this":
            return one_day(today + timedelta(days=(day - today.weekday()) % 7))
        case "next":
            return one_day(week_of(today, 1).first + timedelta(days=day))
        case "after_next":
            return one_day(week_of(today, 2).first + timedelta(days=day))
        case "last":
            return one_day(today - behind)
        case "before_last":
            return one_day(today - behind - timedelta(weeks=1))
        case "week":
            return one_day(today + ahead + timedelta(weeks=1))
        case "fortnight":
            return one_day(today + ahead + timedelta(weeks=2))
        case "":
            return one_day(today - behind if speech.is_past else today + ahead)
        case _:
            return one_day(today + ahead)


def weekday_in_week(speech: Speech, day: int, week: Stretch) -> Stretch | None:
    return one_day(week.first + timedelta(days=day)) if week.grain in (Grain.WEEK, Grain.WEEKEND) else None


def week_and_weekday(speech: Speech, week: Stretch, day: int) -> Stretch | None:
    return weekday_in_week(speech, day, week)


def weeks_and_weekday(speech: Speech, amount: Amount, day: int) -> Stretch | None:
    """ "in two weeks on Monday": Monday of that week."""
    if amount.days % 7 or amount.months or amount.seconds or not amount.days:
        return None
    return one_day(week_of(speech.today, amount.days // 7).first + timedelta(days=day))


def weekday_and_weeks(speech: Speech, day: int, amount: Amount) -> Stretch | None:
    return weeks_and_weekday(speech, amount, day)


def weekday_and_day(speech: Speech, day_of_week: int, day: int) -> Stretch | None:
    """ "Friday the 13th": the next one that is both, the next 13th if none is within a year."""
    for months in range(13):
        first = month_start(speech.today.year, speech.today.month + months)
        found = day_of(first.year, first.month, day)
        if found and found >= speech.today and found.weekday() == day_of_week:
            return one_day(found)
    return None


def with_weekday(speech: Speech, day_of_week: int, day: Stretch) -> Stretch | None:
    """ "Friday, 3 May": the date counts."""
    return day


def month_day(speech: Speech, month: int, day: int, year: int = 0) -> Stretch | None:
    """ "3 May": the next one, today included; in the past, the last one."""
    if year:
        found = day_of(year, month, day)
        return one_day(found) if found else None
    years = range(YEARS_AHEAD)
    for ahead in (-y for y in years) if speech.is_past else years:
        found = day_of(speech.today.year + ahead, month, day)
        if found and (found <= speech.today if speech.is_past else found >= speech.today):
            return one_day(found)
    return None


def day_month(speech: Speech, day: int, month: int, year: int = 0) -> Stretch | None:
    return month_day(speech, month, day, year)


def this_day_month(speech: Speech, day: int, month: int, which: int) -> Stretch | None:
    found = day_of(speech.today.year + which, month, day)
    return one_day(found) if found else None


def day_of_month(speech: Speech, day: int) -> Stretch | None:
    """ "the 3rd": of this month if it is yet to come (today included), else of the next that has one."""
    if not 1 <= day <= 31:
        return None
    for months in range(13):
        first = month_start(speech.today.year, speech.today.month + (-months if speech.is_past else months))
        found = day_of(first.year, first.month, day)
        if found and (found <= speech.today if speech.is_past else found >= speech.today):
            return one_day(found)
    return None


def day_in_month(speech: Speech, day: int, month: Stretch) -> Stretch | None:
    if month.grain is not Grain.MONTH:
        return None
    found = day_of(month.first.year, month.first.month, day)
    return one_day(found) if found else None


def nth(speech: Speech, which: int, day: int, period: Stretch) -> Stretch | None:
    """ "the last Friday of the month": of this month also when it is over."""
    found = nth_weekday(period, which, day)
    return one_day(found) if found else None


def nth_of_named(speech: Speech, which: int, day: int, month: int, year: int = 0) -> Stretch | None:
    """ "the first Monday of May": the next one."""
    for ahead in range(2):
        found = nth_weekday(month_of(year or speech.today.year + ahead, month), which, day)
        if found and (year or found >= speech.today):
            return one_day(found)
    return None


def after_day(speech: Speech, sign: int, amount: Amount, day: Stretch) -> Stretch | None:
    """ "two weeks from tomorrow", "a week before Christmas"."""
    if amount.seconds or day.grain is not Grain.DAY:
        return None
    return one_day(shifted(day.first, amount, sign))


def day_before(speech: Speech, sign: int, day: Stretch) -> Stretch | None:
    return one_day(day.first + sign * DAY) if day.grain is Grain.DAY else None


def weekday_by(speech: Speech, sign: int, weekday_number: int, day: Stretch) -> Stretch | None:
    """ "the Friday after Easter"."""
    if day.grain is not Grain.DAY:
        first = day.after if sign > 0 else day.first
        first -= DAY if sign > 0 else timedelta(0)
    else:
        first = day.first
    ahead = (
        (weekday_number - first.weekday() - 1) % 7 + 1
        if sign > 0
        else -((first.weekday() - weekday_number - 1) % 7 + 1)
    )
    return one_day(first + timedelta(days=ahead))


def ahead(speech: Speech, sign: int, amount: Amount) -> Piece | None:
    """ "in 90 minutes" to the second, of real time; "in three days" the day; "in a second" is only said."""
    if amount == Amount(seconds=1):
        return None
    if amount.seconds:
        now = shifted_moment(speech, amount, sign)
        return Piece(moment=now, is_vague=False)
    return Piece(day=one_day(shifted(speech.today, amount, sign)), is_vague=False)


def shifted_moment(speech: Speech, amount: Amount, sign: int) -> datetime:
    day = shifted(speech.today, replace(amount, seconds=0), sign)
    zone = speech.now.tzinfo
    local = datetime.combine(day, speech.now.time()).replace(tzinfo=zone, fold=speech.now.fold)
    return (local.astimezone(UTC) + timedelta(seconds=sign * amount.seconds)).astimezone(zone)


def at_once(speech: Speech) -> Piece:
    return Piece(moment=speech.now)


def iso_date(speech: Speech, text: str) -> Stretch | None:
    year_, month, day = (int(n) for n in re.findall(r"\d+", text))
    found = day_of(year_, month, day)
    return one_day(found) if found and 1900 <= year_ < 2200 else None


def dotted_date(speech: Speech, text: str) -> Stretch | None:
    """ "14.11." and "14.11.2026"."""
    day, month, *rest = (int(n) for n in re.findall(r"\d+", text))
    return month_day(speech, month, day, rest[0] if rest else 0)


def slashed_date(speech: Speech, text: str) -> Stretch | None:
    """ "11/14": the month first in the United States, or where it can't be the day."""
    first, second, *rest = (int(n) for n in text.split("/"))
    year_ = rest[0] + (2000 if rest and rest[0] < 100 else 0) if rest else 0
    month, day = (first, second) if (speech.is_american and first <= 12) or second > 12 else (second, first)
    return month_day(speech, month, day, year_)


def span_of(speech: Speech, first: Stretch, last: Stretch) -> Stretch | None:
    """ "from Monday to Wednesday", both included; the end is the first one after the beginning."""
    if last.first < first.first:
        if last.grain is not Grain.DAY or (first.first - last.first) > timedelta(days=370):
            return None
        gap = first.first - last.first
        weeks = -(-gap.days // 7)
        last = one_day(last.first + timedelta(weeks=weeks)) if gap.days < 7 else last
        if last.first < first.first:
            moved = day_of(last.first.year + 1, last.first.month, last.first.day)
            if moved is None:
                return None
            last = one_day(moved)
    return Stretch(first.first, max(last.after, first.after), Grain.DAY)


def days_in_month(speech: Speech, month: int, first: int, last: int, year_: int = 0) -> Stretch | None:
    """ "24 to 26 December"."""
    begins = month_day(speech, month, first, year_)
    ends = begins and day_of(begins.first.year, month, last)
    return Stretch(begins.first, ends + DAY, Grain.DAY) if begins and ends and ends > begins.first else None


def month_days(speech: Speech, first: int, last: int, month: int, year_: int = 0) -> Stretch | None:
    return days_in_month(speech, month, first, last, year_)


def amount_from_today(speech: Speech, days: int, amount: Amount) -> Stretch | None:
    """ "a week tomorrow"."""
    return after_day(speech, 1, amount, from_today(speech, days))


def amount_and_weekday(speech: Speech, amount: Amount, day: int) -> Stretch | None:
    """ "two weeks on Monday": so many weeks after the coming one."""
    return after_day(speech, 1, amount, weekday(speech, "", day)) if amount.days and not amount.days % 7 else None


def month_day_in(speech: Speech, years: int, month: int, day: int) -> Stretch | None:
    """ "5 June next year"."""
    return month_day(speech, month, day, speech.today.year + years)


def day_month_in(speech: Speech, years: int, day: int, month: int) -> Stretch | None:
    return month_day(speech, month, day, speech.today.year + years)


def month_then_day(speech: Speech, month: Stretch, day: int) -> Stretch | None:
    return day_in_month(speech, day, month)


def month_number(speech: Speech, number: int) -> int | None:
    """ "der dritte Elfte"."""
    return number if 1 <= number <= 12 else None


def dayword_and_amount(speech: Speech, days: int, amount: Amount) -> Stretch | None:
    """ "morgen in einer Woche"."""
    return after_day(speech, 1, amount, from_today(speech, days))


def weekday_in_amount(speech: Speech, day: int, amount: Amount) -> Stretch | None:
    """ "Montag in zwei Wochen": so many weeks after the coming one."""
    return amount_and_weekday(speech, amount, day)


def weekdays_on(speech: Speech, sign: int, count: int, day: int) -> Stretch | None:
    """ "three Mondays from now", "two Fridays ago"."""
    if not 1 <= count <= MOST_WEEKS:
        return None
    first = weekday(speech, "last" if sign < 0 else "coming", day).first
    return one_day(first + timedelta(weeks=sign * (count - 1)))
