"""From an event to its occurrences: pure, right across clock changes, bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from mumble_ai.calendar.event import DAY, Change, Event, Occurrence, moment_of
from mumble_ai.calendar.rule import parse_rule

MAX_OCCURRENCES: Final = 1000
"""Of one event in one window; the first ones count."""
MAX_WINDOW: Final = timedelta(days=732)
_LOOKS_AHEAD: Final = (timedelta(days=40), timedelta(days=400), timedelta(days=732))
_NEXT_HORIZON: Final = timedelta(days=366 * 12)


def occurrences(event: Event, start: datetime, end: datetime, zone: ZoneInfo) -> list[Occurrence]:
    """Those that overlap [start, end), in order; a window longer than two years is cut.

    Args:
        zone: In which the times are told, and in which all-day events have their days.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    end = min(end, start + MAX_WINDOW)
    # A day on each side: all-day events lie in the zone of whoever asks, and clocks change.
    low = start.astimezone(ZoneInfo(event.zone)).replace(tzinfo=None) - _longest(event) - DAY
    high = end.astimezone(ZoneInfo(event.zone)).replace(tzinfo=None) + DAY
    found: list[Occurrence] = []
    for key, starts in _originals(event, low, high):
        change = event.exceptions.get(key, Change())
        if change is not None:
            occurrence = _occurrence(event, key, starts, change, zone)
            if occurrence.overlaps(start, end):
                found.append(occurrence)
                if len(found) >= MAX_OCCURRENCES:
                    break
    return sorted(found, key=lambda o: (o.start.astimezone(UTC), o.key))


def expand(events: Iterable[Event], start: datetime, end: datetime, zone: ZoneInfo) -> list[Occurrence]:
    """The occurrences of all of them, in order of time."""
    found = [occurrence for event in events for occurrence in occurrences(event, start, end, zone)]
    return sorted(
        found, key=lambda o: (o.start.astimezone(UTC), not o.is_all_day, o.end.astimezone(UTC), o.title, o.key)
    )


def next_occurrence(event: Event, after: datetime, zone: ZoneInfo) -> Occurrence | None:
    """The first that begins at or after a moment, within twelve years."""
    after = after.astimezone(UTC)
    if not event.is_series:
        only = occurrence_of(event, event.key(event.starts), zone)
        return only if only and only.start >= after else None
    start = after
    while start < after + _NEXT_HORIZON:
        for ahead in _LOOKS_AHEAD:
            for occurrence in occurrences(event, start, start + ahead, zone):
                if occurrence.start >= after:
                    return occurrence
        start += _LOOKS_AHEAD[-1]
    return None


def occurrence_of(event: Event, key: str, zone: ZoneInfo) -> Occurrence | None:
    """The occurrence of a key; None where it is cancelled or never was."""
    change = event.exceptions.get(key, Change())
    starts = start_of_key(key)
    if starts is None or change is None:
        return None
    is_one = any(found == key for found, _ in _originals(event, starts, starts))
    return _occurrence(event, key, starts, change, zone) if is_one else None


def span(event: Event) -> tuple[datetime, datetime | None]:
    """No occurrence begins before the first or ends after the second (None: it never ends), wherever one asks."""
    margin = DAY if event.is_all_day else timedelta(0)
    starts = [event.starts, *(s for k in event.extra if (s := start_of_key(k)))]
    starts += [change.starts for change in event.exceptions.values() if change and change.starts]
    first = moment_of(min(starts), event.zone) - margin
    last = start_of_key(event.last_key) if event.rule else event.starts
    if last is None:
        return first, None
    end = moment_of(max(last, *starts), event.zone) + _longest(event) + margin
    return first, end


def start_of_key(key: str) -> datetime | None:
    """The wall time that a key stands for; None for what is no key."""
    try:
        return datetime.fromisoformat(key).replace(tzinfo=None) if key else None
    except ValueError:
        return None


def _originals(event: Event, low: datetime, high: datetime) -> Iterator[tuple[str, datetime]]:
    """Keys and unchanged wall times from `low` to `high`, and all that were moved, wherever from."""
    seen: set[str] = set()
    for starts in _unchanged(event, low, high):
        key = event.key(starts)
        if key not in seen:
            seen.add(key)
            yield key, starts
    for key, change in event.exceptions.items():
        if key not in seen and change and (starts := start_of_key(key)):
            yield key, starts


def _unchanged(event: Event, low: datetime, high: datetime) -> Iterator[datetime]:
    for starts in (event.starts, *map(start_of_key, event.extra)):
        if starts and low <= starts <= high:
            yield starts
    if event.rule:
        rule = parse_rule(event.rule, zone=event.zone, is_all_day=event.is_all_day)
        yield from rule.between(event.starts, low, high, start_of_key(event.last_key))


def _occurrence(event: Event, key: str, starts: datetime, change: Change, zone: ZoneInfo) -> Occurrence:
    wall = change.starts or starts
    duration = event.duration if change.duration is None else change.duration
    if event.is_all_day:
        start = _midnight(wall.date(), zone)
        end = _midnight(wall.date() + duration, zone)
    else:
        moment = moment_of(wall, event.zone)
        start, end = moment.astimezone(zone), (moment + duration).astimezone(zone)
    return Occurrence(
        event=event,
        key=key,
        title=event.title if change.title is None else change.title,
        place=event.place if change.place is None else change.place,
        description=event.description if change.description is None else change.description,
        start=start,
        end=end,
        is_changed=change != Change(),
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day; where a clock change skips midnight, the moment after it."""
    return datetime.combine(day, time(), zone).astimezone(UTC).astimezone(zone)


def _longest(event: Event) -> timedelta:
    changed = (c.duration for c in event.exceptions.values() if c and c.duration is not None)
    return max(event.duration, *changed, timedelta(0))
