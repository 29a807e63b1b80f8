"""People: who is known, and what they chose. A member sees themselves alone."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from mumble_ai.accounts.account import Account
from mumble_ai.assistant.personas.persona import PersonaError
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.people.preferences import Change
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.people.desk import PeopleDesk
from mumble_ai.services.control_panel.people.shapes import ChoicesPatch, PersonDetail, PersonView
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.web.errors import ApiError


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/people", tags=["people"], route_class=HouseRoute)
    desk = PeopleDesk(panel)

    @router.get("")
    async def list_people(account: Annotated[Account, Depends(panel.guard.member)]) -> list[PersonView]:
        """Everybody who is known, the last seen first; a member gets themselves alone."""
        return await desk.everybody(account)

    @router.get("/{person_id}")
    async def read_person(account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID) -> PersonDetail:
        """Somebody with how they are known and what they chose."""
        return await desk.detail(account, await desk.find(account, person_id))

    @router.patch("/{person_id}")
    async def change_person(
        account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID, body: ChoicesPatch
    ) -> PersonDetail:
        """Changes what somebody wants of the assistant; in force everywhere within five seconds."""
        person = await _change(panel, await desk.find(account, person_id), body)
        await panel.accounts.audit.note(account, "person.changed", str(person.id), fields=sorted(body.model_fields_set))
        panel.live.tell("people", None)
        panel.live.tell("people", person.id)
        return await desk.detail(account, person)

    _ = list_people, read_person, change_person
    return router


async def _change(panel: Panel, person: Person, body: ChoicesPatch) -> Person:
    change = body.model_dump(exclude={"persona"}, exclude_none=True)
    if change:
        person = await panel.household.parts.preferences.change(person.id, Change(**change))
    if body.persona is not None:
        try:
            await panel.household.personas.use_for(person.id, body.persona or None)
        except PersonaError as error:
            raise ApiError(400, str(error), param="persona", code="invalid_value") from error
    return person
