"""From what somebody wants to keep to an event that is consistent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from mumble_ai.calendar.errors import BadEvent
from mumble_ai.calendar.event import (
    DAY,
    MAX_DURATION,
    MAX_TEXT,
    MAX_TITLE,
    USUAL_DURATION,
    Event,
    EventDraft,
    check_range,
    moment_of,
    wall_time,
)
from mumble_ai.calendar.rule import parse_rule

MAX_EXCEPTIONS: Final = 1000
MAX_REMINDERS: Final = 10
MAX_REMIND_MINUTES: Final = 60 * 24 * 366


def event_of(draft: EventDraft, *, event_id: UUID, zone: str, now: datetime) -> Event:
    """The event of a draft.

    Args:
        zone: The person's, for what says none.

    Raises:
        BadEvent: The draft can't be kept.
        BadRule: Its repetition can't.
    """
    is_all_day = not isinstance(draft.start, datetime)
    zone = draft.zone or _own_zone(draft) or zone
    if zone not in available_timezones():
        raise BadEvent(f"there is no time zone {zone[:60]!r}")
    starts = check_range(wall_time(draft.start, zone))
    if not draft.rule and _is_second_of_two(draft.start, starts, zone):
        zone, starts = "UTC", wall_time(draft.start, "UTC")
    event = Event(
        id=event_id,
        uid=draft.uid or f"{event_id}@mumble-ai",
        title=_title(draft.title),
        zone=zone,
        is_all_day=is_all_day,
        starts=starts,
        duration=_duration(draft.duration, is_all_day=is_all_day),
        place=_text(draft.place),
        description=_text(draft.description),
        importance=draft.importance,
        remind_minutes=_minutes(draft.remind_minutes),
        is_busy=not is_all_day if draft.is_busy is None else draft.is_busy,
        created_at=now,
        updated_at=now,
    )
    if not 1 <= draft.importance <= 10:
        raise BadEvent("importance goes from 1 to 10")
    if len(draft.exceptions) + len(draft.extra) > MAX_EXCEPTIONS:
        raise BadEvent(f"a series can have {MAX_EXCEPTIONS} exceptions at most")
    extra = tuple(dict.fromkeys(event.key(check_range(wall_time(moment, zone))) for moment in draft.extra))
    event = replace(event, extra=extra, exceptions=dict(draft.exceptions))
    return with_rule(event, draft.rule) if draft.rule else event


def with_rule(event: Event, rule_text: str) -> Event:
    """The event with a repetition; it begins with the first time that the rule knows.

    Raises:
        BadRule: The rule can't be kept.
    """
    rule = parse_rule(rule_text, zone=event.zone, is_all_day=event.is_all_day)
    starts = rule.first_of(event.starts)
    last = rule.last_of(starts)
    return replace(
        event,
        starts=starts,
        rule=rule.text(zone=event.zone, is_all_day=event.is_all_day),
        last_key=event.key(last) if last else "",
    )


def merged(event: Event, draft: Event, *, now: datetime) -> Event:
    """An event that was kept before, with what the same event, said again, adds to it."""
    return replace(
        event,
        place=event.place or draft.place,
        description=event.description or draft.description,
        importance=max(event.importance, draft.importance),
        remind_minutes=event.remind_minutes if draft.remind_minutes is None else draft.remind_minutes,
        duration=draft.duration if event.duration in (USUAL_DURATION, timedelta(0)) else event.duration,
        revision=event.revision + 1,
        updated_at=now,
    )


def is_same(event: Event, other: Event) -> bool:
    """Whether two events of one person are one: title, start and repetition."""
    return (
        event.title.casefold() == other.title.casefold()
        and event.is_all_day == other.is_all_day
        and event.rule == other.rule
        and (event.starts == other.starts if event.is_all_day else _start(event) == _start(other))
    )


def _start(event: Event) -> datetime:
    return moment_of(event.starts, event.zone)


def _is_second_of_two(start: datetime | date, wall: datetime, zone: str) -> bool:
    """Whether this is the second of two equal wall times, when clocks go back: the zone can't tell it."""
    if not isinstance(start, datetime) or start.tzinfo is None:
        return False
    return moment_of(wall, zone) != start.astimezone(UTC).replace(microsecond=0)


def _own_zone(draft: EventDraft) -> str:
    zone = draft.start.tzinfo if isinstance(draft.start, datetime) else None
    return zone.key if isinstance(zone, ZoneInfo) else "UTC" if zone is UTC else ""


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise BadEvent("an event needs a title")
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1] + "…"


def _text(text: str) -> str:
    # PostgreSQL keeps no NUL.
    return text.replace("\x00", "").strip()[:MAX_TEXT]


def _duration(duration: timedelta | None, *, is_all_day: bool) -> timedelta:
    if duration is None:
        return DAY if is_all_day else USUAL_DURATION
    if is_all_day:
        duration = max(DAY, timedelta(days=duration.days))
    if not timedelta(0) <= duration <= MAX_DURATION:
        raise BadEvent("an event can last up to a year")
    return timedelta(seconds=duration // timedelta(seconds=1))


def _minutes(minutes: tuple[int, ...] | None) -> tuple[int, ...] | None:
    if minutes is None:
        return None
    kept = tuple(sorted(set(minutes)))
    if len(kept) > MAX_REMINDERS or any(not 0 <= m <= MAX_REMIND_MINUTES for m in kept):
        raise BadEvent(f"up to {MAX_REMINDERS} reminders, up to a year before, can be kept")
    return kept
