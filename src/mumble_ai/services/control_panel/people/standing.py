"""What somebody may do here, and the ways in which they are known."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.memory.people.person import Role
from mumble_ai.memory.people.ways import LastWay
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.people.desk import PeopleDesk
from mumble_ai.services.control_panel.people.shapes import PersonDetail
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.web.errors import ApiError


class RoleBody(BaseModel):
    """What somebody may do from now on."""

    role: Role


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/people", tags=["people"], route_class=HouseRoute)
    desk, audit = PeopleDesk(panel), panel.accounts.audit

    @router.put("/{person_id}/role")
    async def give_role(
        account: Annotated[Account, Depends(panel.guard.owner)], person_id: UUID, body: RoleBody
    ) -> PersonDetail:
        """Makes somebody an owner or a member; there is always an owner left."""
        person = await desk.find(account, person_id)
        try:
            await desk.roster.give_role(person.id, body.role)
        except ValueError as error:
            raise ApiError(400, str(error), param="role", code="invalid_value") from error
        await audit.note(account, "person.role", str(person.id), role=body.role.value)
        panel.live.tell("people", None)
        return await desk.detail(account, await desk.find(account, person_id))

    @router.delete("/{person_id}/ways/{way_id}")
    async def forget_way(
        account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID, way_id: UUID
    ) -> PersonDetail:
        """Takes away one way somebody is known: whoever comes with it is somebody new."""
        person = await desk.find(account, person_id)
        try:
            await desk.ways.forget(person.id, way_id)
        except LastWay as error:
            raise ApiError(409, str(error), code="refused") from error
        await audit.note(account, "person.way_forgotten", str(person.id))
        panel.live.tell("people", None)
        return await desk.detail(account, person)

    _ = give_role, forget_way
    return router
