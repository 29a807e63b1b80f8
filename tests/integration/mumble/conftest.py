"""Clients of real servers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from mumble_ai.mumble import ClientConfig, MumbleClient
from tests.integration.mumble.network import Connect, Relay
from tests.support.murmur import Murmur


@pytest.fixture
async def connect(tmp_path: Path) -> AsyncIterator[Connect]:
    """Makes started clients with an identity each; closes them all."""
    async with AsyncExitStack() as stack:

        async def make(server: Murmur | Relay, name: str, **more: Any) -> MumbleClient:
            settings = {
                "certificate": tmp_path / f"{name}.pem",
                "known_servers": tmp_path / "known",
                "backoff_first_s": 0.05,
                "backoff_limit_s": 0.5,
                **more,
            }
            client = MumbleClient(ClientConfig(server.host, server.port, name, **settings))
            return await stack.enter_async_context(client)

        yield make


@pytest.fixture
async def admin(connect: Connect, murmur: Murmur) -> MumbleClient:
    """The SuperUser of the running server."""
    return await connect(murmur, "SuperUser", password=murmur.superuser_password, certificate=None)
