"""Reminders, timers and alarms beside the calendar: set, put off, done with, called off."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.reminding.reminder import MAX_TEXT, Kind, Reminder, State
from mumble_ai.services.control_panel.calendar.shapes import Text
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import Action, HouseRoute

LONGEST_SNOOZE_MIN = 31 * 24 * 60


class ReminderView(BaseModel):
    """Something to be told at a moment.

    Attributes:
        kind: `reminder`, `timer`, `alarm`, or `event` for notice of an event.
        state: `waiting`, `telling`, `kept` (due, and the person could not be reached), `told`, `done`, `cancelled`.
        event_id: The event it gives notice of.
        begins_at: When that event begins.
    """

    id: UUID
    kind: Kind
    text: str
    due_at: datetime
    state: State
    rule: str
    event_id: UUID | None
    begins_at: datetime | None
    told_at: datetime | None


class ReminderBody(BaseModel):
    """Something to be reminded of."""

    text: Annotated[Text, Field(min_length=1, max_length=MAX_TEXT)]
    at: AwareDatetime
    rule: Annotated[str, Field(max_length=500)] = ""


class SnoozeBody(BaseModel):
    """How long to wait before it is told again."""

    minutes: Annotated[int, Field(ge=1, le=LONGEST_SNOOZE_MIN)] = 10


class ReminderDone(BaseModel):
    """A reminder after a change; `undo` names the change."""

    reminder: ReminderView
    undo: str


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/calendar/reminders", tags=["calendar"], route_class=HouseRoute)
    reminders = panel.household.parts.reminders

    async def done(account: Account, reminder: Reminder, undo: str) -> ReminderDone:
        panel.live.tell("calendar", None)
        return ReminderDone(reminder=_view(reminder), undo=undo)

    @router.get("")
    async def list_reminders(account: Annotated[Account, Depends(panel.guard.member)]) -> list[ReminderView]:
        """What waits, and what was told within a day and not answered, in the order it is due."""
        return [_view(reminder) for reminder in await reminders.on_the_desk(account.person)]

    @router.post("", status_code=201)
    async def set_reminder(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, body: ReminderBody
    ) -> ReminderDone:
        """Reminds the viewer of something at a moment, or at every one of a rule."""
        kept = await reminders.set(account.person, body.text, body.at, rule=body.rule, action_id=action)
        return await done(account, kept, action)

    @router.post("/{reminder_id}/snooze")
    async def snooze_reminder(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, reminder_id: UUID, body: SnoozeBody
    ) -> ReminderDone:
        """Tells it again a while from now."""
        for_ = timedelta(minutes=body.minutes)
        again = await reminders.snooze_one(account.person, reminder_id, for_, action_id=action)
        return await done(account, again, action)

    @router.post("/{reminder_id}/done")
    async def finish_reminder(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, reminder_id: UUID
    ) -> ReminderDone:
        """Notes that it needs no more thought."""
        return await done(
            account, await reminders.end(account.person, reminder_id, is_done=True, action_id=action), action
        )

    @router.delete("/{reminder_id}")
    async def cancel_reminder(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, reminder_id: UUID
    ) -> ReminderDone:
        """Calls it off; a repeated one with all that would follow."""
        return await done(
            account, await reminders.end(account.person, reminder_id, is_done=False, action_id=action), action
        )

    _ = list_reminders, set_reminder, snooze_reminder, finish_reminder, cancel_reminder
    return router


def _view(reminder: Reminder) -> ReminderView:
    return ReminderView(
        id=reminder.id,
        kind=reminder.kind,
        text=reminder.text,
        due_at=reminder.due_at,
        state=reminder.state,
        rule=reminder.rule,
        event_id=reminder.event_id,
        begins_at=reminder.begins_at,
        told_at=reminder.told_at,
    )
