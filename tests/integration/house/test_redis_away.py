"""Redis goes in the middle of a talk: nobody waits for it, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from tests.integration.faults.faults import frozen
from tests.integration.house.conftest import SMALL_TALK
from tests.integration.house.living import ANNA, BEN, living, settings_of, until
from tests.support.chroma_server import ChromaServer
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import ScriptedLlm

ANSWER_S = 1.0
BEN_KEY = "identity certificate:bbbb2222"
ANNA_KEY = "identity certificate:aaaa1111"


async def test_without_redis_nothing_is_lost_and_a_restart_reads_the_talk_from_the_database(
    database_url: str, mortal_redis: RedisServer, chroma_server: ChromaServer, small_model: ScriptedLlm, tmp_path: Path
) -> None:
    settings = settings_of(tmp_path / "home", database=database_url, redis=mortal_redis.url, chroma=chroma_server.url)
    async with living(settings, small_model.base_url) as home:
        redis = home.household.stores.redis
        await home.ask(ANNA, "The first song was fine.")
        await home.household.log.flush()
        assert not redis.standing().degraded
        with frozen(mortal_redis.process.pid):
            heard = [await home.ask(ANNA, "The second song was fine.")]
            await home.household.log.flush()
            assert redis.standing().degraded
        mortal_redis.process.kill()
        mortal_redis.process.wait()
        heard.append(await home.ask(ANNA, "The third song was fine."))
        await home.household.log.flush()
        assert [one.text for one in heard] == [SMALL_TALK, SMALL_TALK]
        assert [round(one.took_s, 2) for one in heard if one.took_s > ANSWER_S] == []
        assert redis.standing().degraded
        assert not home.household.log.standing().degraded, "what was said is kept all the same"

    async with living(settings, small_model.base_url) as home:
        await home.comes(ANNA)
        said = home.memory.recent(speaker_key=ANNA_KEY, private=False)
        assert [one.text for one in said if one.role == "user"] == [
            f"The {nth} song was fine." for nth in ("first", "second", "third")
        ]
        assert home.household.stores.redis.standing().degraded
        mortal_redis.start()

        async def is_back() -> bool:
            await home.ask(ANNA, "Hello again, you.")
            await home.household.log.flush()
            return not home.household.stores.redis.standing().degraded

        await until(is_back)


async def test_a_restart_takes_up_the_talk_from_redis_and_private_words_in_private_only(
    database_url: str, redis_server: RedisServer, chroma_server: ChromaServer, small_model: ScriptedLlm, tmp_path: Path
) -> None:
    settings = settings_of(tmp_path / "home", database=database_url, redis=redis_server.url, chroma=chroma_server.url)
    async with living(settings, small_model.base_url) as home:
        await home.ask(ANNA, "My hands are cold today.")
        await home.ask(ANNA, "My PIN is 4711, keep it for yourself.", private=True)
        await home.household.log.flush()
        async with home.household.stores.database.everybody("shows that the cache was read") as session:
            await session.execute(text("DELETE FROM messages"))
    async with living(settings, small_model.base_url) as home:
        await home.comes(ANNA)
        heard = [one.text for one in home.memory.recent(speaker_key=ANNA_KEY, private=False)]
        assert heard == ["My hands are cold today.", SMALL_TALK]
        alone = [one.text for one in home.memory.recent(speaker_key=ANNA_KEY, private=True)]
        assert alone[2:] == ["My PIN is 4711, keep it for yourself.", SMALL_TALK]
        await home.ask(BEN, "I was never greeted.", private=True)
        await home.household.log.flush()
        await home.comes(BEN)
        seen = [one.text for one in home.memory.recent(speaker_key=BEN_KEY, private=True)]
        assert seen == ["I was never greeted.", SMALL_TALK], "what was said since the start is there once"
        small_model.reset()
        await home.ask(ANNA, "How are you now?")
        assert "4711" not in str(small_model.requests)
        assert "My hands are cold" in str(small_model.requests)
