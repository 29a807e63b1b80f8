"""Finds people and shows them to whoever asks: an owner may ask for anybody, everybody else for themselves."""

from __future__ import annotations

from uuid import UUID

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import AccountInfo
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.people.roster import Roster
from mumble_ai.memory.people.ways import Ways
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.people.shapes import (
    PersonDetail,
    PersonView,
    choices_view,
    person_view,
    ways_view,
)
from mumble_ai.web.errors import ApiError


class PeopleDesk:
    """What the endpoints about people share.

    Attributes:
        roster: Everybody who is known.
        ways: How they are known.
    """

    def __init__(self, panel: Panel) -> None:
        house = panel.household
        self.roster = Roster(house.stores.database, house.people)
        self.ways = Ways(house.stores.database, house.people)
        self._panel = panel

    async def find(self, account: Account, person_id: UUID) -> Person:
        """Somebody that whoever asks may see.

        Raises:
            ApiError: 404, there is none.
        """
        person = await self._panel.household.people.get(person_id)
        if person is None or not (account.is_owner or person.id == account.person.id):
            # Whether somebody is known is nobody's business.
            raise ApiError(404, "nobody has this id", code="not_found")
        return person

    async def everybody(self, account: Account) -> list[PersonView]:
        """Those that whoever asks may see, the last seen first."""
        own = account.person.id
        cards = await self.roster.everybody() if account.is_owner else [await self.roster.card(own)]
        infos = await self._accounts()
        return [person_view(card, viewer=account.person, account=infos.get(card.person.id)) for card in cards]

    async def detail(self, account: Account, person: Person) -> PersonDetail:
        """Somebody with how they are known and what they chose."""
        card, infos = await self.roster.card(person.id), await self._accounts()
        persona = (await self._panel.household.personas.choices()).people.get(person.id, "")
        return PersonDetail(
            person=person_view(card, viewer=account.person, account=infos.get(person.id)),
            ways=ways_view(await self.ways.of(person.id)),
            choices=choices_view(person, persona),
        )

    async def _accounts(self) -> dict[UUID, AccountInfo]:
        return {info.account.person.id: info for info in await self._panel.accounts.everybody()}
