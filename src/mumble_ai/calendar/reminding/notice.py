"""When somebody is told of an event: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from mumble_ai.calendar.event import Event
from mumble_ai.calendar.expansion import next_occurrence

_SKIPPED_AT_MOST: Final = 400


@dataclass(frozen=True, slots=True)
class NoticePolicy:
    """What is usual.

    Attributes:
        minutes: Before the start, for events that say nothing else; empty for none.
        day_begins: Time of day from which the minutes of all-day events count.
    """

    minutes: tuple[int, ...] = (60,)
    day_begins: time = time(9)


@dataclass(frozen=True, slots=True)
class Notice:
    """That an event begins is to be told.

    Attributes:
        id: The same for the same event, start and moment.
        begins_at: When it begins; None where it is all day.
        begins_on: Its first day, where it is all day.
    """

    id: UUID
    title: str
    due_at: datetime
    begins_at: datetime | None
    begins_on: date | None


def notices(event: Event, policy: NoticePolicy, *, now: datetime) -> list[Notice]:
    """The next notice for each of the minutes before, as far as its moment has not passed."""
    minutes = policy.minutes if event.remind_minutes is None else event.remind_minutes
    found = (_next(event, before, policy, now.astimezone(UTC)) for before in sorted(set(minutes)))
    return [notice for notice in found if notice]


def _next(event: Event, minutes: int, policy: NoticePolicy, now: datetime) -> Notice | None:
    zone = ZoneInfo(event.zone)
    ahead = timedelta(minutes=minutes)
    # An all-day event begins, for this, hours after its first moment.
    after = now + ahead - (timedelta(days=1) if event.is_all_day else timedelta(0))
    for _ in range(_SKIPPED_AT_MOST):
        occurrence = next_occurrence(event, after, zone)
        if occurrence is None:
            return None
        begins = occurrence.start
        if event.is_all_day:
            begins = datetime.combine(begins.date(), policy.day_begins, zone)
        begins = begins.astimezone(UTC)
        due_at = begins - ahead
        if due_at > now:
            name = f"{occurrence.key} {begins.isoformat()} {minutes}"
            day = occurrence.start.date() if event.is_all_day else None
            return Notice(uuid5(event.id, name), occurrence.title, due_at, None if day else begins, day)
        after = occurrence.start.astimezone(UTC) + timedelta(seconds=1)
    return None
