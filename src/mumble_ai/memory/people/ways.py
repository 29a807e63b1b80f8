"""The ways somebody is known, looked through and given up one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from mumble_ai.memory.people.identity import VISIT, KnownBy
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.roster import NotFound
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Identity


class LastWay(Exception):
    """Somebody would not be known any more."""


@dataclass(frozen=True, slots=True)
class Way:
    """One verified identity of somebody.

    Attributes:
        since: When it was first seen.
    """

    id: UUID
    known_by: KnownBy
    since: datetime
    last_seen_at: datetime | None

    @property
    def is_verified(self) -> bool:
        """Whether a door vouches for it; a guest's visit and a name of the first system are taken as they come."""
        return self.known_by.kind not in (VISIT, "first-system")


class Ways:
    """Identities of one person at a time."""

    def __init__(self, db: Database, people: People) -> None:
        self._db = db
        self._people = people

    async def of(self, person_id: UUID) -> list[Way]:
        """How somebody is known, in the order they came.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            rows = await session.scalars(select(Identity).order_by(Identity.id))
            return [Way(row.id, KnownBy(row.kind, row.value), row.created_at, row.last_seen_at) for row in rows]

    async def forget(self, person_id: UUID, way_id: UUID) -> None:
        """Takes an identity away: whoever comes with it is somebody new.

        Raises:
            NotFound: The person is not known by it.
            LastWay: It is the only one.
            DatabaseUnavailable: Nothing is changed.
        """
        async with self._db.person(person_id) as session:
            rows = (await session.scalars(select(Identity).with_for_update())).all()
            row = next((row for row in rows if row.id == way_id), None)
            if row is None:
                raise NotFound("this person is not known by that any more")
            if len(rows) == 1:
                raise LastWay("it is the only way this person is known: link another one first, or forget the person")
            await session.delete(row)
        self._people.changed(person_id)
