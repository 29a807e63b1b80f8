"""Two persons who are one: by a code that one side says, or by an owner, who sees before what moves."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.memory.people.moving import Moving, what_would_move
from mumble_ai.services.control_panel.calendar.shapes import Text
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.people.desk import PeopleDesk
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.web.errors import ApiError


class LinkCode(BaseModel):
    """A code to say or type at another door, told once.

    Attributes:
        spoken: Digit by digit, as it is said.
    """

    digits: str
    spoken: str
    expires_at: datetime


class CodeBody(BaseModel):
    """A code that was told at another door."""

    code: Annotated[Text, Field(min_length=1, max_length=40)]


class Linked(BaseModel):
    """Who the viewer is now."""

    person_id: UUID
    name: str
    became_owner: bool


class MergePreview(BaseModel):
    """What would move, by the name of its table; a link can't be undone."""

    stays: str
    goes: str
    moves: dict[str, int]


class MergeBody(BaseModel):
    """Who becomes part of whom."""

    goes: UUID


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/people", tags=["people"], route_class=HouseRoute)
    linking, database = panel.household.parts.linking, panel.household.stores.database
    desk = PeopleDesk(panel)

    @router.post("/me/link-code", status_code=201)
    async def ask_link_code(account: Annotated[Account, Depends(panel.guard.member)]) -> LinkCode:
        """A code for the viewer to say or type where the assistant does not know them yet."""
        code = await linking.ask(account.person)
        return LinkCode(digits=code.digits, spoken=code.spoken, expires_at=code.expires_at)

    @router.post("/me/link")
    async def take_link_code(account: Annotated[Account, Depends(panel.guard.member)], body: CodeBody) -> Linked:
        """Takes a code that was told at another door; the viewer becomes whoever asked for it."""
        taken = await linking.take(account.person, body.code)
        await panel.accounts.audit.note(account, "person.linked", str(taken.person.id))
        panel.live.tell("people", None)
        return Linked(person_id=taken.person.id, name=taken.person.name, became_owner=taken.became_owner)

    @router.get("/{person_id}/merge/{goes}")
    async def preview_merge(
        account: Annotated[Account, Depends(panel.guard.owner)], person_id: UUID, goes: UUID
    ) -> MergePreview:
        """What would move if the second person became part of the first; nothing is changed."""
        try:
            return _preview(await what_would_move(database, stays=person_id, goes=goes))
        except LookupError as error:
            raise ApiError(404, str(error), code="not_found") from error

    @router.post("/{person_id}/merge")
    async def merge_people(
        account: Annotated[Account, Depends(panel.guard.owner)], person_id: UUID, body: MergeBody
    ) -> MergePreview:
        """Makes two persons one: everything of the second belongs to the first. It can't be undone."""
        stays, goes = await desk.find(account, person_id), await desk.find(account, body.goes)
        if goes.is_owner and not stays.is_owner:
            raise ApiError(409, f"{goes.name} is an owner: let {goes.name} be the one who stays", code="refused")
        if goes.is_guest or stays.is_guest:
            raise ApiError(409, "a guest is known for one visit and can't be linked", code="refused")
        try:
            moved = _preview(await what_would_move(database, stays=stays.id, goes=goes.id))
            await linking.link(stays=stays, goes=goes)
        except LookupError as error:
            raise ApiError(404, str(error), code="not_found") from error
        await panel.accounts.audit.note(account, "person.merged", str(stays.id), goes=str(goes.id), moves=moved.moves)
        panel.live.tell("people", None)
        return moved

    _ = ask_link_code, take_link_code, preview_merge, merge_people
    return router


def _preview(moving: Moving) -> MergePreview:
    return MergePreview(stays=moving.stays, goes=moving.goes, moves=dict(moving.rows))
