"""PostgreSQL goes in the middle of a talk, and comes back."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mumble_ai.assistant.actions.replies import replies
from tests.integration.faults.faults import frozen
from tests.integration.house.conftest import SMALL_TALK
from tests.integration.house.living import ANNA, BEN, Living, living, settings_of, until
from tests.support.chroma_server import ChromaServer
from tests.support.postgres import PostgresServer
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import ScriptedLlm

ANSWER_S = 2.0
LONGEST_DEED_S = 8.0
"""What changes something is not given up halfway; the talk fills such a wait."""
NO_DATABASE = replies("en").say("no_database")
OUT_OF_REACH = replies("en").say("memory_out_of_reach")


@pytest.fixture
async def home(
    mortal_postgres: PostgresServer,
    redis_server: RedisServer,
    chroma_server: ChromaServer,
    small_model: ScriptedLlm,
    tmp_path: Path,
) -> AsyncIterator[Living]:
    """A household whose database may be killed."""
    settings = settings_of(
        tmp_path / "home", database=mortal_postgres.cluster.url(), redis=redis_server.url, chroma=chroma_server.url
    )
    async with living(settings, small_model.base_url) as home:
        yield home


def kill(server: PostgresServer) -> None:
    """Kills the server with all its processes, as a power cut does."""
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()


async def is_well(home: Living) -> bool:
    """Whether all that was said is in the database, and health says so."""
    await home.household.log.flush()
    return not home.household.log.standing().degraded


async def test_a_talk_goes_on_without_the_database_and_is_delivered_once_when_it_is_back(
    home: Living, mortal_postgres: PostgresServer
) -> None:
    people, log = home.household.people, home.household.log
    await home.ask(ANNA, "Remember that my dog is called Rex.")
    await home.ask(BEN, "Good morning, this is Ben.")
    await log.flush()
    assert "Rex" in (await home.ask(ANNA, "What is my dog called?")).text
    await log.flush()
    assert not log.standing().degraded
    assert not people.standing().degraded

    kill(mortal_postgres)
    heard = [await home.ask(ANNA, f"Let us sing song number {number}.") for number in range(4)]
    await log.flush()
    failed = await home.ask(ANNA, "Remember that my cat is called Mimi.")
    asked = await home.ask(ANNA, "What is my dog called?")
    forgetful = await home.ask(BEN, "Let us sing again.")
    assert all(SMALL_TALK in one.text for one in (*heard, forgetful))
    assert sum(OUT_OF_REACH in one.text for one in heard) == 1
    assert OUT_OF_REACH in forgetful.text
    assert NO_DATABASE in failed.text
    assert NO_DATABASE in asked.text
    assert SMALL_TALK not in asked.text
    assert [round(one.took_s, 2) for one in (*heard, failed, asked, forgetful) if one.took_s > ANSWER_S] == []
    assert log.standing().degraded
    assert "wait" in log.standing().detail
    assert home.household.stores.database.standing().degraded
    assert [said.text for said in home.memory.recent(speaker_key="identity certificate:aaaa1111", private=False)][:1]

    mortal_postgres.start()
    await until(lambda: is_well(home))
    assert not home.household.stores.database.standing().degraded
    songs = await home.kept(like="Let us sing%")
    assert songs == [*(f"Let us sing song number {number}." for number in range(4)), "Let us sing again."]
    assert OUT_OF_REACH not in (await home.ask(ANNA, "Good to have you back.")).text
    assert "Mimi" in (await home.ask(ANNA, "Remember that my cat is called Mimi.")).text
    assert "Mimi" in (await home.ask(ANNA, "What is my cat called?")).text


async def test_a_frozen_database_makes_nobody_wait(home: Living, mortal_postgres: PostgresServer) -> None:
    log = home.household.log
    await home.ask(ANNA, "Good morning, it is me.")
    await log.flush()
    with frozen(mortal_postgres.process.pid):
        heard = [await home.ask(ANNA, f"Let us play game number {number}.") for number in range(4)]
        asked = await home.ask(ANNA, "What is my dog called?")
        failed = await home.ask(ANNA, "Remember that my bike is red.")
        assert all(NO_DATABASE in one.text for one in (asked, failed))
        assert all(SMALL_TALK in one.text for one in heard)
        assert [round(one.took_s, 2) for one in (*heard, asked) if one.took_s > ANSWER_S] == []
        assert failed.took_s < LONGEST_DEED_S
    await log.flush()
    await until(lambda: is_well(home))
    assert await home.kept(like="Let us play%") == [f"Let us play game number {number}." for number in range(4)]
