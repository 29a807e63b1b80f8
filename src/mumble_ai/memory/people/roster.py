"""Everybody who is known, for whoever looks after the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.people.directory import person_of
from mumble_ai.memory.people.identity import KnownBy
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database


class NotFound(LookupError):
    """Nobody, or more than one person, is meant; the message says which."""


class OwnerNeeded(Exception):
    """The last owner can't be made anything else."""


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody with what is known of them.

    Attributes:
        identities: All ways they are known.
        messages: How many messages are kept of the talk with them.
    """

    person: Person
    identities: tuple[KnownBy, ...]
    last_seen_at: datetime | None
    messages: int


class Roster:
    """Lists people, finds them by name, and gives them roles."""

    def __init__(self, db: Database, people: People) -> None:
        self._db = db
        self._people = people

    async def everybody(self) -> list[Card]:
        """All people, the last seen first.

        Raises:
            DatabaseUnavailable: They can't be read now.
        """
        async with self._db.everybody("lists people") as session:
            rows = (await session.scalars(select(tables.Person))).all()
            cards = await self._cards(session, rows)
        return sorted(cards, key=lambda card: (card.last_seen_at is None, -_seconds(card.last_seen_at)))

    async def card(self, person_id: UUID) -> Card:
        """One person.

        Raises:
            NotFound: The person is not known any more.
            DatabaseUnavailable: They can't be read now.
        """
        async with self._db.person(person_id) as session:
            row = await session.get(tables.Person, person_id)
            if row is None:
                raise NotFound("this person is not known any more")
            return (await self._cards(session, [row]))[0]

    async def find(self, name: str) -> Card:
        """The one person of this name, or of this id or its beginning.

        Raises:
            NotFound: There is none, or more than one.
            DatabaseUnavailable: It can't be read now.
        """
        cards = await self.everybody()
        wanted = name.strip().lower()
        exact = [card for card in cards if card.person.name.lower() == wanted or str(card.person.id) == wanted]
        found = exact or [card for card in cards if len(wanted) >= 6 and str(card.person.id).endswith(wanted)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(f"nobody is called {name!r}; `mumble-ai people list` shows everybody")
        ids = ", ".join(str(card.person.id) for card in found)
        raise NotFound(f"{len(found)} people are called {name!r}: say which by the id, one of {ids}")

    async def give_role(self, person_id: UUID, role: Role) -> None:
        """Makes somebody an owner or a member.

        Raises:
            NotFound: The person is not known any more.
            OwnerNeeded: Nobody else is an owner.
            ValueError: A guest is known for one visit and can be nothing else, and nobody else can be a guest.
            DatabaseUnavailable: Nothing is changed.
        """
        async with self._db.everybody("gives a role") as session:
            row = await session.get(tables.Person, person_id, with_for_update=True)
            if row is None:
                raise NotFound("this person is not known any more")
            if Role.GUEST in (role, row.role) and role != row.role:
                raise ValueError("a guest is somebody without a certificate or account, and nobody else can be one")
            owners = select(func.count()).where(tables.Person.role == Role.OWNER, tables.Person.id != person_id)
            if row.role == Role.OWNER and role is not Role.OWNER and not await session.scalar(owners):
                raise OwnerNeeded("nobody else is an owner: make somebody else one first")
            row.role = role.value
        self._people.changed(person_id)

    async def _cards(self, session: AsyncSession, rows: Sequence[tables.Person]) -> list[Card]:
        known = await session.execute(
            select(tables.Identity.person_id, tables.Identity.kind, tables.Identity.value).order_by(tables.Identity.id)
        )
        identities: dict[UUID, list[KnownBy]] = {}
        for person_id, kind, value in known:
            identities.setdefault(person_id, []).append(KnownBy(kind, value))
        counted = select(tables.Message.person_id, func.count()).group_by(tables.Message.person_id)
        messages = {row[0]: row[1] for row in await session.execute(counted)}
        return [
            Card(
                person_of(row, self._people.time_zone),
                tuple(identities.get(row.id, ())),
                row.last_seen_at,
                messages.get(row.id, 0),
            )
            for row in rows
        ]


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
