"""The time that a question names: "in July 2023", "on 3 June", "last week"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MONTHS: Final = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH: Final = "|".join(_MONTHS)
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_DATE: Final = re.compile(
    rf"\b(?:{_DAY},? (?:of )?)?({_MONTH})\b(?: {_DAY}(?!\d))?(?:,? ((?:19|20)\d\d)\b)?", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b(?:in|of|since|during|seit) ((?:19|20)\d\d)\b", re.IGNORECASE)
_MAY: Final = re.compile(
    r"(\b(in|of|since|during|last|early|late|mid|im|seit) |\d[a-z.]*,? (of )?)may\b|\bmay \d", re.IGNORECASE
)
_AGO: Final = re.compile(
    r"\b(yesterday|(last|this|past) (week|month|year)|gestern|(letzte|diese|vorige)[nsr]? (woche|monat|jahr))\b",
    re.IGNORECASE,
)
_TOLD_AFTER: Final = timedelta(days=7)
"""What happened on a day is told on that day or in the days after it."""
_SPANS: Final = {"week": 7, "month": 31, "year": 366, "woche": 7, "monat": 31, "jahr": 366}
_EPOCH: Final = np.datetime64("2000-01-01T00:00:00", "us")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a month of one or of any year, a year, or a stretch of days.

    Attributes:
        begin: A stretch of days; then nothing else is set.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    begin: datetime | None = None
    end: datetime | None = None

    def fits(self, said_at: NDArray[np.int64]) -> NDArray[np.float64]:
        """`(n,)`: 1 for what was said then, a half for what was said soon after.

        Args:
            said_at: Microseconds since 2000, UTC.
        """
        times = _EPOCH + said_at.astype("timedelta64[us]")
        if self.begin is not None and self.end is not None:
            begin, end = (np.datetime64(one.replace(tzinfo=None), "us") for one in (self.begin, self.end))
            return ((times >= begin) & (times <= end)).astype(np.float64)
        years = times.astype("datetime64[Y]").astype(np.int64) + 1970
        if self.month is None:
            return (years == self.year).astype(np.float64)
        # Counted from year 0: the months of this name, and the time since each began.
        months = times.astype("datetime64[M]").astype(np.int64) + 1970 * 12
        since = (months - (self.month - 1)) % 12
        named = months - since
        begins = (named - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
        passed = (times.astype("datetime64[D]") - begins).astype(np.int64)
        in_year = np.ones(len(times), np.bool_) if self.year is None else named // 12 == self.year
        if self.day is not None:
            late = passed - (self.day - 1)
            fits = np.where(late == 0, 1.0, np.where((late > 0) & (late <= _TOLD_AFTER.days), 0.5, 0.0))
            return np.where(in_year, fits, 0.0)
        soon = (since == 1) & (times.astype("datetime64[D]") - times.astype("datetime64[M]") < _TOLD_AFTER)
        return np.where(in_year, np.where(since == 0, 1.0, np.where(soon, 0.5, 0.0)), 0.0)


def moment_in(text: str, now: datetime) -> Moment | None:
    """The first time that a text names; None where it names none."""
    for date in _DATE.finditer(text):
        before, name, after, year = date.groups()
        if name.lower() == "may" and not _MAY.search(text):
            continue
        day = int(before or after or 0)
        return Moment(int(year) if year else None, _MONTHS[name.lower()], day if 1 <= day <= 31 else None)
    if year := _YEAR.search(text):
        return Moment(int(year[1]))
    if ago := _AGO.search(text):
        kind = (ago[3] or ago[5] or "").lower()
        return Moment(begin=now - timedelta(days=2 * _SPANS[kind] if kind in _SPANS else 2), end=now)
    return None
