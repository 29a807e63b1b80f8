"""Another assistant keeps somebody's calendar through the control panel, by key."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from mumble_ai.assistant.mcp.keys import McpKeys
from mumble_ai.memory.people.people import People
from mumble_ai.memory.recall.index import Indexer
from mumble_ai.services.control_panel import application, open_panel
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Message, Session
from mumble_ai.web.serve import serve
from tests.support.control_panel import panel_settings

SAID_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
NEVER_SERVED = {"forget_me", "link_account", "redeem_code", "set_volume", "set_voice"}


async def test_what_it_adds_is_in_that_person_s_calendar_alone(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    people = People(database, time_zone="Europe/Berlin")
    anna = await people.met("mumble@house:1", "certificate:aa", "1", "Anna")
    ben = await people.met("mumble@house:1", "certificate:bb", "2", "Ben")
    keys = McpKeys(database)
    annas = await keys.create(anna.id, "editor", may_act=True)
    bens = await keys.create(ben.id, "editor", may_act=True)
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def run() -> None:
        async with open_panel(panel_settings(database_url, tmp_path, {"TIME_ZONE": "Europe/Berlin"})) as panel:
            app = application(panel, key="key of the service")
            await serve(app, "127.0.0.1", 0, api_key="key of the service", started=port.set_result)

    task = asyncio.create_task(run())
    url = f"http://127.0.0.1:{await asyncio.wait_for(port, 20)}/mcp"

    async def ask(key: str, tool: str, **arguments: str) -> str:
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            served = {tool.name for tool in (await client.list_tools()).tools}
            assert served >= {"add_event", "list_events", "remember", "recall", "set_reminder", "add_tasks"}
            assert not served & NEVER_SERVED
            return str((await client.call_tool(tool, arguments)).content)

    talk = Session(
        id=new_id(), person_id=anna.id, door="web", state="closed", started_at=SAID_AT, last_active_at=SAID_AT,
        closed_at=SAID_AT, message_count=1,
    )  # fmt: skip
    said = Message(
        id=new_id(), person_id=anna.id, session_id=talk.id, kind="text", door="web", private=True, role="user",
        text="The spare key lies under the blue flowerpot.", said_at=SAID_AT,
    )  # fmt: skip
    async with database.everybody("Anna said something last week") as session:
        session.add(talk)
        await session.flush()
        session.add(said)
    await Indexer(database, None, assistant_name="AI-Bot").index(anna.id, [said.id])
    found = await ask(annas, "search_talks", text="Where is the spare key?")
    assert "blue flowerpot" in found
    assert '"who": "Anna"' in found
    assert "flowerpot" not in await ask(bens, "search_talks", text="Where is the spare key?")
    assert "hairdresser" in (await ask(annas, "add_event", title="hairdresser", when="tomorrow at 3 pm")).lower()
    assert "hairdresser" in (await ask(annas, "list_events", when="tomorrow")).lower()
    assert "hairdresser" not in (await ask(bens, "list_events", when="tomorrow")).lower()
    async with httpx.AsyncClient(headers={"Authorization": "Bearer key of the service"}) as http:
        assert (await http.post(url, json={})).status_code == 401, "the key of the services is no person's"
    task.cancel()
    await asyncio.wait([task])
