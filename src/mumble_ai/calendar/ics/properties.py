"""What the properties of a component mean to us."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from mumble_ai.calendar.drafting import MAX_REMIND_MINUTES, MAX_REMINDERS
from mumble_ai.calendar.event import DAY
from mumble_ai.calendar.ics.writing import IMPORTANCE, NO_REMINDER, REMIND
from mumble_ai.calendar.ics.zones import is_utc


def in_zone(moment: datetime | date, own: str, zone: str) -> datetime | date:
    """A moment of a list in the event's zone: its wall time counts, whatever the parser made of the list's zone."""
    if not isinstance(moment, datetime) or is_utc(moment):
        return moment
    wall = moment.replace(tzinfo=None)
    return wall if own == zone else wall.replace(tzinfo=ZoneInfo(own))


def begin_of(entry: Any) -> Any:
    """When an entry of a list of dates or periods begins."""
    value = entry.dt
    return cast("Any", value[0]) if isinstance(value, tuple) else value


def every(value: Any) -> list[Any]:
    """What is there once, more often, or not at all."""
    if isinstance(value, list):
        return cast("list[Any]", value)
    return [] if value is None else [value]


def key_of(moment: datetime, *, is_all_day: bool) -> str:
    """The key of an occurrence by its wall time."""
    return moment.date().isoformat() if is_all_day else moment.isoformat()


def duration_of(part: Any, start: datetime | date) -> timedelta:
    """How long an event lasts; nothing, or a day, where it does not say."""
    shortest = timedelta(0) if isinstance(start, datetime) else DAY
    if "DURATION" in part:
        return max(shortest, part["DURATION"].dt)
    end = part["DTEND"].dt if "DTEND" in part else None
    begin = part["DTSTART"].dt
    if end is None or isinstance(end, datetime) != isinstance(begin, datetime):
        return shortest
    if isinstance(end, datetime) and (end.tzinfo is None) != (begin.tzinfo is None):
        end, begin = end.replace(tzinfo=None), begin.replace(tzinfo=None)
    return max(shortest, _elapsed(begin, end))


def _elapsed(begin: Any, end: Any) -> timedelta:
    if isinstance(begin, datetime) and begin.tzinfo is not None:
        # Two moments of one zone are subtracted as wall times, which is wrong over a clock change.
        utc = ZoneInfo("UTC")
        return end.astimezone(utc) - begin.astimezone(utc)
    return end - begin


def importance_of(part: Any) -> int:
    """Its importance: ours, else by its priority."""
    own = str(part.get(IMPORTANCE, ""))
    if own.isascii() and own.isdecimal() and 1 <= int(own[:3]) <= 10:
        return int(own)
    try:
        priority = int(part.get("PRIORITY", 0))
    except (TypeError, ValueError):
        return 5
    return 11 - priority if 1 <= priority <= 9 and priority != 5 else 5


def remind_minutes_of(part: Any) -> tuple[int, ...] | None:
    """When its alarms ring, in minutes before it begins; None where it says nothing."""
    if str(part.get(REMIND, "")).upper() == NO_REMINDER:
        return ()
    minutes: set[int] = set()
    for alarm in part.walk("VALARM"):
        trigger = getattr(alarm.get("TRIGGER"), "dt", None)
        if isinstance(trigger, timedelta) and str(alarm.get("TRIGGER").params.get("RELATED", "START")) == "START":
            before = -trigger // timedelta(minutes=1)
            if 0 <= before <= MAX_REMIND_MINUTES:
                minutes.add(before)
    return tuple(sorted(minutes)[:MAX_REMINDERS]) or None


def revision_of(part: Any) -> int:
    """How often it was changed."""
    try:
        return max(0, min(int(part.get("SEQUENCE", 0)), 1_000_000))
    except (TypeError, ValueError):
        return 0
