"""The first system's schedule endpoints on the calendar of now; kept for clients that depend on them."""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.editor import EventEditor, Meant
from mumble_ai.services.control_panel.first_system.route import Answer, only_yourself, router_of
from mumble_ai.services.control_panel.first_system.schedule_shapes import (
    Deleted,
    ScheduleBody,
    ScheduleItem,
    SchedulePatch,
    draft_of,
    item_of,
    midnight,
    revision_of,
)
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import Action
from mumble_ai.services.reminding import notice_policy

AHEAD = timedelta(days=365)
BACK = timedelta(days=365)


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = router_of("/api/schedule")
    _add_reading(router, panel)
    _add_writing(router, panel)
    return router


def _add_reading(router: APIRouter, panel: Panel) -> None:
    calendar = panel.household.calendar

    @router.get("")
    async def first_schedule(
        account: Annotated[Account, Depends(panel.guard.member)],
        user_name: str = "",
        start_date: date | None = None,
        end_date: date | None = None,
        upcoming: Annotated[int | bool, Query(description="Only what comes, in so many days.")] = False,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    ) -> Answer[list[ScheduleItem]]:
        """Events in a span of days, the earliest first; without one a year back and a year ahead."""
        only_yourself(account, user_name)
        now = datetime.now(account.person.zone)
        ahead = AHEAD if isinstance(upcoming, bool) or not 0 < upcoming < AHEAD.days else timedelta(days=upcoming)
        start = midnight(start_date, account.person) if start_date else now if upcoming else now - BACK
        end = midnight(end_date, account.person) + timedelta(days=1) if end_date else max(now, start) + ahead
        found = await calendar.between(account.person, start, end)
        return Answer(data=[item_of(one, account.person) for one in found[offset : offset + limit]])

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
        return Answer(data=[item_of(one, account.person) for one in found[:limit]])

    @router.get("/users")
    async def first_schedule_users(account: Annotated[Account, Depends(panel.guard.member)]) -> Answer[list[str]]:
        """Whose schedule can be asked for: one's own."""
        return Answer(data=[account.person.name])

    _ = first_schedule, first_upcoming, first_schedule_users


def _add_writing(router: APIRouter, panel: Panel) -> None:
    calendar = panel.household.calendar
    editor = EventEditor(panel.household.stores.database, notice=notice_policy(panel.settings))

    @router.post("", status_code=201)
    async def first_add(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, body: ScheduleBody
    ) -> Answer[ScheduleItem]:
        """Keeps an event."""
        only_yourself(account, body.user_name)
        added = await calendar.add(account.person, draft_of(body, account.person), action_id=action)
        panel.live.tell("calendar", None)
        return Answer(data=item_of(added.occurrence, account.person))

    @router.put("/{event_id}")
    async def first_change(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, event_id: UUID, body: SchedulePatch
    ) -> Answer[ScheduleItem]:
        """Changes an event; a repeated one as a whole. Another time plans its reminders anew."""
        before = await editor.read(account.person, event_id)
        meant = Meant(event_id, before.key)
        edited = await editor.revise(account.person, meant, revision_of(body, before), action_id=action)
        panel.live.tell("calendar", None)
        return Answer(data=item_of(edited.after or before, account.person))

    @router.delete("/{event_id}")
    async def first_delete(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, event_id: UUID
    ) -> Answer[Deleted]:
        """Takes an event out of the calendar."""
        await editor.cancel(account.person, Meant(event_id), action_id=action)
        panel.live.tell("calendar", None)
        return Answer(data=Deleted(id=event_id))

    _ = first_add, first_change, first_delete
