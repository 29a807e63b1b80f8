"""Facts in the database: told, told again, corrected, private, forgotten; and never another person's."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from mumble_ai.memory.extraction.statement import CATEGORIES
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Extraction, FactRow, FactSource
from tests.support.telling import ZONE, House

NOW = datetime(2026, 6, 10, 9, 0, tzinfo=ZONE)


@pytest.fixture
async def house(database: Database) -> House:
    house = House(database)
    await house.moves_in("paul", NOW)
    await house.moves_in("clara", NOW)
    return house


async def rows(house: House, name: str = "paul") -> list[FactRow]:
    async with house.database.person(house.people[name].id) as session:
        return list((await session.scalars(select(FactRow).order_by(FactRow.learned_at, FactRow.id))).all())


async def test_what_is_noted_is_answered_to_that_person_and_not_to_another(house: House) -> None:
    noted = await house.facts.note(
        house.people["paul"].id, "remember that my dog is called Rex", source_message_id=None, now=NOW
    )
    assert noted.fact is not None
    assert noted.fact.value == "Rex"
    answer = await house.asks("paul", "What is my dog called?", NOW)
    assert answer is not None
    assert answer.say == "Your dog is called Rex; you told me today."
    assert answer.source == noted.fact
    other = await house.asks("clara", "What is my dog called?", NOW)
    assert other is not None
    assert not other.known
    assert other.say == "I don't know what your dog is called; you haven't told me."


async def test_the_same_message_is_learned_from_once(house: House) -> None:
    message = await house.says("paul", "I live in Bonn.", NOW)
    await house.settling.settle(str(house.people["paul"].id), [str(message)])
    (fact,) = await rows(house)
    assert (fact.told_count, fact.source_message_id, fact.quote) == (1, message, "I live in Bonn.")


async def test_noting_at_once_and_settling_later_is_one_telling(house: House) -> None:
    await house.facts.note(house.people["paul"].id, "I live in Bonn.", source_message_id=None, now=NOW)
    message = await house.says("paul", "I live in Bonn.", NOW)
    (fact,) = await rows(house)
    assert (fact.told_count, fact.source_message_id) == (1, message)


async def test_told_again_on_another_day_it_counts_for_more(house: House) -> None:
    await house.says("paul", "I'm allergic to nuts.", NOW)
    before = (await rows(house))[0].importance
    await house.says("paul", "I am allergic to nuts!", NOW + timedelta(days=1))
    (fact,) = await rows(house)
    assert fact.told_count == 2
    assert fact.importance == min(10, before + 1)
    async with house.database.person(house.people["paul"].id) as session:
        assert await session.scalar(select(func.count()).select_from(FactSource)) == 2


async def test_a_correction_withdraws_and_a_change_supersedes(house: House) -> None:
    await house.says("paul", "My dog is called Max.", NOW)
    await house.says("paul", "No, it's Rex, not Max.", NOW + timedelta(minutes=1))
    await house.says("paul", "My dog is called Bello.", NOW + timedelta(days=3))
    now = NOW + timedelta(days=4)
    current = await house.asks("paul", "What is my dog called?", now)
    before = await house.asks("paul", "What was my dog called before?", now)
    assert current is not None
    assert "Bello" in current.say
    assert before is not None
    assert "Rex" in before.say
    wrong = next(fact for fact in await rows(house) if fact.value == "Max")
    assert wrong.withdrawn_at is not None


async def test_as_of_a_day_before_it_was_told_nothing_is_claimed(house: House) -> None:
    await house.says("paul", "I live in Bonn.", NOW)
    answer = await house.asks("paul", "Where did I live in March?", NOW + timedelta(days=1))
    assert answer is not None
    assert not answer.known


async def test_what_was_told_in_private_is_not_said_in_the_channel(house: House) -> None:
    await house.says("paul", "My bank PIN is 4711.", NOW, private=True)
    in_public = await house.asks("paul", "What is my bank PIN?", NOW)
    assert in_public is not None
    assert "4711" not in in_public.say
    alone = await house.asks("paul", "What is my bank PIN?", NOW, private=True)
    assert alone is not None
    assert "4711" in alone.say
    assert alone.is_private


async def test_nothing_the_assistant_said_is_learned(house: House) -> None:
    said = "Your dog is called Cerberus and you live in Atlantis."
    answer = await house.stores("paul", said, NOW, role="assistant")
    echo = await house.stores(
        "paul", "your dog is called Cerberus and you live in Atlantis", NOW + timedelta(seconds=2)
    )
    mine = await house.stores("paul", "I live in a server and my name is Computer.", NOW, role="assistant")
    heard = await house.stores("paul", "I live in a server and my name is computer", NOW + timedelta(seconds=3))
    await house.settling.settle(str(house.people["paul"].id), [str(one) for one in (answer, echo, mine, heard)])
    assert await rows(house) == []


async def test_a_line_is_quoted_where_no_fact_answers(house: House, database: Database) -> None:
    message = await house.says("paul", "The plumber fixed the boiler with a paper clip.", NOW)

    class Line:
        message_id, said_at, role, text = message, NOW, "user", "The plumber fixed the boiler with a paper clip."
        private, is_outdated = True, False

    async def recall(person_id: UUID, text: str, now: datetime) -> list[Line]:
        return [Line()]

    talking = House(database, recall=recall, people=house.people, talks=house.talks)
    question, now = "What did I say the plumber fixed the boiler with?", NOW + timedelta(days=1)
    answer = await talking.asks("paul", question, now, private=True)
    assert answer is not None
    assert answer.message_id == message
    in_public = await talking.asks("paul", question, now)
    assert in_public is not None
    assert not in_public.known
    assert "paper clip" in answer.say
    assert await talking.asks("paul", "How do I fix a boiler?", NOW) is None


async def test_forgetting_takes_all_values_of_what_is_meant(house: House) -> None:
    first = await house.says("paul", "I live in Bonn. My dog is called Rex.", NOW)
    again = await house.says("paul", "My dog's name is Rex!", NOW + timedelta(hours=5))
    await house.says("paul", "I moved to Kiel.", NOW + timedelta(days=1))
    gone = await house.facts.forget(house.people["paul"].id, "where I live", now=NOW + timedelta(days=2))
    assert {fact.value for fact in gone} == {"Bonn", "Kiel"}
    gone = await house.facts.forget(house.people["paul"].id, "that my dog is called Rex", now=NOW + timedelta(days=2))
    assert [fact.value for fact in gone] == ["Rex"]
    assert {*gone[0].told_in} == {first, again}
    assert await rows(house) == []
    assert await house.facts.forget(house.people["paul"].id, "my shoe size", now=NOW) == []


async def test_another_persons_facts_are_out_of_reach(house: House) -> None:
    await house.says("paul", "My sister Anna lives in Bonn.", NOW)
    clara = house.people["clara"].id
    assert await house.facts.about(clara) == []
    assert await house.facts.relevant(clara, "Anna in Bonn", 5) == []
    assert await house.facts.history(clara, "anna", "home") == []
    assert await house.facts.forget(clara, "everything about Anna", now=NOW) == []
    assert await house.entities.find(clara, "Anna") is None
    assert len(await rows(house)) == 2


async def test_relevant_facts_are_those_about_what_is_said(house: House) -> None:
    await house.says("paul", "My sister Anna likes jazz. My shoe size is 43. I live in Bonn.", NOW)
    found = await house.facts.relevant(house.people["paul"].id, "What present could Anna like?", 2)
    assert found[0].subject == "anna"
    assert all(fact.subject != "shoe size" for fact in found)


async def test_every_fact_has_a_category_an_importance_and_a_source(house: House) -> None:
    text = "I like tea. I'm allergic to nuts. I have yoga every Tuesday. Remember that I lent my drill to Ben."
    message = await house.says("paul", text, NOW)
    facts = await rows(house)
    assert {fact.category for fact in facts} == {"preference", "fact", "schedule", "other"}
    assert {*CATEGORIES} >= {fact.category for fact in facts}
    assert all(
        1 <= fact.importance <= 10 and fact.source_message_id == message and fact.quote in text for fact in facts
    )
    async with house.database.person(house.people["paul"].id) as session:
        extraction = await session.get(Extraction, message)
    assert extraction is not None
    assert (extraction.extractor, extraction.found) == ("rules", 4)


async def test_german_is_answered_in_german(house: House) -> None:
    paul = house.people["paul"].id
    await house.facts.note(paul, "Merk dir, dass mein Hund Rex heißt", source_message_id=None, now=NOW, language="de")
    await house.says("paul", "Ich wohne in Bonn.", NOW)
    await house.says("paul", "Ich bin nach Köln gezogen.", NOW + timedelta(days=1))
    now = NOW + timedelta(days=2)
    asked = ("Wie heißt mein Hund?", "Wo wohne ich?", "Wo habe ich früher gewohnt?", "Wie heißt meine Katze?")
    answers = [await house.asks("paul", question, now, language="de") for question in asked]
    said = [answer.say if answer else "" for answer in answers]
    assert "Dein Hund heißt Rex" in said[0]
    assert "Du wohnst in Köln" in said[1]
    assert "Bonn" in said[2]
    assert said[3] == "Das weiß ich nicht; du hast es mir nicht gesagt."
    assert await house.asks("paul", "Was ist die Hauptstadt von Frankreich?", now, language="de") is None
