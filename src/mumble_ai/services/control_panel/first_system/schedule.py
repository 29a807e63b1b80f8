"""The first system's schedule endpoints on the calendar of now; kept for clients that depend on them."""

from datetime import date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.editor import EventEditor, Meant
from mumble_ai.calendar.event import EventDraft, Occurrence
from mumble_ai.calendar.revising import Revision
from mumble_ai.memory.people.person import Person
from mumble_ai.services.control_panel.calendar.shapes import Importance, LongText, Title
from mumble_ai.services.control_panel.first_system.route import Answer, FirstSystemRoute, only_yourself
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import Action
from mumble_ai.services.reminding import notice_policy

AHEAD = timedelta(days=365)
BACK = timedelta(days=365)
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


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/schedule", tags=["first system"], route_class=FirstSystemRoute, deprecated=True)
    calendar = panel.household.calendar
    editor = EventEditor(panel.household.stores.database, notice=notice_policy(panel.settings))

    @router.get("")
    async def first_schedule(
        account: Annotated[Account, Depends(panel.guard.member)],
        user_name: str = "",
        start_date: date | None = None,
        end_date: date | None = None,
        upcoming: bool = False,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    ) -> Answer[list[ScheduleItem]]:
        """Events in a span of days, the earliest first; without one a year back and a year ahead."""
        only_yourself(account, user_name)
        now = datetime.now(account.person.zone)
        start = _midnight(start_date, account.person) if start_date else now if upcoming else now - BACK
        end = _midnight(end_date, account.person) + timedelta(days=1) if end_date else max(now, start) + AHEAD
        found = await calendar.between(account.person, start, end)
        return Answer(data=[_item(one, account.person) for one in found[offset : offset + limit]])

    @router.get("/upcoming")
    async def first_upcoming(
        account: Annotated[Account, Depends(panel.guard.member)],
        days: Annotated[int, Query(ge=1, le=366)] = 7,
        limit: Annotated[int, Query(ge=1, le=500)] = 10,
        user: str = "",
    ) -> Answer[list[ScheduleItem]]:
        """What comes next."""
        only_yourself(account, user)
        now = datetime.now(account.person.zone)
        found = await calendar.between(account.person, now, now + timedelta(days=days))
        return Answer(data=[_item(one, account.person) for one in found[:limit]])

    @router.get("/users")
    async def first_schedule_users(account: Annotated[Account, Depends(panel.guard.member)]) -> Answer[list[str]]:
        """Whose schedule can be asked for: one's own."""
        return Answer(data=[account.person.name])

    @router.post("", status_code=201)
    async def first_add(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, body: ScheduleBody
    ) -> Answer[ScheduleItem]:
        """Keeps an event."""
        only_yourself(account, body.user_name)
        draft = EventDraft(
            title=body.title,
            start=datetime.combine(body.event_date, body.event_time) if body.event_time else body.event_date,
            zone=account.person.time_zone,
            description=body.description,
            importance=body.importance,
            remind_minutes=(body.reminder_minutes,) if body.reminder_enabled else (),
        )
        added = await calendar.add(account.person, draft, action_id=action)
        panel.live.tell("calendar", None)
        return Answer(data=_item(added.occurrence, account.person))

    @router.put("/{event_id}")
    async def first_change(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, event_id: UUID, body: SchedulePatch
    ) -> Answer[ScheduleItem]:
        """Changes an event; a repeated one as a whole. Another time plans its reminders anew."""
        before = await editor.read(account.person, event_id)
        meant = Meant(event_id, before.key)
        edited = await editor.revise(account.person, meant, _revision(body, before), action_id=action)
        panel.live.tell("calendar", None)
        return Answer(data=_item(edited.after or before, account.person))

    @router.delete("/{event_id}")
    async def first_delete(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, event_id: UUID
    ) -> Answer[Deleted]:
        """Takes an event out of the calendar."""
        await editor.cancel(account.person, Meant(event_id), action_id=action)
        panel.live.tell("calendar", None)
        return Answer(data=Deleted(id=event_id))

    _ = first_schedule, first_upcoming, first_schedule_users, first_add, first_change, first_delete
    return router


def _midnight(day: date, person: Person) -> datetime:
    return datetime.combine(day, time(), person.zone)


def _item(one: Occurrence, person: Person) -> ScheduleItem:
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


def _revision(body: SchedulePatch, before: Occurrence) -> Revision:
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
