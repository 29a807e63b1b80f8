"""The service that does the jobs, with the real stores: what was said becomes facts, and is found by its meaning."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text

from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.services.household import open_household
from mumble_ai.services.jobs import run
from mumble_ai.settings import load_settings
from mumble_ai.storage import outbox
from tests.parts import parts_home
from tests.support.chroma_server import ChromaServer
from tests.support.net import free_port
from tests.support.redis_server import RedisServer

DEADLINE_S = 60.0


async def until(ask: Callable[[], Awaitable[Any]]) -> Any:
    async with asyncio.timeout(DEADLINE_S):
        while not (found := await ask()):
            await asyncio.sleep(0.05)
    return found


async def test_what_was_said_becomes_facts_and_is_found_by_its_meaning(
    database_url: str, chroma_server: ChromaServer, redis_server: RedisServer, tmp_path: Path
) -> None:
    (tmp_path / "models").symlink_to(parts_home().parent / "models")
    settings = load_settings(
        {
            "MUMBLE_AI_HOME": str(tmp_path),
            "DATABASE_URL": database_url,
            "CHROMADB_URL": chroma_server.url,
            "REDIS_URL": redis_server.url,
            "JOBS_PORT": str(free_port()),
            "LLM_PROVIDER": "embedded",
            "TIME_ZONE": "Europe/Berlin",
        },
        None,
    )
    service = asyncio.create_task(run(settings))
    try:
        async with open_household(settings, keeper="bot") as house:
            await until(lambda: _is_there(settings.jobs_port))
            ada = await house.people.met("mumble@127.0.0.1", "certificate:0123456789abcdef", "1", "Ada")
            bert = await house.people.met("mumble@127.0.0.1", "certificate:fedcba9876543210", "2", "Bert")
            now = datetime.now(UTC)
            house.log.record(
                SpokenExchange(
                    turn_id="1",
                    person_id=ada.id,
                    door="mumble",
                    channel="",
                    private=False,
                    spoken=True,
                    asked_text="My dog is called Rex.",
                    asked_at=now,
                    heard_text="What a fine name.",
                    answered_at=now + timedelta(seconds=2),
                )
            )
            await house.log.flush()

            async def told() -> Any:
                answer = await house.facts.answer(ada, "What is my dog called?", language="en", now=now)
                return answer if answer and answer.known else None

            answer = await until(told)
            assert "Rex" in answer.say
            other = await house.facts.answer(bert, "What is my dog called?", language="en", now=now)
            assert other is None or (not other.known and "Rex" not in other.say)

            async def all_told() -> bool:
                async with database_session(house) as session:
                    kept = (await session.execute(text("SELECT count(*) FROM vectors"))).scalar_one()
                return kept == 2 and await outbox.waiting(house.stores.database) == 0

            await until(all_told)
            found = await house.recall.recall(ada.id, "the name of the puppy", now=now, budget_tokens=200)
            assert any("Rex" in line.text for line in found)
            assert await house.recall.recall(bert.id, "the name of the puppy", now=now, budget_tokens=200) == []
    finally:
        service.cancel()
        await asyncio.gather(service, return_exceptions=True)


def database_session(house: Any) -> Any:
    return house.stores.database.everybody("looks")


async def _is_there(port: int) -> bool:
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            report = (await client.get(f"http://127.0.0.1:{port}/health")).json()
        except httpx.HTTPError:
            return False
    return report["status"] == "healthy"
