"""Rules of repetition: their text, and the first day they fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from mumble_ai.spoken_time.days import month_of
from mumble_ai.spoken_time.meaning import DAY, Rule, Stretch

NAMES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_DAYS: Final = 366 * 9
"""How far the first day is looked for: a leap day comes within eight years."""


def text_of(rule: Rule, *, count: int = 0, until: datetime | date | None = None) -> str:
    """As RFC 5545 writes it, without DTSTART."""
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.weekdays:
        parts.append("BYDAY=" + ",".join(f"{n or ''}{NAMES[day]}" for n, day in rule.weekdays))
    for name, numbers in (("BYMONTHDAY", rule.month_days), ("BYMONTH", rule.months), ("BYHOUR", rule.hours)):
        if numbers:
            parts.append(f"{name}={','.join(str(n) for n in numbers)}")
    if rule.position:
        parts.append(f"BYSETPOS={rule.position}")
    if count:
        parts.append(f"COUNT={count}")
    if isinstance(until, datetime):
        parts.append(f"UNTIL={until.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    elif until:
        parts.append(f"UNTIL={until:%Y%m%d}")
    return ";".join(parts)


def without(rule: Rule, days: tuple[int, ...]) -> Rule | None:
    """The rule without some weekdays ("every day except Sunday"); None where nothing is left."""
    if rule.frequency == "DAILY" and rule.interval == 1:
        left = tuple((0, d) for d in range(len(NAMES)) if d not in days)
        return replace(rule, frequency="WEEKLY", weekdays=left) if left else None
    if rule.weekdays:
        left = tuple(w for w in rule.weekdays if w[1] not in days)
        return replace(rule, weekdays=left) if left else None
    return rule


def on_days_of(rule: Rule, days: Stretch) -> Rule:
    """A bare rule with the days it was said with: "on Tuesday every fortnight"."""
    length = (days.after - days.first).days
    if rule.frequency == "WEEKLY" and length <= len(NAMES):
        weekdays = sorted((days.first + timedelta(days=n)).weekday() for n in range(length))
        return replace(rule, weekdays=tuple((0, day) for day in weekdays))
    if length > 1:
        return rule
    if rule.frequency == "MONTHLY":
        return replace(rule, month_days=(days.first.day,))
    if rule.frequency == "YEARLY":
        return replace(rule, month_days=(days.first.day,), months=(days.first.month,))
    return rule


def days_of(rule: Rule, first: date) -> Iterator[date]:
    """The days from the first on that fit a rule, its interval left aside: it counts from the first."""
    for ahead in range(MOST_DAYS):
        day = first + timedelta(days=ahead)
        if fits(rule, day, first):
            yield day


def fits(rule: Rule, day: date, first: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    last = (month_of(day.year, day.month).after - DAY).day
    if rule.month_days:
        return day.day in rule.month_days or (day.day == last and -1 in rule.month_days)
    if rule.position:
        return _is_nth_workday(rule, day)
    if rule.weekdays:
        from_start, from_end = (day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1)
        return any(w == day.weekday() and n in (0, from_start, from_end) for n, w in rule.weekdays)
    return True


def _is_nth_workday(rule: Rule, day: date) -> bool:
    month = month_of(day.year, day.month)
    wanted = {w for _, w in rule.weekdays}
    days = [month.first + timedelta(days=n) for n in range((month.after - month.first).days)]
    fitting = [d for d in days if d.weekday() in wanted]
    return fitting[rule.position - 1 if rule.position > 0 else rule.position] == day
