"""Events as an iCalendar file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar

from mumble_ai.calendar.event import Change, Event
from mumble_ai.calendar.expansion import start_of_key
from mumble_ai.calendar.ics.timezones import explained

IMPORTANCE: Final = "X-MUMBLE-AI-IMPORTANCE"
REMIND: Final = "X-MUMBLE-AI-REMIND"
NO_REMINDER: Final = "NONE"
USUAL_IMPORTANCE: Final = 5
_MAKER: Final = "-//Mumble-AI//Calendar//EN"
_ZONES_YEARS: Final = (1, 10)
"""Clock changes are listed from so many years before the first event to so many after the last."""


def write(events: Iterable[Event], *, name: str = "") -> bytes:
    """An iCalendar file of the events; the same events make the same bytes.

    Args:
        name: Shown by programs that subscribe.
    """
    calendar: Any = icalendar.Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name:
        calendar.add("x-wr-calname", name)
    events = sorted(events, key=lambda event: (event.starts, event.uid))
    for event in events:
        calendar.add_component(_master(event))
        for key, change in sorted(event.exceptions.items()):
            if change is not None:
                calendar.add_component(_override(event, key, change))
    _add_zones(calendar, events)
    return calendar.to_ical()


def _master(event: Event) -> Any:
    made = _common(event, Change(), event.starts)
    if event.rule:
        made.add("rrule", icalendar.vRecur.from_ical(event.rule))
    cancelled = [_moment(event, s) for k, c in sorted(event.exceptions.items()) if c is None and (s := start_of_key(k))]
    extra = [_moment(event, starts) for key in event.extra if (starts := start_of_key(key))]
    for name, moments in (("exdate", cancelled), ("rdate", extra)):
        if moments:
            # A list of dates has to say that it is one.
            made.add(name, moments, parameters={"VALUE": "DATE"} if event.is_all_day else None)
    for minutes in event.remind_minutes or ():
        alarm: Any = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", -timedelta(minutes=minutes))
        made.add_component(alarm)
    if event.remind_minutes == ():
        made.add(REMIND, NO_REMINDER)
    return made


def _override(event: Event, key: str, change: Change) -> Any:
    original = start_of_key(key) or event.starts
    made = _common(event, change, change.starts or original)
    made.add("recurrence-id", _moment(event, original))
    return made


def _common(event: Event, change: Change, starts: datetime) -> Any:
    duration = event.duration if change.duration is None else change.duration
    made: Any = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", event.updated_at.astimezone(UTC))
    made.add("created", event.created_at.astimezone(UTC))
    made.add("last-modified", event.updated_at.astimezone(UTC))
    made.add("sequence", event.revision)
    made.add("dtstart", _moment(event, starts))
    if event.is_all_day:
        made.add("dtend", starts.date() + duration)
    else:
        made.add("duration", duration)
    made.add("summary", event.title if change.title is None else change.title)
    for name, text in (
        ("location", event.place if change.place is None else change.place),
        ("description", event.description if change.description is None else change.description),
    ):
        if text:
            made.add(name, text)
    made.add("transp", "OPAQUE" if event.is_busy else "TRANSPARENT")
    if event.importance != USUAL_IMPORTANCE:
        # 1 is highest and 9 lowest there (RFC 5545, 3.8.1.9); ours has ten steps.
        made.add("priority", max(1, min(9, 11 - event.importance)))
    made.add(IMPORTANCE, str(event.importance))
    return made


def _moment(event: Event, wall: datetime) -> datetime | date:
    if event.is_all_day:
        return wall.date()
    return wall.replace(tzinfo=UTC if event.zone == "UTC" else ZoneInfo(event.zone))


def _add_zones(calendar: Any, events: Sequence[Event]) -> None:
    timed = [event for event in events if not event.is_all_day and event.zone != "UTC"]
    if not timed:
        return
    first = timed[0].starts - timedelta(days=366 * _ZONES_YEARS[0])
    last = max(start_of_key(event.last_key) or event.starts for event in timed)
    last = min(last, timed[-1].starts + timedelta(days=366 * _ZONES_YEARS[1]))
    last += timedelta(days=366 * _ZONES_YEARS[1])
    for zone in sorted({event.zone for event in timed}, reverse=True):
        calendar.subcomponents.insert(0, explained(ZoneInfo(zone), _midnight(first), _midnight(last)))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time())
