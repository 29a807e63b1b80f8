"""How the first system tells events, and what of it the calendar of now is asked."""

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from mumble_ai.calendar.event import EventDraft, Occurrence
from mumble_ai.calendar.revising import Revision
from mumble_ai.memory.people.person import Person
from mumble_ai.services.control_panel.calendar.shapes import Importance, LongText, Title

USUAL_MINUTES = 60


class ScheduleItem(BaseModel):
    """An event at one of its times, as the first system told it: wall time of the person, no zone."""

    id: UUID
    user_name: str
    title: str
    event_date: date
    event_time: time | None
    description: str
    importance: int
    reminder_enabled: bool
    reminder_minutes: int
    created_at: datetime


class ScheduleBody(BaseModel):
    """An event to be kept. Without a time it is the whole day."""

    user_name: str = Field("", max_length=200)
    title: Annotated[Title, Field(min_length=1)]
    event_date: date
    event_time: time | None = None
    description: LongText = ""
    importance: Importance = 5
    reminder_enabled: bool = False
    reminder_minutes: Annotated[int, Field(ge=0, le=60 * 24 * 366)] = USUAL_MINUTES


class SchedulePatch(BaseModel):
    """What is to be different."""

    title: Annotated[Title, Field(min_length=1)] | None = None
    event_date: date | None = None
    event_time: time | None = None
    description: LongText | None = None
    importance: Importance | None = None
    reminder_enabled: bool | None = None
    reminder_minutes: Annotated[int, Field(ge=0, le=60 * 24 * 366)] | None = None


class Deleted(BaseModel):
    """What is gone."""

    id: UUID
    deleted: bool = True


def midnight(day: date, person: Person) -> datetime:
    """When a day begins for somebody."""
    return datetime.combine(day, time(), person.zone)


def draft_of(body: ScheduleBody, person: Person) -> EventDraft:
    """What is to be kept."""
    return EventDraft(
        title=body.title,
        start=datetime.combine(body.event_date, body.event_time) if body.event_time else body.event_date,
        zone=person.time_zone,
        description=body.description,
        importance=body.importance,
        remind_minutes=(body.reminder_minutes,) if body.reminder_enabled else (),
    )


def item_of(one: Occurrence, person: Person) -> ScheduleItem:
    """An event at one of its times."""
    minutes = one.event.remind_minutes
    return ScheduleItem(
        id=one.event.id,
        user_name=person.name,
        title=one.title,
        event_date=one.start.date(),
        event_time=None if one.is_all_day else one.start.time(),
        description=one.description,
        importance=one.event.importance,
        reminder_enabled=minutes is None or bool(minutes),
        reminder_minutes=minutes[0] if minutes else USUAL_MINUTES,
        created_at=one.event.created_at,
    )


def revision_of(body: SchedulePatch, before: Occurrence) -> Revision:
    """What is to be different about an event."""
    start: datetime | date | None = None
    if {"event_date", "event_time"} & body.model_fields_set:
        day = body.event_date or before.start.date()
        clock = body.event_time if "event_time" in body.model_fields_set else None
        if clock is None and "event_time" not in body.model_fields_set and not before.is_all_day:
            clock = before.start.time()
        start = datetime.combine(day, clock.replace(tzinfo=None), before.start.tzinfo) if clock else day
    minutes = None
    if body.reminder_enabled is False:
        minutes = ()
    elif body.reminder_minutes is not None or body.reminder_enabled:
        minutes = (body.reminder_minutes or USUAL_MINUTES,)
    return Revision(
        title=body.title,
        start=start,
        description=body.description,
        importance=body.importance,
        remind_minutes=minutes,
    )
