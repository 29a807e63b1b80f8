"""Events: kept, edited in one scope, cancelled, and every change taken back."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.editor import EventEditor, Meant
from mumble_ai.calendar.errors import ChangedMeanwhile, NotFound
from mumble_ai.calendar.event import Event, EventDraft
from mumble_ai.calendar.expansion import next_occurrence, occurrence_of
from mumble_ai.calendar.revising import Revision, Scope
from mumble_ai.memory.people.person import Person
from mumble_ai.services.control_panel.calendar.shapes import (
    EventBody,
    EventConflict,
    EventDone,
    EventPatch,
    EventView,
    done_view,
    event_view,
)
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import Action, HouseRoute
from mumble_ai.services.reminding import notice_policy


class UndoBody(BaseModel):
    """Which change is taken back; without a name the last one."""

    undo: Annotated[str, Field(max_length=300)] = ""


class UndoneView(BaseModel):
    """What was taken back.

    Attributes:
        kind: Such as `event.cancel`.
        what: Title or text of what it was about.
    """

    kind: str
    what: str


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/calendar", tags=["calendar"], route_class=HouseRoute)
    editor = EventEditor(panel.household.stores.database, notice=notice_policy(panel.settings))
    _add_keeping(router, panel)
    _add_reading(router, panel, editor)
    _add_editing(router, panel, editor)
    _add_undo(router, panel)
    return router


def _add_keeping(router: APIRouter, panel: Panel) -> None:
    @router.post("/events", status_code=201)
    async def add_event(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, body: EventBody
    ) -> EventDone:
        """Keeps an event. The same one (title, start, repetition) is kept once, with what was said again added."""
        added = await panel.household.calendar.add(account.person, _draft(body, account.person), action_id=action)
        panel.live.tell("calendar", None)
        now = datetime.now(UTC)
        return EventDone(
            event=event_view(added.occurrence, account.person, now=now),
            was_there=added.is_merged,
            conflicts=[event_view(one, account.person, now=now) for one in added.conflicts],
            undo=action,
        )

    _ = add_event


def _add_reading(router: APIRouter, panel: Panel, editor: EventEditor) -> None:
    @router.get("/events/{event_id}")
    async def read_event(
        account: Annotated[Account, Depends(panel.guard.member)],
        event_id: UUID,
        key: Annotated[str, Query(max_length=40)] = "",
    ) -> EventView:
        """One time of an event; without a key the first one."""
        occurrence = await editor.read(account.person, event_id, key)
        return event_view(occurrence, account.person, now=datetime.now(UTC))

    _ = read_event


def _add_editing(router: APIRouter, panel: Panel, editor: EventEditor) -> None:
    @router.patch("/events/{event_id}", response_model=EventDone, responses={409: {"model": EventConflict}})
    async def edit_event(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, event_id: UUID, body: EventPatch
    ) -> EventDone | JSONResponse:
        """Changes one time of an event, that and the following ones, or all of it."""
        meant = Meant(event_id, body.key, body.scope, body.revision)
        try:
            edited = await editor.revise(account.person, meant, _revision(body), action_id=action)
        except ChangedMeanwhile as error:
            return _conflict(error, body, account.person)
        panel.live.tell("calendar", None)
        return done_view(edited, account.person, now=datetime.now(UTC), undo=action)

    @router.delete("/events/{event_id}", response_model=EventDone, responses={409: {"model": EventConflict}})
    async def cancel_event(
        account: Annotated[Account, Depends(panel.guard.member)],
        action: Action,
        event_id: UUID,
        key: Annotated[str, Query(max_length=40)] = "",
        scope: Scope = Scope.ALL,
        revision: int | None = None,
    ) -> EventDone | JSONResponse:
        """Takes an event, or some of its times, out of the calendar; it can be taken back for 90 days."""
        meant = Meant(event_id, key, scope, revision)
        try:
            edited = await editor.cancel(account.person, meant, action_id=action)
        except ChangedMeanwhile as error:
            return _conflict(error, EventPatch(key=key, scope=scope, revision=revision), account.person)
        panel.live.tell("calendar", None)
        return done_view(edited, account.person, now=datetime.now(UTC), undo=action)

    _ = edit_event, cancel_event


def _add_undo(router: APIRouter, panel: Panel) -> None:
    @router.post("/undo")
    async def undo_change(account: Annotated[Account, Depends(panel.guard.member)], body: UndoBody) -> UndoneView:
        """Takes back a change of events, tasks or reminders; refused where it was changed again since."""
        undone = await panel.household.calendar.undo(account.person, body.undo or None)
        panel.live.tell("calendar", None)
        return UndoneView(kind=undone.kind, what=undone.what)

    _ = undo_change


def _draft(body: EventBody, person: Person) -> EventDraft:
    return EventDraft(
        title=body.title,
        start=body.start,
        duration=None if body.duration_s is None else timedelta(seconds=body.duration_s),
        zone=body.zone or person.time_zone,
        place=body.place,
        description=body.description,
        importance=body.importance,
        rule=body.rule,
        remind_minutes=None if body.remind_minutes is None else tuple(body.remind_minutes),
        is_busy=body.is_busy,
    )


def _revision(body: EventPatch) -> Revision:
    given = body.model_fields_set
    return Revision(
        title=body.title,
        start=body.start,
        duration=None if body.duration_s is None else timedelta(seconds=body.duration_s),
        zone=body.zone or None,
        place=body.place,
        description=body.description,
        importance=body.importance,
        remind_minutes=None if body.remind_minutes is None else tuple(body.remind_minutes),
        usual_reminders="remind_minutes" in given and body.remind_minutes is None,
        rule=body.rule,
        is_busy=body.is_busy,
    )


def _conflict(error: ChangedMeanwhile, yours: EventPatch, person: Person) -> JSONResponse:
    event, now = error.event, datetime.now(UTC)
    theirs = _one_of(event, yours.key, person, now)
    detail = f"{error}: look at what it is now, and save yours over it or keep that"
    body = EventConflict(detail=detail, error=detail, theirs=theirs, yours=yours)
    return JSONResponse(body.model_dump(mode="json"), 409, media_type="application/problem+json")


def _one_of(event: Event, key: str, person: Person, now: datetime) -> EventView:
    one = (
        occurrence_of(event, key, person.zone)
        or next_occurrence(event, now, person.zone)
        or occurrence_of(event, event.key(event.starts), person.zone)
    )
    if one is None:
        raise NotFound(f"{event.title} is not in the calendar any more")
    return event_view(one, person, now=now)
