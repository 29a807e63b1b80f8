"""The viewer's calendar as a file, in and out, and the private address other programs subscribe to."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.feeds import Feeds
from mumble_ai.calendar.ics.importing import Importer
from mumble_ai.calendar.ics.parsing import MAX_BYTES
from mumble_ai.services.control_panel.calendar.feeds import CALENDAR, FeedAddress, FeedState
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import Action, HouseRoute
from mumble_ai.services.reminding import notice_policy
from mumble_ai.settings import Settings, reachable_host
from mumble_ai.web.errors import ApiError

_A_FILE: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {"text/calendar": {"schema": {"type": "string"}}}}
}
_FILE_OUT: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"text/calendar": {"schema": {"type": "string"}}}, "description": "An iCalendar file"}
}


class ImportDone(BaseModel):
    """What came of a file.

    Attributes:
        problems: What was left out or changed, and why.
        undo: Names the import for `POST /api/v1/calendar/undo`.
    """

    added: int
    updated: int
    unchanged: int
    problems: list[str]
    undo: str


def panel_address(settings: Settings) -> str:
    """Where other programs reach the control panel, without a slash at the end."""
    address = settings.control_panel_url
    if not address:
        address = f"http://{reachable_host(settings.bind_host)}:{settings.control_panel_port}"
    return address.rstrip("/")


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/calendar", tags=["calendar"], route_class=HouseRoute)
    database = panel.household.stores.database
    feeds, importer = Feeds(database), Importer(database, notice=notice_policy(panel.settings))

    @router.get("/export.ics", response_class=Response, responses=_FILE_OUT)
    async def export_calendar(account: Annotated[Account, Depends(panel.guard.member)]) -> Response:
        """The whole calendar as an iCalendar file."""
        body = await feeds.export(account.person)
        return Response(
            body,
            media_type=CALENDAR,
            headers={"Content-Disposition": 'attachment; filename="calendar.ics"', "Cache-Control": "no-store"},
        )

    @router.post("/import", openapi_extra=_A_FILE)
    async def import_calendar(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, request: Request
    ) -> ImportDone:
        """Takes an iCalendar file in: new events are added, known ones (by UID) brought up to date."""
        body = await request.body()
        if not body:
            raise ApiError(400, "the file is empty", code="not_a_calendar")
        if len(body) > MAX_BYTES:
            raise ApiError(413, f"a calendar file has at most {MAX_BYTES // 1_000_000} MB", code="too_large")
        done = await importer.take(account.person, body, action_id=action)
        panel.live.tell("calendar", None)
        return ImportDone(
            added=done.added, updated=done.updated, unchanged=done.unchanged, problems=list(done.problems), undo=action
        )

    @router.get("/feed")
    async def feed_state(account: Annotated[Account, Depends(panel.guard.member)]) -> FeedState:
        """Whether there is an address to subscribe to; the address itself is told once, when it is made."""
        renewed_at = await feeds.renewed_at(account.person.id)
        return FeedState(exists=renewed_at is not None, renewed_at=renewed_at)

    @router.post("/feed", status_code=201)
    async def renew_feed(account: Annotated[Account, Depends(panel.guard.member)]) -> FeedAddress:
        """Makes a new address; the one before is good for nothing from then on."""
        token = await feeds.renew(account.person.id)
        return FeedAddress(url=f"{panel_address(panel.settings)}/calendar/{token}.ics")

    @router.delete("/feed", status_code=204)
    async def end_feed(account: Annotated[Account, Depends(panel.guard.member)]) -> None:
        """Takes the address away."""
        await feeds.withdraw(account.person.id)

    _ = export_calendar, import_calendar, feed_state, renew_feed, end_feed
    return router
