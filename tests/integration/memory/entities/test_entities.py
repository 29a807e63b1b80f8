"""Names people use, whom they mean, and where they were spoken of."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mumble_ai.memory.entities.entities import NoSuchEntity
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from tests.support.telling import ZONE, House

NOW = datetime(2026, 6, 10, 9, 0, tzinfo=ZONE)


@pytest.fixture
async def house(database: Database) -> House:
    house = House(database)
    await house.moves_in("paul", NOW)
    return house


async def test_a_name_becomes_an_entity_with_its_relation(house: House) -> None:
    await house.says("paul", "My sister Anna lives in Bonn and works at Siemens.", NOW)
    paul = house.people["paul"].id
    anna = await house.entities.find(paul, "anna")
    assert anna is not None
    assert (anna.kind, anna.relations) == ("PERSON", (("sister", ""),))
    kinds = {entity.name: entity.kind for entity in await house.entities.list(paul)}
    assert kinds == {"Anna": "PERSON", "Bonn": "PLACE", "Siemens": "ORGANIZATION"}


async def test_a_relation_of_somebody_else_is_kept_with_them(house: House) -> None:
    await house.says("paul", "My sister Anna lives in Bonn.", NOW)
    await house.says("paul", "Tom is Anna's husband.", NOW)
    tom = await house.entities.find(house.people["paul"].id, "Tom")
    assert tom is not None
    assert tom.relations == (("husband", "Anna"),)


async def test_the_full_name_is_the_same_person(house: House) -> None:
    await house.says("paul", "My sister Anna lives in Bonn.", NOW)
    await house.says("paul", "My sister Anna Weber likes jazz.", NOW)
    anna = await house.entities.find(house.people["paul"].id, "Anna")
    assert anna is not None
    assert (anna.name, anna.aliases) == ("Anna Weber", ("Anna", "Anna Weber"))


async def test_every_message_that_names_somebody_is_found(house: House) -> None:
    paul = house.people["paul"].id
    first = await house.says("paul", "My sister Anna lives in Bonn.", NOW)
    second = await house.says("paul", "Anna's train was late again.", NOW + timedelta(hours=1))
    await house.says("paul", "Annabelle is a film.", NOW + timedelta(hours=2))
    anna = await house.entities.find(paul, "Anna")
    assert anna is not None
    mentions = await house.entities.history(paul, anna.id)
    assert [mention.message_id for mention in mentions] == [second, first]
    assert mentions[0].confidence < mentions[1].confidence
    assert [entity.name for entity in await house.entities.named_in(paul, "How is anna?")] == ["Anna"]


async def test_two_that_are_one_are_merged(house: House) -> None:
    paul = house.people["paul"].id
    await house.says("paul", "My sister Anna lives in Bonn.", NOW)
    await house.says("paul", "My sister Annie likes jazz. Anna and Annie.", NOW + timedelta(hours=1))
    anna, annie = await house.entities.find(paul, "Anna"), await house.entities.find(paul, "Annie")
    assert anna is not None
    assert annie is not None
    merged = await house.entities.merge(paul, anna.id, annie.id)
    assert merged.aliases == ("Anna", "Annie")
    assert await house.entities.find(paul, "Annie") == merged
    assert len(await house.entities.history(paul, anna.id)) == 2
    with pytest.raises(NoSuchEntity):
        await house.entities.merge(paul, anna.id, new_id())
