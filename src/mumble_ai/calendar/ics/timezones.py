"""A time zone as a calendar file explains it (RFC 5545, 3.6.5): its clock changes, one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar

_LOOK: Final = timedelta(days=2)
"""No zone changes its clocks and changes them back within this time."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Clock changes of one sort."""

    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def explained(zone: ZoneInfo, first: datetime, last: datetime) -> Any:
    """The component for a zone, right for wall times between the two."""
    made: Any = icalendar.Timezone()
    made.add("tzid", zone.key)
    start = first.replace(tzinfo=UTC)
    offset = _offset(start, zone)
    changes: dict[_Kind, list[datetime]] = defaultdict(list)
    changes[_kind(start, zone, offset)].append(first)
    for moment, before in _changes(start, last.replace(tzinfo=UTC), zone):
        # The onset is told by the clock as it was until then.
        changes[_kind(moment, zone, before)].append((moment + before).replace(tzinfo=None))
    for kind, onsets in changes.items():
        part: Any = icalendar.TimezoneDaylight() if kind.is_summer else icalendar.TimezoneStandard()
        part.add("dtstart", onsets[0])
        if len(onsets) > 1:
            part.add("rdate", onsets[1:])
        part.add("tzoffsetfrom", kind.before)
        part.add("tzoffsetto", kind.after)
        part.add("tzname", kind.name)
        made.add_component(part)
    return made


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta]]:
    """The moments at which clocks change, to the second, and the offset until then."""
    while start < end:
        ahead = min(start + _LOOK, end)
        before = _offset(start, zone)
        if _offset(ahead, zone) == before:
            start = ahead
            continue
        low, high = start, ahead
        while (seconds := (high - low) // timedelta(seconds=1)) > 1:
            middle = low + timedelta(seconds=seconds // 2)
            low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
        yield high, before
        start = high


def _kind(moment: datetime, zone: ZoneInfo, before: timedelta) -> _Kind:
    local = moment.astimezone(zone)
    return _Kind(before, _offset(moment, zone), local.tzname() or zone.key, bool(local.dst()))


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
