"""A verified identity is the same person at every visit; anybody else is somebody new each time."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from mumble_ai.memory.people.people import MeetingPolicy, People
from mumble_ai.memory.people.person import Reminding, Role, usual_clock
from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database
from tests.support.net import free_port
from tests.support.remembering import DOOR, PATIENT, Clock


async def count(database: Database, table: type[tables.Person | tables.Identity | tables.Message]) -> int:
    async with database.everybody("counts") as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_certificate_is_the_same_person_under_any_name_on_any_server(people: People) -> None:
    first = await people.met(DOOR, "certificate:AB12", "1-1", "Anna")
    again = await people.met("mumble@elsewhere:64738", "certificate:ab12", "9-4", "Anna [away]")
    assert again.id == first.id
    assert first.role is Role.MEMBER


async def test_an_account_belongs_to_the_server_that_gave_it(people: People) -> None:
    here = await people.met(DOOR, "account:7", "1-1", "Anna")
    there = await people.met("mumble@elsewhere:64738", "account:7", "1-1", "Anna")
    assert here.id != there.id
    assert (await people.met(DOOR, "account:7", "3-3", "Anna")).id == here.id


async def test_the_same_name_is_not_the_same_person(people: People, database: Database) -> None:
    ids = {
        (await people.met(DOOR, identity, visit, "Anna")).id
        for visit, identity in (("1-1", "certificate:aa"), ("2-2", "certificate:bb"), ("3-3", None), ("4-4", None))
    }
    assert len(ids) == 4


@pytest.mark.parametrize("identity", ["certificate:", "face:me", "aa", ""])
async def test_what_no_door_verifies_is_refused(people: People, identity: str) -> None:
    with pytest.raises(ValueError, match="can't be verified"):
        await people.met(DOOR, identity, "1-1", "Anna")


async def test_a_guest_is_one_person_for_one_visit_and_nothing_is_left_of_it(
    people: People, database: Database
) -> None:
    guest = await people.met(DOOR, None, "5-1", "Carl")
    assert guest.is_guest
    assert (await people.met(DOOR, None, "5-1", "Carl")).id == guest.id
    await people.left(DOOR, "5-1")
    assert (await count(database, tables.Person), await count(database, tables.Identity)) == (0, 0)
    assert (await people.met(DOOR, None, "5-2", "Carl")).id != guest.id


async def test_guests_of_an_earlier_run_are_forgotten_when_the_door_opens(
    people: People, database: Database, clock: Clock
) -> None:
    await people.met(DOOR, "certificate:aa", "1-1", "Anna")
    old = await people.met(DOOR, None, "5-1", "Carl")
    elsewhere = await people.met("web", None, "5-1", "Dora")
    restarted = People(database, policy=PATIENT, now=clock)
    still_here = await restarted.met(DOOR, None, "5-1", "Carl")
    assert still_here.id != old.id
    assert await restarted.forget_past_visits(DOOR) == 1
    assert await restarted.get(old.id) is None
    assert await restarted.get(still_here.id)
    assert await restarted.get(elsewhere.id)
    clock.later(hours=25)
    await restarted.met(DOOR, None, "5-1", "Carl")
    assert await restarted.forget_past_visits(DOOR) == 2


async def test_two_doors_that_meet_somebody_at_once_make_one_person(database: Database) -> None:
    everywhere = [People(database, policy=PATIENT) for _ in range(6)]
    met = await asyncio.gather(*(p.met(DOOR, "certificate:aa", "1-1", "Anna") for p in everywhere))
    assert len({person.id for person in met}) == 1
    assert (await count(database, tables.Person), await count(database, tables.Identity)) == (1, 1)


async def test_a_change_made_elsewhere_is_noticed(people: People, database: Database) -> None:
    quick = People(database, time_zone="Europe/Berlin", policy=MeetingPolicy(fresh_s=0.0, wait_s=30.0))
    anna = await quick.met(DOOR, "certificate:aa", "1-1", "Anna")
    assert (anna.time_zone, anna.clock, anna.language) == ("Europe/Berlin", 12, "")
    async with database.everybody("another process") as session:
        await session.execute(
            update(tables.Person).values(time_zone="Asia/Tokyo", language="de", reminded_by="mail", role="owner")
        )
    anna = await quick.met(DOOR, "certificate:aa", "1-1", "Anna")
    assert (anna.time_zone, anna.clock, anna.reminded_by, anna.role) == ("Asia/Tokyo", 24, Reminding.MAIL, Role.OWNER)
    assert anna.zone.key == "Asia/Tokyo"


async def test_who_was_just_read_is_not_read_again(people: People, database: Database) -> None:
    patient = People(database, policy=MeetingPolicy(fresh_s=1000.0, wait_s=30.0))
    anna = await patient.met(DOOR, "certificate:aa", "1-1", "Anna")
    async with database.everybody("another process") as session:
        await session.execute(update(tables.Person).values(name="Anne", is_name_chosen=True))
    assert (await patient.met(DOOR, "certificate:aa", "1-1", "Anna")).name == "Anna"
    patient.changed(anna.id)
    assert (await patient.met(DOOR, "certificate:aa", "1-1", "Anna")).name == "Anne"


async def test_a_name_follows_the_door_until_the_person_chose_one(people: People, database: Database) -> None:
    quick = People(database, policy=MeetingPolicy(fresh_s=0.0, wait_s=30.0))
    await quick.met(DOOR, "certificate:aa", "1-1", "  Anna\nM. ")
    assert (await quick.met(DOOR, "certificate:aa", "1-1", "Anna Maria")).name == "Anna Maria"
    async with database.everybody("she chose") as session:
        await session.execute(update(tables.Person).values(name="Queen", is_name_chosen=True))
    assert (await quick.met(DOOR, "certificate:aa", "1-1", "Anna Maria")).name == "Queen"
    assert (await quick.met(DOOR, "certificate:bb", "1-1", " \n")).name == "somebody"


async def test_without_a_database_people_are_who_they_were_and_strangers_are_nobody(
    database: Database, database_url: str
) -> None:
    away = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/none", breaker=BreakerPolicy(1, 0.0))
    people = People(database, policy=MeetingPolicy(fresh_s=0.0, wait_s=30.0))
    anna = await people.met(DOOR, "certificate:aa", "1-1", "Anna")
    people._db = away  # the server is gone
    assert (await people.met(DOOR, "certificate:aa", "1-1", "Anna")).id == anna.id
    assert people.standing().degraded
    ben = await people.met(DOOR, "certificate:bb", "2-2", "Ben")
    assert ben.is_stand_in
    assert ben.is_guest
    assert (await people.met(DOOR, "certificate:bb", "2-2", "Ben")).id == ben.id
    people._db = database  # and back
    known = await people.met(DOOR, "certificate:bb", "2-2", "Ben")
    assert not known.is_stand_in
    assert not people.standing().degraded
    meeting = people.meeting_of(ben.id)
    assert meeting is not None
    assert await people.met_again(meeting) == known.id
    await away.close()


async def test_an_id_from_before_a_link_still_finds_the_person(people: People, database: Database) -> None:
    anna = await people.met(DOOR, "certificate:aa", "1-1", "Anna")
    former = UUID(int=1)
    async with database.everybody("linked once") as session:
        session.add(tables.FormerId(id=former, person_id=anna.id))
    found = await people.get(former)
    assert found is not None
    assert found.id == anna.id


def test_the_usual_clock_follows_the_language() -> None:
    assert [usual_clock(language) for language in ("", "en", "de", "hi")] == [12, 12, 24, 12]
