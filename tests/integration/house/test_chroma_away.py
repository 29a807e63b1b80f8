"""Chroma goes in the middle of a talk: lines are found by their words, and by meaning again when it is back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mumble_ai.storage.vectors import VectorsUnavailable
from tests.integration.house.conftest import SMALL_TALK
from tests.integration.house.living import ANNA, Living, living, settings_of, until
from tests.support.chroma_server import ChromaServer
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import ScriptedLlm

ANSWER_S = 2.0


async def recalled(home: Living, words: str) -> list[str]:
    """What is found for some words of Anna's."""
    person = await home.hall.who_is(ANNA)
    found = await home.household.recall.recall(person.id, words, now=datetime.now(UTC), budget_tokens=200)
    return [one.text for one in found]


async def test_lines_are_found_by_words_without_chroma_and_by_meaning_when_it_is_back(
    database_url: str, redis_server: RedisServer, mortal_chroma: ChromaServer, small_model: ScriptedLlm, tmp_path: Path
) -> None:
    settings = settings_of(tmp_path / "home", database=database_url, redis=redis_server.url, chroma=mortal_chroma.url)
    async with living(settings, small_model.base_url) as home:
        recall, index = home.household.recall, home.household.stores.index
        await home.ask(ANNA, "Our puppy chewed up the carpet.")
        await home.settle()
        assert "Our puppy chewed up the carpet." in await recalled(home, "our little dog has ruined the rug")
        assert not recall.standing().degraded

        mortal_chroma.process.kill()
        mortal_chroma.process.wait()
        heard = await home.ask(ANNA, "The violin teacher arrives at noon.")
        assert heard.text == SMALL_TALK
        assert heard.took_s < ANSWER_S
        with pytest.raises(VectorsUnavailable):
            await home.settle()
        assert "Our puppy chewed up the carpet." in await recalled(home, "the carpet")
        assert "The violin teacher arrives at noon." in await recalled(home, "the violin teacher")
        assert recall.standing().degraded
        assert "keyword" in recall.standing().detail
        assert index.standing().degraded

        mortal_chroma.start()

        async def has_caught_up() -> bool:
            index.breaker.hasten(0.0)
            try:
                await home.settle()
            except VectorsUnavailable:
                return False
            return "The violin teacher arrives at noon." in await recalled(home, "somebody who shows how to play music")

        await until(has_caught_up)
        assert not recall.standing().degraded
        assert not index.standing().degraded
