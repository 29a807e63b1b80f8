"""How an event is after somebody edited it, for one time, for what follows, or for all of it: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID
from zoneinfo import available_timezones

from mumble_ai.calendar import editing
from mumble_ai.calendar.drafting import with_rule
from mumble_ai.calendar.editing import EventChange
from mumble_ai.calendar.errors import BadEvent, NotFound
from mumble_ai.calendar.event import DAY, USUAL_DURATION, Change, Event, Occurrence
from mumble_ai.calendar.expansion import start_of_key
from mumble_ai.calendar.rule import Rule, parse_rule

_SECOND: Final = timedelta(seconds=1)


class Scope(StrEnum):
    """How much of a series is meant."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Revision:
    """What is to be different; None where nothing is.

    Attributes:
        start: Of the occurrence that was edited: wall time of a naive datetime, a moment, or a day.
        zone: IANA name, in which a naive `start` counts.
        remind_minutes: Empty for no reminder.
        usual_reminders: True for the usual reminders again.
        rule: RRULE; empty for no longer repeated.
    """

    title: str | None = None
    start: datetime | date | None = None
    duration: timedelta | None = None
    zone: str | None = None
    place: str | None = None
    description: str | None = None
    importance: int | None = None
    remind_minutes: tuple[int, ...] | None = None
    usual_reminders: bool = False
    rule: str | None = None
    is_busy: bool | None = None

    def fits_one(self, event: Event) -> bool:
        """Whether a single time of a series can differ so and still belong to it."""
        turns = self.start is not None and isinstance(self.start, datetime) is event.is_all_day
        differs = (
            (self.zone or event.zone) != event.zone,
            self.importance is not None and self.importance != event.importance,
            self.remind_minutes is not None and self.remind_minutes != event.remind_minutes,
            self.usual_reminders and event.remind_minutes is not None,
            self.is_busy is not None and self.is_busy != event.is_busy,
        )
        return not turns and not any(differs)


def revised(event: Event, occurrence: Occurrence, what: Revision, *, now: datetime) -> Event:
    """The whole event, after one of its times was edited and all are to follow it.

    Raises:
        BadEvent: A value can't be kept; `BadRule` where the repetition can't.
        CannotMove: The series can't be moved so without another rule.
    """
    before = event.revision
    event, key = _on_its_ground(event, occurrence.key, what)
    is_other_rule = what.rule is not None and not _is_same_rule(event, what.rule)
    if is_other_rule:
        event = replace(event, rule="", last_key="", exceptions={})
    if what.start is not None:
        event = _moved(event, replace(occurrence, event=event, key=key), what.start, now=now)
    change = EventChange(
        title=what.title,
        place=what.place,
        description=what.description,
        duration=what.duration,
        importance=what.importance,
        remind_minutes=what.remind_minutes,
    )
    event = editing.changed(event, change, now=now)
    if what.is_busy is not None:
        event = replace(event, is_busy=what.is_busy)
    if what.usual_reminders:
        event = replace(event, remind_minutes=None)
    if is_other_rule and what.rule:
        event = with_rule(event, what.rule)
    return replace(event, revision=before + 1)


def revised_one(event: Event, occurrence: Occurrence, what: Revision, *, now: datetime) -> Event:
    """A series after one of its times was edited in a way that `Revision.fits_one` allows.

    Raises:
        BadEvent: A value can't be kept.
    """
    before = event.revision
    if what.start is not None:
        event = editing.moved_one(event, occurrence, what.start, now=now)
    change = EventChange(title=what.title, place=what.place, description=what.description, duration=what.duration)
    if change != EventChange():
        event = editing.changed_one(event, occurrence, change, now=now)
    return replace(event, revision=before + 1)


def detached(event: Event, occurrence: Occurrence, *, event_id: UUID, now: datetime) -> tuple[Event, Event]:
    """A series without one of its times, and that time as an event of its own.

    Raises:
        BadEvent: The series has too many exceptions already.
    """
    change = event.exceptions.get(occurrence.key) or Change()
    starts = change.starts or start_of_key(occurrence.key) or event.starts
    alone = replace(
        event,
        id=event_id,
        uid=f"{event_id}@mumble-ai",
        title=occurrence.title,
        place=occurrence.place,
        description=occurrence.description,
        starts=starts,
        duration=event.duration if change.duration is None else change.duration,
        rule="",
        last_key="",
        extra=(),
        exceptions={},
        revision=0,
        created_at=now,
        updated_at=now,
    )
    return editing.with_change(event, occurrence.key, None, now=now), alone


def split(event: Event, key: str, *, event_id: UUID, now: datetime) -> tuple[Event | None, Event]:
    """A series until shortly before one of its times, and a series of its own from that time on.

    Returns:
        What is left of the event (None where the time is its first) and what follows; it is the event itself then.

    Raises:
        NotFound: The series has no such time.
    """
    at = start_of_key(key)
    if at is None:
        raise NotFound("this event is not in the calendar at that time any more")
    if at <= event.starts:
        return None, event
    rule = parse_rule(event.rule, zone=event.zone, is_all_day=event.is_all_day) if event.rule else None
    extra = [starts for name in event.extra if (starts := start_of_key(name))]
    head = replace(
        event,
        extra=tuple(event.key(starts) for starts in extra if starts < at),
        exceptions={name: value for name, value in event.exceptions.items() if (start_of_key(name) or at) < at},
        revision=event.revision + 1,
        updated_at=now,
    )
    tail = replace(
        event,
        id=event_id,
        uid=f"{event_id}@mumble-ai",
        starts=at,
        rule="",
        last_key="",
        extra=tuple(event.key(starts) for starts in extra if starts >= at),
        exceptions={name: value for name, value in event.exceptions.items() if (start_of_key(name) or at) >= at},
        revision=0,
        created_at=now,
        updated_at=now,
    )
    if rule is None:
        return head, tail
    until = at - (DAY if event.is_all_day else _SECOND)
    rest = _rest(rule, event, until)
    ended = replace(rule, count=None, until=until)
    head = with_rule(head, ended.text(zone=event.zone, is_all_day=event.is_all_day))
    return head, with_rule(tail, rest.text(zone=event.zone, is_all_day=event.is_all_day)) if rest else tail


def _rest(rule: Rule, event: Event, until: datetime) -> Rule | None:
    """What is left of a rule after a wall time; None for nothing."""
    if rule.until and rule.until <= until:
        return None
    if not rule.count:
        return rule
    over = sum(1 for _ in rule.between(event.starts, event.starts, until, start_of_key(event.last_key)))
    return replace(rule, count=rule.count - over) if rule.count > over else None


def _on_its_ground(event: Event, key: str, what: Revision) -> tuple[Event, str]:
    """The event in its new zone, of whole days or not as the new start says, and the occurrence's key there."""
    if what.zone and what.zone != event.zone:
        if what.zone not in available_timezones():
            raise BadEvent(f"there is no time zone {what.zone[:60]!r}")
        rule = parse_rule(event.rule, zone=event.zone, is_all_day=event.is_all_day) if event.rule else None
        event = replace(event, zone=what.zone)
        if rule:
            event = replace(event, rule=rule.text(zone=event.zone, is_all_day=event.is_all_day))
    if what.start is None or isinstance(what.start, datetime) is not event.is_all_day:
        return event, key
    starts = start_of_key(key) or event.starts
    event = _other_kind(event, what.start)
    return event, event.key(starts if isinstance(what.start, datetime) else datetime.combine(starts, time()))


def _other_kind(event: Event, start: datetime | date) -> Event:
    """A timed event as one of whole days, or the other way round; its first time is midnight then."""
    is_all_day = not isinstance(start, datetime)
    rule = parse_rule(event.rule, zone=event.zone, is_all_day=event.is_all_day) if event.rule else None
    other = replace(
        event,
        is_all_day=is_all_day,
        starts=datetime.combine(event.starts, time()),
        duration=DAY if is_all_day else USUAL_DURATION,
        is_busy=not is_all_day,
    )
    keys = {name: datetime.combine(starts, time()) for name in _keys(event) if (starts := start_of_key(name))}
    other = replace(
        other,
        extra=tuple(dict.fromkeys(other.key(keys[name]) for name in event.extra if name in keys)),
        exceptions={
            other.key(keys[name]): None if change is None else replace(change, starts=None, duration=None)
            for name, change in event.exceptions.items()
            if name in keys
        },
    )
    if rule is None:
        return other
    if rule.until:
        rule = replace(rule, until=datetime.combine(rule.until, time() if is_all_day else time(23, 59, 59)))
    return with_rule(other, rule.text(zone=other.zone, is_all_day=is_all_day))


def _keys(event: Event) -> Sequence[str]:
    return (*event.extra, *event.exceptions)


def _moved(event: Event, occurrence: Occurrence, to: datetime | date, *, now: datetime) -> Event:
    if event.is_series:
        return editing.moved_series(event, occurrence, to, now=now)
    return editing.moved(event, to, now=now)


def _is_same_rule(event: Event, text: str) -> bool:
    if not text or not event.rule:
        return text == event.rule
    parsed = parse_rule(text, zone=event.zone, is_all_day=event.is_all_day)
    return parsed.text(zone=event.zone, is_all_day=event.is_all_day) == event.rule
