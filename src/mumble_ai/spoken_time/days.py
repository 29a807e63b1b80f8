"""Days of the calendar: weekdays, months, seasons, feasts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from mumble_ai.spoken_time.contract import Grain
from mumble_ai.spoken_time.meaning import DAY, Amount, Stretch

SATURDAY: Final = 5
SEASON_MONTHS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of a season, by the calendar of the northern half."""
_CANADA: Final = frozenset(
    {
        "America/Toronto",
        "America/Vancouver",
        "America/Winnipeg",
        "America/Halifax",
        "America/Edmonton",
        "America/Regina",
        "America/St_Johns",
    }
)
_BRITISH: Final = frozenset({"Europe/London", "Europe/Dublin", "Europe/Belfast"})


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_day(day: date) -> Stretch:
    return Stretch(day, day + DAY, Grain.DAY)


def week_of(day: date, weeks: int = 0) -> Stretch:
    """The week of a day, from Monday, and so many weeks on."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return Stretch(monday, monday + timedelta(weeks=1), Grain.WEEK)


def weekend_of(day: date, weeks: int = 0) -> Stretch:
    """Saturday and Sunday of the week of a day."""
    saturday = week_of(day, weeks).first + timedelta(days=SATURDAY)
    return Stretch(saturday, saturday + timedelta(days=2), Grain.WEEKEND)


def month_of(year: int, month: int, months: int = 1, grain: Grain = Grain.MONTH) -> Stretch:
    """Whole months; `month` may lie before the first or after the last of the year."""
    first = month_start(year, month)
    return Stretch(first, month_start(first.year, first.month + months), grain)


def month_start(year: int, month: int) -> date:
    """First day of a month that may lie outside 1 to 12."""
    years, index = divmod(month - 1, 12)
    return date(min(max(year + years, 1), 9998), index + 1, 1)


def shifted(day: date, amount: Amount, sign: int = 1) -> date:
    """A day so much later or earlier; the 31st of a shorter month is its last day."""
    start = month_start(day.year, day.month + sign * amount.months)
    moved = start.replace(day=min(day.day, monthrange(start.year, start.month)[1]))
    return moved + timedelta(days=sign * amount.days)


def nth_weekday(stretch: Stretch, nth: int, weekday: int) -> date | None:
    """The first, second … weekday of a stretch; -1 is the last."""
    if nth > 0:
        day = stretch.first + timedelta(days=(weekday - stretch.first.weekday()) % 7 + 7 * (nth - 1))
    else:
        day = stretch.last - timedelta(days=(stretch.last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return day if stretch.first <= day < stretch.after else None


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Astronomical Algorithms, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def feast(rule: str, year: int, zone_name: str) -> date | None:
    """A feast by its rule: "12-25", "easter+1", "11/4/3" (fourth Thursday of November), or a name where it depends."""
    if rule == "thanksgiving":
        rule = "10/2/0" if zone_name in _CANADA else "11/4/3"
    elif rule == "black friday":
        thanksgiving = nth_weekday(month_of(year, 11), 4, 3)
        return thanksgiving + DAY if thanksgiving else None
    elif rule == "mothers day":
        rule = "easter-21" if zone_name in _BRITISH else "5/2/6"
    elif rule == "advent":
        christmas = date(year, 12, 24)
        return christmas - timedelta(days=(christmas.weekday() - 6) % 7 + 21)
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if "/" in rule:
        month, nth, weekday = (int(n) for n in rule.split("/"))
        return nth_weekday(month_of(year, month), nth, weekday)
    month, day = (int(n) for n in rule.split("-"))
    return day_of(year, month, day)


def season_of(name: str, year: int) -> Stretch:
    """Three months."""
    return month_of(year, SEASON_MONTHS[name], 3, Grain.SEASON)


def period_from(day: date, which: int, unit: str) -> Stretch | None:
    """The day, week, weekend, month, quarter or year of a day, or so many on."""
    match unit:
        case "week":
            return week_of(day, which)
        case "weekend":
            return weekend_of(day, which)
        case "month":
            return month_of(day.year, day.month + which)
        case "quarter":
            return month_of(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * which, 3, Grain.QUARTER)
        case "year":
            return month_of(day.year + which, 1, 12, Grain.YEAR)
        case "day":
            return one_day(day + timedelta(days=which))
        case _:
            return None
