"""Says how something repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from mumble_ai.spoken_time.repeating import NAMES
from mumble_ai.spoken_time.sayings import Sayings

WORKDAYS = ("MO", "TU", "WE", "TH", "FR")
WEEKEND = ("SA", "SU")
_CLOCK_RULES = ("HOURLY", "MINUTELY", "SECONDLY")


def rule_in_words(
    rrule: str,
    start: datetime,
    end: datetime | None,
    words: Sayings,
    clock_of: Callable[[datetime], str],
    day_of: Callable[[date], str],
    *,
    is_all_day: bool,
) -> str:
    """A rule of RFC 5545 in words, with the time of day it happens at, its count and its end."""
    parts = dict(part.split("=", 1) for part in rrule.removeprefix("RRULE:").split(";") if "=" in part)
    said = _frequency(parts, start, words, clock_of)
    if not is_all_day and parts.get("FREQ") not in _CLOCK_RULES:
        if end and end.date() == start.date():
            said = words.rules.clock_range.format(rule=said, first=clock_of(start), last=clock_of(end))
        else:
            said = words.rules.clock.format(rule=said, clock=clock_of(start))
    if count := parts.get("COUNT"):
        said = words.rules.count.format(rule=said, n=count)
    if until := parts.get("UNTIL"):
        said = words.rules.until.format(rule=said, day=day_of(_last_day(until, start)))
    return said


def _frequency(parts: dict[str, str], start: datetime, words: Sayings, clock_of: Callable[[datetime], str]) -> str:
    frequency, interval = parts.get("FREQ", "DAILY"), int(parts.get("INTERVAL", "1"))
    days = [_weekday(text) for text in parts.get("BYDAY", "").split(",") if text]
    templates: Sequence[str] = getattr(words.rules, frequency)
    if frequency == "HOURLY" and (hours := parts.get("BYHOUR")):
        first, *_, last = (*hours.split(","), hours.split(",")[-1])
        ends = [clock_of(start.replace(hour=int(hour), minute=0, fold=0)) for hour in (first, last)]
        return words.rules.hours.format(first=ends[0], last=ends[1])
    if frequency == "WEEKLY" or (frequency == "DAILY" and days):
        return _weekly(interval, [day for _, day in days] or [start.weekday()], words)
    if frequency == "MONTHLY":
        on = _in_month(parts, days, start, words)
        return _numbered(templates, interval).format(on=on, n=interval)
    if frequency == "YEARLY":
        return _numbered(templates, interval).format(date=_in_year(parts, days, start, words), n=interval)
    return _numbered(templates, interval).format(n=interval)


def _numbered(templates: Sequence[str], interval: int) -> str:
    return templates[0] if interval == 1 else templates[1]


def _weekly(interval: int, days: Sequence[int], words: Sayings) -> str:
    names = tuple(NAMES[day] for day in sorted(days))
    if interval == 1 and names == WORKDAYS:
        return words.rules.workdays
    if interval == 1 and names == WEEKEND:
        return words.rules.weekend
    told = _listed([words.weekdays[day] for day in sorted(days)], words)
    return words.rules.WEEKLY[min(interval, 3) - 1].format(days=told, n=interval)


def _in_month(parts: dict[str, str], days: Sequence[tuple[int, int]], start: datetime, words: Sayings) -> str:
    if position := parts.get("BYSETPOS"):
        return words.rules.nth_workday.format(nth=words.rules.nth.get(position, position))
    if days:
        weekdays = dict.fromkeys(day for _, day in days)
        return _listed([_nths(day, [n for n, d in days if d == day], words) for day in weekdays], words)
    numbers = [int(n) for n in parts.get("BYMONTHDAY", str(start.day)).split(",")]
    return _listed(
        [
            words.rules.last_month_day if n == -1 else words.rules.month_day.format(ordinal=words.ordinal(n))
            for n in numbers
        ],
        words,
    )


def _nths(day: int, numbers: Sequence[int], words: Sayings) -> str:
    """ "on the second and fourth Tuesday"."""
    told = _listed([words.rules.nth.get(str(n), str(n)) for n in numbers], words)
    return words.rules.nth_weekday.format(nth=told, weekday=words.weekdays[day])


def _in_year(parts: dict[str, str], days: Sequence[tuple[int, int]], start: datetime, words: Sayings) -> str:
    month = int(parts.get("BYMONTH", str(start.month)).split(",")[0])
    told = words.words_of(start.date()) | {"month": words.months[month - 1]}
    if days:
        nth, weekday = days[0]
        told |= {"nth": words.rules.nth.get(str(nth), str(nth)), "weekday": words.weekdays[weekday]}
        return words.rules.year_nth.format(**told)
    return words.rules.year_date.format(**told)


def _listed(told: Sequence[str], words: Sayings) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} {words.conjunction} {told[-1]}"


def _weekday(text: str) -> tuple[int, int]:
    """ "2MO" as (2, 0)."""
    return int(text[:-2] or 0), NAMES.index(text[-2:])


def _last_day(until: str, start: datetime) -> date:
    if until.endswith("Z"):
        moment = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return moment.astimezone(start.tzinfo).date()
    return datetime.strptime(until[:8], "%Y%m%d").date()
