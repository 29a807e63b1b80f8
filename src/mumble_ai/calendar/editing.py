"""How events change: pure; each function answers the event as it is afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from mumble_ai.calendar.drafting import MAX_EXCEPTIONS, event_of, with_rule
from mumble_ai.calendar.errors import BadEvent, CannotMove
from mumble_ai.calendar.event import Change, Event, EventDraft, Occurrence, check_range, wall_time
from mumble_ai.calendar.expansion import start_of_key
from mumble_ai.calendar.rule import Rule, parse_rule

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_PARTS: Final = frozenset(("BYDAY", "BYMONTHDAY", "BYMONTH", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"))


@dataclass(frozen=True, slots=True)
class EventChange:
    """What is to be different; None where nothing is.

    Attributes:
        rule: RRULE; empty for: no longer repeated. Only of whole events.
        importance: Only of whole events, as are the reminders.
    """

    title: str | None = None
    place: str | None = None
    description: str | None = None
    duration: timedelta | None = None
    importance: int | None = None
    remind_minutes: tuple[int, ...] | None = None
    rule: str | None = None


def moved(event: Event, to: datetime | date, *, now: datetime) -> Event:
    """An event that is no series at another time; a date for a timed one keeps its time of day.

    Raises:
        BadEvent: The time is none that can be kept.
    """
    if event.is_all_day and isinstance(to, datetime):
        draft = EventDraft(event.title, to, zone=event.zone)
        timed = event_of(draft, event_id=event.id, zone=event.zone, now=now)
        event = replace(event, is_all_day=False, duration=timed.duration, is_busy=True)
    return _edited(event, now, starts=check_range(_new_start(event, event.starts, to)))


def moved_series(event: Event, occurrence: Occurrence, to: datetime | date, *, now: datetime) -> Event:
    """A whole series, moved as one of its occurrences is.

    Raises:
        CannotMove: The days follow from a rule that this does not change in a plain way.
        BadEvent: The time is none that can be kept.
    """
    original = start_of_key(occurrence.key) or event.starts
    target = check_range(_new_start(event, original, to))
    shift = target - original
    days = target.date() - original.date()
    rule = parse_rule(event.rule, zone=event.zone, is_all_day=event.is_all_day) if event.rule else None
    if rule and days:
        rule = _shifted_days(rule, original, target)
    if rule and rule.until:
        rule = replace(rule, until=rule.until + shift)
    event = replace(
        event,
        extra=tuple(_shifted_key(event, key, shift) for key in event.extra),
        exceptions={_shifted_key(event, key, shift): change for key, change in event.exceptions.items()},
    )
    event = _edited(event, now, starts=check_range(event.starts + shift))
    return with_rule(event, rule.text(zone=event.zone, is_all_day=event.is_all_day)) if rule else event


def with_change(event: Event, key: str, change: Change | None, *, now: datetime) -> Event:
    """A series with one occurrence changed, or cancelled where `change` is None.

    Raises:
        BadEvent: It has too many exceptions already.
    """
    if len(event.exceptions) >= MAX_EXCEPTIONS and key not in event.exceptions:
        raise BadEvent(f"a series can have {MAX_EXCEPTIONS} exceptions at most")
    return _edited(event, now, exceptions={**event.exceptions, key: change})


def moved_one(event: Event, occurrence: Occurrence, to: datetime | date, *, now: datetime) -> Event:
    """A series with one occurrence at another time.

    Raises:
        BadEvent: The time is none that can be kept.
    """
    before = event.exceptions.get(occurrence.key) or Change()
    current = before.starts or start_of_key(occurrence.key) or event.starts
    change = replace(before, starts=check_range(_new_start(event, current, to)))
    return with_change(event, occurrence.key, change, now=now)


def changed_one(event: Event, occurrence: Occurrence, what: EventChange, *, now: datetime) -> Event:
    """A series with one occurrence that is otherwise different."""
    before = event.exceptions.get(occurrence.key) or Change()
    checked = _checked(event, what, now)
    change = Change(
        starts=before.starts,
        duration=before.duration if what.duration is None else checked.duration,
        title=before.title if what.title is None else checked.title,
        place=before.place if what.place is None else checked.place,
        description=before.description if what.description is None else checked.description,
    )
    return with_change(event, occurrence.key, change, now=now)


def changed(event: Event, what: EventChange, *, now: datetime) -> Event:
    """The whole event, changed.

    Raises:
        BadEvent: A value can't be kept.
        BadRule: The repetition can't.
    """
    checked = _checked(event, what, now)
    event = _edited(
        event,
        now,
        title=checked.title,
        place=checked.place,
        description=checked.description,
        duration=checked.duration,
        importance=checked.importance,
        remind_minutes=checked.remind_minutes,
    )
    if what.rule is None:
        return event
    event = replace(event, rule="", last_key="", exceptions={})
    return with_rule(event, what.rule) if what.rule else event


def _checked(event: Event, what: EventChange, now: datetime) -> Event:
    draft = EventDraft(
        title=event.title if what.title is None else what.title,
        start=event.starts.date() if event.is_all_day else event.starts,
        duration=event.duration if what.duration is None else what.duration,
        zone=event.zone,
        place=event.place if what.place is None else what.place,
        description=event.description if what.description is None else what.description,
        importance=event.importance if what.importance is None else what.importance,
        remind_minutes=event.remind_minutes if what.remind_minutes is None else what.remind_minutes,
    )
    return event_of(draft, event_id=event.id, zone=event.zone, now=now)


def _edited(event: Event, now: datetime, **what: object) -> Event:
    values: dict[str, object] = {**what, "revision": event.revision + 1, "updated_at": now}
    return replace(event, **values)  # pyright: ignore[reportArgumentType]


def _new_start(event: Event, current: datetime, to: datetime | date) -> datetime:
    wall = wall_time(to, event.zone)
    if event.is_all_day:
        return datetime.combine(wall.date(), current.time())
    return wall if isinstance(to, datetime) else datetime.combine(wall.date(), current.time())


def _shifted_key(event: Event, key: str, shift: timedelta) -> str:
    starts = start_of_key(key)
    return event.key(starts + shift) if starts else key


def _shifted_days(rule: Rule, original: datetime, target: datetime) -> Rule:
    day_parts = {name for name, _ in rule.parts} & _DAY_PARTS
    if not day_parts:
        return rule
    if day_parts == {"BYDAY"} and rule.freq == "WEEKLY" and rule.part("BYDAY") == _WEEKDAYS[original.weekday()]:
        return rule.with_part("BYDAY", _WEEKDAYS[target.weekday()])
    if day_parts == {"BYMONTHDAY"} and rule.part("BYMONTHDAY") == str(original.day) and target.day <= 28:
        return rule.with_part("BYMONTHDAY", str(target.day))
    raise CannotMove("its repetition names the days: say on which days it is to be from now on")
