"""Models or stores that are away from the start."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.assistant.mind import NoAnswer
from tests.integration.house.conftest import SMALL_TALK
from tests.integration.house.living import ANNA, BEN, living, settings_of
from tests.support.chroma_server import ChromaServer
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import ScriptedLlm

ANSWER_S = 2.0
NOON = datetime(2026, 10, 26, 12, 10, tzinfo=ZoneInfo("Europe/Berlin"))


async def test_without_a_model_commands_and_known_facts_are_answered_and_nothing_else(
    database_url: str, redis_server: RedisServer, chroma_server: ChromaServer, tmp_path: Path
) -> None:
    settings = settings_of(tmp_path / "home", database=database_url, redis=redis_server.url, chroma=chroma_server.url)
    async with living(settings) as home:
        home.now = NOON
        assert "12" in (await home.ask(ANNA, "What time is it?")).text
        assert "Rex" in (await home.ask(ANNA, "Remember that my dog is called Rex.")).text
        assert "Rex" in (await home.ask(ANNA, "What is my dog called?")).text
        assert "Rex" not in (await home.ask(BEN, "What is my dog called?")).text
        assert "dentist" in (await home.ask(ANNA, "Add dentist tomorrow at 3 pm.")).text.lower()
        assert "dentist" in (await home.ask(ANNA, "What's on tomorrow?")).text.lower()
        for _ in range(3):
            with pytest.raises(NoAnswer):
                await home.ask(ANNA, "What do you think about long train journeys?")
        assert "dentist" not in (await home.ask(BEN, "What's on tomorrow?")).text.lower()


async def test_a_house_whose_stores_are_all_away_opens_and_talks(small_model: ScriptedLlm, tmp_path: Path) -> None:
    async with living(settings_of(tmp_path / "home"), small_model.base_url) as home:
        first = await home.ask(ANNA, "Good morning to you.")
        await home.household.log.flush()
        later = await home.ask(ANNA, "It is nice to be here.")
        clock = await home.ask(ANNA, "What time is it?")
        asked = await home.ask(ANNA, "What is my dog called?")
        assert SMALL_TALK in first.text
        assert SMALL_TALK in later.text
        assert SMALL_TALK not in clock.text + asked.text
        assert "memory is out of reach" in asked.text
        assert [round(one.took_s, 2) for one in (first, later, clock, asked) if one.took_s > ANSWER_S] == []
        house = home.household
        assert house.log.standing().degraded
        assert house.people.standing().degraded
        assert [one.text for one in home.memory.recent(speaker_key="identity certificate:aaaa1111", private=False)][
            :1
        ] == ["Good morning to you."]
