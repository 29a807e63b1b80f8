"""PostgreSQL is killed in the middle of a talk: nothing is claimed, what needs no memory goes on, and it comes back."""

from __future__ import annotations

from pathlib import Path

from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.storage.database import Database, DatabasePolicy
from mumble_ai.storage.migrate import upgrade
from tests.integration.assistant.commands.conftest import Clock, House, Talker
from tests.support.postgres import PostgresServer

OUT_OF_REACH = "I can't do that right now, because my memory is out of reach. Please try again in a minute."


async def test_nothing_is_claimed_while_the_database_is_away(tmp_path: Path, clock: Clock) -> None:
    with PostgresServer(tmp_path / "data", fsync="on", synchronous_commit="on") as server:
        await upgrade(server.cluster.url())
        quick = DatabasePolicy(connect_s=1.0)
        database = Database(server.cluster.url(), policy=quick, breaker=BreakerPolicy(1000, 0.1))
        try:
            ann = Talker(House(database, clock), "Ann", "certificate:aa11")
            assert await ann.says("add milk to my shopping list") == "Milk is on your shopping list."
            server.process.kill()
            server.process.wait(10)
            for said in (
                "add bread to my shopping list",
                "Add the dentist to my calendar on Friday at 3",
                "what's on my shopping list",
                "remind me tomorrow at five to call Mum",
                "remember that my dog is called Rex",
                "undo",
                "what do you know about me",
            ):
                assert await ann.says(said) == OUT_OF_REACH, said
            assert await ann.says("call me Anna") is not None
            assert await ann.says("what is my dog called") == OUT_OF_REACH
            assert await ann.says("what is the capital of France") is None
            assert await ann.says("what time is it") == "It's 2:05 pm."
            assert await ann.says("what is 12 times 7") == "That is 84."
            assert await ann.says("set the volume to 30 percent") == "The volume is at 30 percent."
            assert await ann.says("add bread to my shopping list", turn="t.1") == OUT_OF_REACH
            server.start()
            assert await ann.says("add bread to my shopping list", turn="t.1") == "Bread is on your shopping list."
            answer = await ann.says("what's on my shopping list")
            assert answer == "There are 2 things on your shopping list: milk and bread."
        finally:
            await database.close()
