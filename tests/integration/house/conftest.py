"""Servers that tests of a household may kill, and a household that lives on them."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from mumble_ai.assistant.commands import everyday
from mumble_ai.storage.migrate import upgrade
from tests.integration.house.living import Living, living, settings_of
from tests.support.chroma_server import ChromaServer
from tests.support.postgres import PostgresServer
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import ScriptedLlm

SMALL_TALK = "How nice to hear from you."
Opens = Callable[..., AbstractAsyncContextManager[Living]]


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that judge words: a machine with much to do is no database that is away."""
    monkeypatch.setattr(everyday, "ASKED_S", 10.0)


@pytest.fixture(scope="module")
def mortal_postgres() -> Iterator[PostgresServer]:
    """A server with a migrated database, to be killed, frozen and started again."""
    with (
        tempfile.TemporaryDirectory(prefix="mumble-ai-postgres-") as folder,
        PostgresServer(Path(folder) / "data", fsync="on", synchronous_commit="on", full_page_writes="on") as server,
    ):
        asyncio.run(upgrade(server.cluster.url()))
        yield server


@pytest.fixture
def mortal_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A server to be killed, frozen and started again."""
    with RedisServer(tmp_path / "redis") as server:
        yield server


@pytest.fixture(scope="module")
def mortal_chroma() -> Iterator[ChromaServer]:
    """A server to be killed, frozen and started again."""
    with tempfile.TemporaryDirectory(prefix="mumble-ai-chroma-") as folder, ChromaServer(Path(folder)) as server:
        yield server


@pytest.fixture
def small_model() -> Iterator[ScriptedLlm]:
    """A model that only talks."""
    with ScriptedLlm() as server:
        server.answer = lambda messages: SMALL_TALK
        yield server


@pytest.fixture
async def home(
    database_url: str, redis_server: RedisServer, chroma_server: ChromaServer, small_model: ScriptedLlm, tmp_path: Path
) -> AsyncIterator[Living]:
    """A household where all is well."""
    settings = settings_of(tmp_path / "home", database=database_url, redis=redis_server.url, chroma=chroma_server.url)
    async with living(settings, small_model.base_url) as home:
        yield home
