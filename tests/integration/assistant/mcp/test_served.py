"""Our actions, served to a real MCP client over HTTP, by key."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from sqlalchemy import select

from mumble_ai.assistant.mcp.keys import KeyRefused, McpKeys
from mumble_ai.assistant.mcp.server import McpServer
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import McpKey
from mumble_ai.storage.tables import Person as PersonRow
from tests.support.tool_talk import World


@dataclass
class House:
    """Anna and Ben, their keys, and a server at `url`."""

    url: str
    keys: McpKeys
    anna: Person
    ben: Person
    world: World

    @asynccontextmanager
    async def client(self, key: str) -> AsyncIterator[Client]:
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}) as http,
            Client(streamable_http_client(f"{self.url}/mcp", http_client=http)) as client,
        ):
            yield client


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    people = [Person(new_id(), name, Role.MEMBER, "Europe/Berlin", "en") for name in ("Anna", "Ben")]
    async with database.everybody("people come in") as session:
        session.add_all([PersonRow(id=p.id, name=p.name) for p in people])
    by_id = {person.id: person for person in people}

    async def person_of(person_id: Any) -> Person | None:
        return by_id.get(person_id)

    world = World()
    door = McpServer(world.registry()[0], McpKeys(database), person_of)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(door, lifespan="off", log_level="error"))

    async def serve() -> None:
        async with door.running():
            await server.serve([listening])

    task = asyncio.create_task(serve())
    yield House(f"http://127.0.0.1:{listening.getsockname()[1]}", McpKeys(database), people[0], people[1], world)
    server.should_exit = True
    await task


async def test_a_key_that_may_act_does_things_for_its_person_alone(house: House) -> None:
    annas = await house.keys.create(house.anna.id, "editor", may_act=True)
    bens = await house.keys.create(house.ben.id, "editor", may_act=True)
    async with house.client(annas) as client:
        result = await client.call_tool("remember", {"what": "the safe is behind the clock"})
        assert not result.is_error
        assert result.content[0].text == "I will remember that the safe is behind the clock."  # type: ignore[union-attr]
        found = await client.call_tool("recall", {})
        assert found.structured_content["notes"] == ["the safe is behind the clock"]
    async with house.client(bens) as client:
        assert (await client.call_tool("recall", {})).structured_content["notes"] == []
        for arguments in ({"person_id": str(house.anna.id)}, {"what": "x", "person": "Anna"}):
            refused = await client.call_tool("recall", arguments)
            assert refused.is_error
            assert "safe" not in str(refused)
    assert house.world.changes == [("Anna", "remember", "the safe is behind the clock")]


async def test_a_key_that_only_reads_sees_and_does_no_more(house: House) -> None:
    key = await house.keys.create(house.anna.id, "reader", may_act=False)
    async with house.client(key) as client:
        assert {tool.name for tool in (await client.list_tools()).tools} == {"list_events", "recall"}
        refused = await client.call_tool("add_event", {"title": "x", "when": "now"})
        assert refused.is_error
    assert house.world.changes == []


async def test_what_needs_a_person_s_yes_is_not_served(house: House) -> None:
    key = await house.keys.create(house.anna.id, "editor", may_act=True)
    async with house.client(key) as client:
        assert "forget_me" not in {tool.name for tool in (await client.list_tools()).tools}
        assert (await client.call_tool("forget_me", {})).is_error
    assert house.world.changes == []


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer mai_wrong", "Basic x", "Bearer " + "mai_" + "x" * 5000])
async def test_without_a_good_key_nothing_opens(house: House, header: str | None) -> None:
    async with httpx.AsyncClient() as http:
        headers = {"Authorization": header} if header else {}
        answer = await http.post(f"{house.url}/mcp", json={"jsonrpc": "2.0"}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_keys_are_kept_as_hashes_shown_once_and_revoked(house: House, database: Database) -> None:
    key = await house.keys.create(house.anna.id, "editor", may_act=True)
    with pytest.raises(KeyRefused, match="already"):
        await house.keys.create(house.anna.id, "editor", may_act=False)
    async with database.everybody("looks into the table") as session:
        rows = list(await session.scalars(select(McpKey)))
    assert key not in str([vars(row) for row in rows])
    assert await house.keys.of(house.ben.id) == []
    with pytest.raises(KeyRefused):
        await house.keys.revoke(house.ben.id, "editor")
    await house.keys.revoke(house.anna.id, "editor")
    assert await house.keys.holder(key) is None
    assert [info.is_revoked for info in await house.keys.of(house.anna.id)] == [True]
