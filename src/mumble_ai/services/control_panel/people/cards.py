"""People: who is known and how, what they chose, and what they may do. A member sees themselves alone."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import AccountInfo
from mumble_ai.assistant.personas.persona import PersonaError
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.memory.people.preferences import Change
from mumble_ai.memory.people.roster import Card, Roster
from mumble_ai.memory.people.ways import LastWay, Ways
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.people.shapes import (
    ChoicesPatch,
    PersonDetail,
    PersonView,
    choices_view,
    person_view,
    ways_view,
)
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.web.errors import ApiError


class RoleBody(BaseModel):
    """What somebody may do from now on."""

    role: Role


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/people", tags=["people"], route_class=HouseRoute)
    house = panel.household
    roster, ways = Roster(house.stores.database, house.people), Ways(house.stores.database, house.people)
    theirs = person_of(panel)

    async def detail(account: Account, person: Person) -> PersonDetail:
        chosen = (await house.personas.choices()).people.get(person.id, "")
        return PersonDetail(
            person=person_view(await roster.card(person.id), viewer=account.person, account=await _account(person)),
            ways=ways_view(await ways.of(person.id)),
            choices=choices_view(person, chosen),
        )

    async def _account(person: Person) -> AccountInfo | None:
        found = [info for info in await panel.accounts.everybody() if info.account.person.id == person.id]
        return found[0] if found else None

    @router.get("")
    async def list_people(account: Annotated[Account, Depends(panel.guard.member)]) -> list[PersonView]:
        """Everybody who is known, the last seen first; a member gets themselves alone."""
        cards: list[Card] = await roster.everybody() if account.is_owner else [await roster.card(account.person.id)]
        infos = {info.account.person.id: info for info in await panel.accounts.everybody()}
        return [person_view(card, viewer=account.person, account=infos.get(card.person.id)) for card in cards]

    @router.get("/{person_id}")
    async def read_person(account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID) -> PersonDetail:
        """Somebody with how they are known and what they chose."""
        return await detail(account, await theirs(account, person_id))

    @router.patch("/{person_id}")
    async def change_person(
        account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID, body: ChoicesPatch
    ) -> PersonDetail:
        """Changes what somebody wants of the assistant; in force everywhere within five seconds."""
        person = await theirs(account, person_id)
        change = body.model_dump(exclude={"persona"}, exclude_none=True)
        if change:
            person = await house.parts.preferences.change(person.id, Change(**change))
        if body.persona is not None:
            try:
                await house.personas.use_for(person.id, body.persona or None)
            except PersonaError as error:
                raise ApiError(400, str(error), param="persona", code="invalid_value") from error
        await panel.accounts.audit.note(account, "person.changed", str(person.id), fields=sorted(body.model_fields_set))
        panel.live.tell("people", None)
        panel.live.tell("people", person.id)
        return await detail(account, person)

    @router.put("/{person_id}/role")
    async def give_role(
        account: Annotated[Account, Depends(panel.guard.owner)], person_id: UUID, body: RoleBody
    ) -> PersonDetail:
        """Makes somebody an owner or a member; there is always an owner left."""
        person = await theirs(account, person_id)
        try:
            await roster.give_role(person.id, body.role)
        except ValueError as error:
            raise ApiError(400, str(error), param="role", code="invalid_value") from error
        await panel.accounts.audit.note(account, "person.role", str(person.id), role=body.role.value)
        panel.live.tell("people", None)
        return await detail(account, await theirs(account, person_id))

    @router.delete("/{person_id}/ways/{way_id}")
    async def forget_way(
        account: Annotated[Account, Depends(panel.guard.member)], person_id: UUID, way_id: UUID
    ) -> PersonDetail:
        """Takes away one way somebody is known: whoever comes with it is somebody new."""
        person = await theirs(account, person_id)
        try:
            await ways.forget(person.id, way_id)
        except LastWay as error:
            raise ApiError(409, str(error), code="refused") from error
        await panel.accounts.audit.note(account, "person.way_forgotten", str(person.id))
        panel.live.tell("people", None)
        return await detail(account, person)

    _ = list_people, read_person, change_person, give_role, forget_way
    return router


def person_of(panel: Panel) -> Callable[[Account, UUID], Awaitable[Person]]:
    """Finds somebody for whoever asks: an owner may ask for anybody, everybody else for themselves."""

    async def find(account: Account, person_id: UUID) -> Person:
        person = await panel.household.people.get(person_id)
        if person is None or not (account.is_owner or person.id == account.person.id):
            # Whether somebody is known is nobody's business.
            raise ApiError(404, "nobody has this id", code="not_found")
        return person

    return find
