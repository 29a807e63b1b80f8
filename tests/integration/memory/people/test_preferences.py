"""What somebody wants of the assistant is kept when it can be had, and refused in words when it can't."""

from __future__ import annotations

from uuid import UUID

import pytest

from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person, Reminding
from mumble_ai.memory.people.preferences import BadPreference, Change, Preferences
from mumble_ai.memory.people.roster import NotFound, Roster
from mumble_ai.storage.database import Database
from tests.support.remembering import DOOR


@pytest.fixture
def preferences(database: Database, people: People) -> Preferences:
    return Preferences(database, people)


async def test_a_change_is_in_force_at_once_and_leaves_the_rest(
    preferences: Preferences, people: People, anna: Person
) -> None:
    changed = await preferences.change(anna.id, Change(name=" Queen  Anna ", time_zone="Asia/Tokyo", clock=24))
    assert (changed.name, changed.time_zone, changed.clock, changed.language) == ("Queen Anna", "Asia/Tokyo", 24, "")
    changed = await preferences.change(anna.id, Change(mail="anna@example.org", reminded_by="mail"))
    assert (changed.name, changed.reminded_by) == ("Queen Anna", Reminding.MAIL)
    assert await people.met(DOOR, "certificate:aa11", "1-1", "Anna") == changed


async def test_what_is_emptied_is_the_usual_again(preferences: Preferences, anna: Person) -> None:
    await preferences.change(anna.id, Change(time_zone="Asia/Tokyo", clock=24, voice="deep", language="de"))
    usual = await preferences.change(anna.id, Change(time_zone="", clock=0, voice="", language=""))
    assert (usual.time_zone, usual.clock, usual.voice, usual.language) == ("Europe/Berlin", 12, "", "")
    german = await preferences.change(anna.id, Change(language="de"))
    assert german.clock == 24


@pytest.mark.parametrize(
    "change",
    [
        Change(name="  "),
        Change(time_zone="Mars/Base"),
        Change(language="english"),
        Change(clock=13),
        Change(voice="x" * 300),
        Change(voice="a\nb"),
        Change(reminded_by="pigeon"),
        Change(mail="anna"),
        Change(mail="anna@example.org, ben@example.org"),
        Change(mail="a b@example.org"),
        Change(name="Anne", reminded_by="mail"),
    ],
)
async def test_what_cant_be_had_changes_nothing(
    change: Change, preferences: Preferences, people: People, anna: Person
) -> None:
    with pytest.raises(BadPreference):
        await preferences.change(anna.id, change)
    people.changed(anna.id)
    assert await people.met(DOOR, "certificate:aa11", "1-1", "Anna") == anna


async def test_somebody_unknown_is_not_changed(preferences: Preferences) -> None:
    with pytest.raises(LookupError):
        await preferences.change(UUID(int=1), Change(name="Anna"))


async def test_people_are_found_by_name_or_by_id_and_never_guessed(
    database: Database, people: People, anna: Person
) -> None:
    roster = Roster(database, people)
    assert (await roster.find("ANNA")).person == anna
    assert (await roster.find(str(anna.id))).person == anna
    other = await people.met(DOOR, "certificate:cc", "3", "Anna")
    with pytest.raises(NotFound, match="2 people"):
        await roster.find("anna")
    assert (await roster.find(str(other.id))).person.id == other.id
    with pytest.raises(NotFound, match="nobody"):
        await roster.find("")
