"""People whose calendars are tried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from mumble_ai.memory.people.person import Person, Reminding, Role
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def ahead(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Monday, 1 June 2026, 8:00 in Berlin."""
    return Clock(datetime(2026, 6, 1, 6, tzinfo=UTC))


async def make_person(
    database: Database, name: str, *, reminded_by: Reminding = Reminding.VOICE, mail: str = ""
) -> Person:
    person_id: UUID = new_id()
    async with database.everybody("a person for a test") as session:
        session.add(
            tables.Person(id=person_id, name=name, time_zone="Europe/Berlin", reminded_by=reminded_by.value, mail=mail)
        )
    return Person(
        person_id, name, Role.MEMBER, "Europe/Berlin", language="en", clock=12, reminded_by=reminded_by, mail=mail
    )


@pytest.fixture
async def ann(database: Database) -> Person:
    return await make_person(database, "Ann")


@pytest.fixture
async def bob(database: Database) -> Person:
    return await make_person(database, "Bob")
