"""One installation for all faults: started once, disturbed again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.integration.faults.faults import House, LlmProcess, quiet
from tests.support.link import Link
from tests.support.murmur import Murmur
from tests.support.peer import Peer, pymumble_peer
from tests.support.scripted_llm import MODEL
from tests.support.stack import Stack


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def whole_house(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    llm = LlmProcess()
    with Murmur("1.5") as server:
        async with Link((server.host, server.port)) as link:
            await llm.start()
            stack = Stack(
                MUMBLE_SERVER="off",
                MUMBLE_PORT=link.port,
                LLM_PROVIDER="openai",
                OPENAI_BASE_URL=f"http://127.0.0.1:{llm.port}/v1",
                OPENAI_MODEL=MODEL,
                HEALTH_CHECK_INTERVAL="1",
            )
            try:
                await asyncio.to_thread(stack.up)
                yield House(server, link, llm, stack)
            finally:
                if request.session.testsfailed:
                    print(stack.log())
                await asyncio.to_thread(stack.close)
                llm.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def house(whole_house: House) -> House:
    """The installation, healthy."""
    await whole_house.health.until_healthy()
    return whole_house


@pytest_asyncio.fixture(loop_scope="session")
async def ann(house: House) -> AsyncIterator[Peer]:
    """A person in the bot's channel, who does not speak while the bot does."""
    async with pymumble_peer(house.server.port, "Ann") as peer:
        await quiet(peer)
        yield peer
