"""What is kept of somebody: counted, given as a file, forgotten."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.memory.overview import Overview
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.privacy.privacy import BACKUPS
from mumble_ai.services.control_panel.calendar.shapes import Text
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.people.desk import PeopleDesk
from mumble_ai.services.control_panel.people.shapes import KnownView
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.web.errors import ApiError

_A_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "Everything, as JSON"}
}
_AS_FILE: Final = 'attachment; filename="mumble-ai-person.json"'


class ForgetBody(BaseModel):
    """The name of the person, typed, so that nobody is forgotten by a slip."""

    confirm: Annotated[Text, Field(max_length=100)]


class ForgottenView(BaseModel):
    """What was forgotten, and what was not."""

    messages: int
    backups: str


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/people", tags=["people"], route_class=HouseRoute)
    house = panel.household
    desk = PeopleDesk(panel)
    overview = Overview(house.stores.database)

    @router.get("/{person_id}/known")
    async def count_known(account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID) -> KnownView:
        """What is kept of somebody, counted; the words are for that person alone."""
        person = await desk.find(account, person_id)
        known = await house.privacy.known(person)
        return KnownView(
            messages=known.messages,
            talks=known.talks,
            since=known.since,
            facts=known.facts,
            events=known.events,
            tasks=known.tasks,
            reminders=known.reminders,
            in_words=known.in_words() if person.id == account.person.id else "",
            can_export=person.id == account.person.id or await overview.is_shared(person.id),
        )

    @router.get("/{person_id}/export.json", response_class=StreamingResponse, responses=_A_FILE)
    async def export_person(
        account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID
    ) -> StreamingResponse:
        """Everything that is kept of whoever asks, as a file of any size; for an owner what another lets them read."""
        person = await desk.find(account, person_id)
        is_other = person.id != account.person.id
        if is_other and not await overview.is_shared(person.id):
            message = f"{person.name} does not let an owner read their memory; what is kept is only counted"
            raise ApiError(403, message, code="not_shared")
        await panel.accounts.audit.note(account, "person.exported", str(person.id))
        pieces = house.privacy.export_pieces(person.id, heard_by_others=is_other)
        first = await anext(pieces)
        return StreamingResponse(
            _from(first, pieces),
            media_type="application/json",
            headers={"Content-Disposition": _AS_FILE, "Cache-Control": "no-store"},
        )

    @router.post("/{person_id}/forget")
    async def forget_person(
        account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID, body: ForgetBody
    ) -> ForgottenView:
        """Forgets somebody with everything of theirs: messages, facts, calendar, account. It can't be undone."""
        person = await desk.find(account, person_id)
        if body.confirm.strip() != person.name:
            message = f"type the name {person.name!r} to forget everything of theirs"
            raise ApiError(400, message, param="confirm", code="not_confirmed")
        if person.is_owner:
            await _check_other_owner(desk, person)
        done = await house.privacy.forget_me(person.id)
        await panel.accounts.audit.note(account, "person.forgotten", str(person.id), messages=done.messages)
        panel.live.tell("people", None)
        return ForgottenView(messages=done.messages, backups=BACKUPS)

    _ = count_known, export_person, forget_person
    return router


async def _check_other_owner(desk: PeopleDesk, person: Person) -> None:
    cards = await desk.roster.everybody()
    if not any(card.person.is_owner and card.person.id != person.id for card in cards):
        raise ApiError(409, "nobody else is an owner: make somebody else one first", code="refused")


async def _from(first: str, rest: AsyncGenerator[str]) -> AsyncGenerator[str]:
    yield first
    async for piece in rest:
        yield piece
