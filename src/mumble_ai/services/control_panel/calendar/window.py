"""The calendar to look at: what lies in a span, whose it is, searching, and a line of words read as an event."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.event import EventDraft, Occurrence
from mumble_ai.calendar.quick import Understood, length_of, understand
from mumble_ai.calendar.sharing import COLOURS, Shared, Sharing, Shown
from mumble_ai.services.control_panel.calendar.shapes import (
    LARGEST_WINDOW,
    CalendarPerson,
    CalendarWindow,
    EventView,
    Text,
    event_view,
)
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.spoken_time import say
from mumble_ai.web.errors import ApiError

MOST_FOUND: Final = 50


class SharingBody(BaseModel):
    """What others may see of the viewer's calendar."""

    shown: Shown
    colour: Annotated[int, Field(ge=0, lt=COLOURS)]


class Line(BaseModel):
    """Words such as "dentist tomorrow at 3 for an hour"."""

    text: Annotated[Text, Field(min_length=1, max_length=300)]


class UnderstoodLine(BaseModel):
    """What words mean as an event, to be looked at before it is kept.

    Attributes:
        start: A day for all-day events, else a moment with its offset in the viewer's zone; null for no time.
        when: The time in words.
        question: What the words leave open; empty for nothing.
        conflicts: What takes the same time already.
    """

    title: str
    start: str | None
    duration_s: int | None
    is_all_day: bool
    rule: str
    when: str
    question: str
    conflicts: list[EventView]


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/calendar", tags=["calendar"], route_class=HouseRoute)
    sharing = Sharing(panel.household.stores.database, panel.household.calendar)
    _add_sharing(router, panel, sharing)
    _add_window(router, panel, sharing)
    _add_words(router, panel)
    return router


def _add_sharing(router: APIRouter, panel: Panel, sharing: Sharing) -> None:
    @router.get("/people")
    async def calendar_people(account: Annotated[Account, Depends(panel.guard.member)]) -> list[CalendarPerson]:
        """The viewer first, then everybody who lets the household see their calendar."""
        mine = await sharing.mine(account.person)
        seen = await sharing.seen_by(account.person)
        return [_person(mine, is_me=True), *(_person(shared, is_me=False) for shared in seen[1:])]

    @router.put("/sharing")
    async def share_calendar(
        account: Annotated[Account, Depends(panel.guard.member)], body: SharingBody
    ) -> CalendarPerson:
        """Lets others of the household see the viewer's calendar, or only its times, or nothing of it."""
        shared = await sharing.show(account.person, shown=body.shown, colour=body.colour)
        panel.live.tell("calendar", None)
        return _person(shared, is_me=True)

    _ = calendar_people, share_calendar


def _add_window(router: APIRouter, panel: Panel, sharing: Sharing) -> None:
    @router.get("/events")
    async def calendar_window(
        account: Annotated[Account, Depends(panel.guard.member)],
        start: AwareDatetime,
        end: AwareDatetime,
        people: Annotated[list[UUID] | None, Query(max_length=50)] = None,
    ) -> CalendarWindow:
        """What overlaps [start, end), of the viewer or of those people whose calendars the viewer may see."""
        if not timedelta(0) < end - start <= LARGEST_WINDOW:
            message = f"the span has to be longer than nothing and at most {LARGEST_WINDOW.days} days"
            raise ApiError(400, message, param="end", code="invalid_value")
        viewer, now = account.person, datetime.now(UTC)
        start, end = start.astimezone(viewer.zone), end.astimezone(viewer.zone)
        found = await sharing.between(viewer, start, end, people or [viewer.id])
        views = await asyncio.to_thread(
            lambda: [event_view(o, viewer, now=now, of=shared) for shared, all_ in found for o in all_]
        )
        return CalendarWindow(
            zone=viewer.time_zone,
            now=now.astimezone(viewer.zone),
            events=sorted(views, key=lambda view: view.start.astimezone(UTC)),
        )

    _ = calendar_window


def _add_words(router: APIRouter, panel: Panel) -> None:
    calendar = panel.household.calendar

    @router.get("/search")
    async def search_calendar(
        account: Annotated[Account, Depends(panel.guard.member)], q: Annotated[str, Query(min_length=1, max_length=200)]
    ) -> list[EventView]:
        """The events that are meant by some words, best first, each at its next time, else its last one."""
        now = datetime.now(UTC)
        found = await calendar.find(account.person, q.replace("\x00", " "))
        return [event_view(one.occurrence, account.person, now=now) for one in found[:MOST_FOUND]]

    @router.post("/understand")
    async def understand_line(account: Annotated[Account, Depends(panel.guard.member)], line: Line) -> UnderstoodLine:
        """Reads a line of words as an event; nothing is kept."""
        person = account.person
        now = datetime.now(person.zone)
        read = await asyncio.to_thread(understand, line.text, now, person.language or "en")
        draft = _draft(read)
        taken = await calendar.is_free(person, *_span(draft, person.zone)) if draft else None
        busy: tuple[Occurrence, ...] = taken.busy if taken else ()
        return _understood(read, draft, now, account, [event_view(one, person, now=now) for one in busy[:5]])

    _ = search_calendar, understand_line


def _person(shared: Shared, *, is_me: bool) -> CalendarPerson:
    return CalendarPerson(
        person_id=shared.person_id, name=shared.name, is_me=is_me, shown=shared.shown, colour=shared.colour
    )


def _draft(read: Understood) -> EventDraft | None:
    time = read.time
    if time is None:
        return None
    return EventDraft(
        title=read.title,
        start=time.start.date() if time.is_all_day else time.moment,
        duration=length_of(time),
        rule=time.rrule or "",
    )


def _span(draft: EventDraft, zone: ZoneInfo) -> tuple[datetime, datetime]:
    if isinstance(draft.start, datetime):
        return draft.start, draft.start + (draft.duration or timedelta(hours=1))
    first = datetime.combine(draft.start, datetime.min.time(), tzinfo=zone)
    return first, first + (draft.duration or timedelta(days=1))


def _understood(
    read: Understood, draft: EventDraft | None, now: datetime, account: Account, conflicts: list[EventView]
) -> UnderstoodLine:
    person = account.person
    words = say(read.time, now, clock=person.clock, language=person.language or "en") if read.time else ""
    return UnderstoodLine(
        title=read.title,
        start=draft.start.isoformat() if draft else None,
        duration_s=int(draft.duration.total_seconds()) if draft and draft.duration else None,
        is_all_day=draft is not None and not isinstance(draft.start, datetime),
        rule=draft.rule if draft else "",
        when=words,
        question=read.asking.question if read.asking else "",
        conflicts=conflicts,
    )
