"""Recurrence rules (RFC 5545, 3.3.10) with bounded work, whoever wrote them.

A rule counts in wall time. What it costs is bounded by the window asked for, not by how long ago the series began:
`dateutil` expands it, from a start that is moved near the window by whole intervals.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from mumble_ai.calendar.errors import BadRule

MAX_TEXT: Final = 500
MAX_COUNT: Final = 10_000
MAX_INTERVAL: Final = 1000
MOST_A_DAY: Final = 48
SHORTEST_INTERVAL_MIN: Final = 5
_STEP: Final = {
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}
_HORIZON_YEARS: Final = {"MINUTELY": 1, "HOURLY": 3, "DAILY": 30, "WEEKLY": 60, "MONTHLY": 100, "YEARLY": 100}
"""How far from its start a rule that counts is searched for its last occurrence."""
_FIRST_YEARS: Final = _HORIZON_YEARS | {"DAILY": 9, "WEEKLY": 9}
"""How far it is searched for its first one: two leap days are eight years apart at most."""
_RANGES: Final = {
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 59, False),
}
_DAYS_OF_A_YEAR: Final = frozenset(("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"))
_NOT_WITH: Final = {
    "DAILY": {"BYYEARDAY", "BYWEEKNO"},
    "WEEKLY": {"BYYEARDAY", "BYWEEKNO", "BYMONTHDAY"},
    "MONTHLY": {"BYYEARDAY", "BYWEEKNO"},
    "YEARLY": set[str](),
}
"""Parts that RFC 5545 (3.3.10) does not allow."""
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY: Final = re.compile(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was checked.

    Attributes:
        parts: What is neither FREQ, INTERVAL, COUNT nor UNTIL, in the order written.
        until: Last wall time that may be an occurrence.
    """

    freq: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    parts: tuple[tuple[str, str], ...] = ()

    def text(self, *, zone: str, is_all_day: bool) -> str:
        """The rule as RFC 5545 writes it: UNTIL in UTC, or a date for all-day events."""
        parts = [("FREQ", self.freq)]
        parts += [("INTERVAL", str(self.interval))] if self.interval != 1 else []
        parts += self.parts
        parts += [("COUNT", str(self.count))] if self.count else []
        if self.until:
            moment = self.until.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
            parts.append(("UNTIL", f"{self.until:%Y%m%d}" if is_all_day else f"{moment:%Y%m%dT%H%M%SZ}"))
        return ";".join(f"{name}={value}" for name, value in parts)

    def part(self, name: str) -> str:
        """The value of a part; empty where there is none."""
        return dict(self.parts).get(name, "")

    def with_part(self, name: str, value: str) -> Rule:
        """The same rule with another value of one of its parts."""
        return replace(self, parts=tuple((n, value if n == name else v) for n, v in self.parts))

    def between(self, starts: datetime, low: datetime, high: datetime, last: datetime | None) -> Iterator[datetime]:
        """Wall times of occurrences from `low` to `high`, both included.

        Args:
            starts: Of the series.
            last: What `last_of` said; required where the rule counts.
        """
        high = min(high, last) if last else high
        low = max(low, starts)
        if high < low:
            return
        rule = self._spelt_out(starts)
        for found in rule._raw(rule._moved_near(starts, low), high):
            if found >= low:
                yield found

    def first_of(self, starts: datetime) -> datetime:
        """The first occurrence at or after `starts`.

        Raises:
            BadRule: There is none.
        """
        first = next(self._from(starts, self._horizon(starts, _FIRST_YEARS)), None)
        if first is None:
            raise BadRule("this repetition never happens")
        return first

    def last_of(self, starts: datetime) -> datetime | None:
        """A wall time that no occurrence comes after; None where the rule never ends."""
        if not self.count:
            return self.until
        return deque(islice(self._from(starts, self._horizon(starts, _HORIZON_YEARS)), self.count), maxlen=1).pop()

    def _from(self, starts: datetime, high: datetime) -> Iterator[datetime]:
        return self.between(starts, starts, high, None)

    def _horizon(self, starts: datetime, years: Mapping[str, int]) -> datetime:
        horizon = starts + timedelta(days=366 * years[self.freq])
        return min(horizon, self.until) if self.until else horizon

    def _raw(self, starts: datetime, high: datetime) -> Iterator[datetime]:
        if high < starts:
            return iter(())
        body = ";".join(f"{name}={value}" for name, value in self.parts)
        text = f"FREQ={self.freq};INTERVAL={self.interval};UNTIL={high:%Y%m%dT%H%M%S}" + (f";{body}" if body else "")
        rule = rrulestr(text, dtstart=starts)
        assert isinstance(rule, rrule)
        return takewhile(lambda found: found <= high, iter(rule))

    def _spelt_out(self, starts: datetime) -> Rule:
        """The same rule with the days in it that follow from its start; one for some months only is told by years.

        Day by day, a rule that matches only once in four years would be looked at a thousand times for each match.
        """
        names = {name for name, _ in self.parts}
        days: list[tuple[str, str]] = []
        if self.freq in ("MONTHLY", "YEARLY") and not names & _DAYS_OF_A_YEAR:
            days = [("BYMONTHDAY", str(starts.day))]
            if self.freq == "YEARLY" and "BYMONTH" not in names:
                days.append(("BYMONTH", str(starts.month)))
        freq = self.freq
        if freq == "DAILY" and names & {"BYMONTH", "BYMONTHDAY"}:
            freq = "YEARLY"
            days = [] if names & _DAYS_OF_A_YEAR else [("BYDAY", ",".join(_WEEKDAYS))]
        return replace(self, freq=freq, parts=(*self.parts, *days))

    def _moved_near(self, starts: datetime, low: datetime) -> datetime:
        """The start moved by whole intervals to shortly before `low`; the days are in the rule."""
        step = _STEP.get(self.freq)
        if step is not None:
            intervals = (low - starts) // (step * self.interval) - 1
            return starts + max(0, intervals) * step * self.interval
        if self.freq == "YEARLY":
            intervals = max(0, (low.year - starts.year) // self.interval - 1)
            return starts.replace(year=starts.year + intervals * self.interval, month=1, day=1)
        months = (low.year - starts.year) * 12 + low.month - starts.month
        month = starts.month - 1 + max(0, months // self.interval - 1) * self.interval
        return starts.replace(year=starts.year + month // 12, month=month % 12 + 1, day=1)


def parse_rule(text: str, *, zone: str, is_all_day: bool) -> Rule:
    """Reads a rule, with or without `RRULE:` before it.

    Raises:
        BadRule: It can't be read, or happens more often than a calendar keeps.
    """
    text = text.strip().upper().removeprefix("RRULE:").strip(";")
    if len(text) > MAX_TEXT:
        raise BadRule("the repetition is too long to be one")
    given: dict[str, str] = {}
    for part in text.split(";"):
        name, separator, value = (piece.strip() for piece in part.partition("="))
        if not separator or not value or name in given:
            raise BadRule(f"the repetition can't be read at {part[:40]!r}")
        given[name] = value
    rule = Rule(
        freq=given.pop("FREQ", ""),
        interval=_number("INTERVAL", given.pop("INTERVAL", "1"), MAX_INTERVAL),
        count=_number("COUNT", given.pop("COUNT"), MAX_COUNT) if "COUNT" in given else None,
        until=_until(given.pop("UNTIL"), zone, is_all_day=is_all_day) if "UNTIL" in given else None,
        parts=tuple(given.items()),
    )
    if rule.count and rule.until:
        raise BadRule("a repetition ends after a number of times or on a day, not both")
    _check_parts(rule, is_all_day=is_all_day)
    return rule


def _number(name: str, value: str, most: int) -> int:
    if not value.isascii() or not value.isdecimal() or len(value) > 6 or not 1 <= int(value) <= most:
        raise BadRule(f"{name} of a repetition is a number from 1 to {most}, not {value[:20]!r}")
    return int(value)


def _until(value: str, zone: str, *, is_all_day: bool) -> datetime:
    try:
        if len(value) == 8:
            day = datetime.strptime(value, "%Y%m%d").date()
            return datetime.combine(day, time() if is_all_day else time(23, 59, 59))
        moment = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")
        if value.endswith("Z"):
            moment = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    except (ValueError, OverflowError) as error:
        raise BadRule(f"a repetition can't end at {value[:20]!r}") from error
    return datetime.combine(moment.date(), time()) if is_all_day else moment


def _check_parts(rule: Rule, *, is_all_day: bool) -> None:
    if rule.freq not in _HORIZON_YEARS:
        raise BadRule("an event repeats by minutes, hours, days, weeks, months or years")
    if rule.freq in ("HOURLY", "MINUTELY"):
        if rule.parts or is_all_day:
            raise BadRule("what repeats within a day can't be limited to some days or hours")
        if rule.freq == "MINUTELY" and rule.interval < SHORTEST_INTERVAL_MIN:
            raise BadRule(f"nothing repeats more often than every {SHORTEST_INTERVAL_MIN} minutes")
    names = {name for name, _ in rule.parts}
    is_sparse = rule.freq == "DAILY" and names & {"BYMONTH", "BYMONTHDAY"}
    if names & _NOT_WITH.get(rule.freq, set()) or (is_sparse and (rule.interval > 1 or "BYSETPOS" in names)):
        raise BadRule("this repetition mixes parts that do not go together")
    times = 1
    for name, value in rule.parts:
        values = value.split(",")
        if name == "BYDAY":
            is_numbered = any(not day.isalpha() for day in values)
            if not all(_BYDAY.fullmatch(day) for day in values) or (is_numbered and rule.freq in ("DAILY", "WEEKLY")):
                raise BadRule(f"these are no days of a repetition: {value[:40]!r}")
        elif name == "WKST":
            if value not in _WEEKDAYS:
                raise BadRule(f"a week can't start with {value[:20]!r}")
        elif name in _RANGES:
            low, high, is_signed = _RANGES[name]
            _check_numbers(name, values, low, high, is_signed=is_signed)
            if name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
                times *= len(set(values))
                if is_all_day:
                    raise BadRule("an event of whole days has no hours to repeat at")
        else:
            raise BadRule(f"{name[:20]!r} is not part of a repetition")
    if times > MOST_A_DAY:
        raise BadRule(f"nothing repeats more than {MOST_A_DAY} times a day")


def _check_numbers(name: str, values: list[str], low: int, high: int, *, is_signed: bool) -> None:
    for value in values:
        digits = value.lstrip("+-") if is_signed else value
        is_number = len(value) <= 4 and digits.isascii() and digits.isdecimal()
        if not is_number or len(value) - len(digits) > 1 or not low <= int(digits) <= high:
            raise BadRule(f"{value[:20]!r} can't be {name} of a repetition")
