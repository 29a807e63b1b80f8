"""What somebody says to the real bot on a real Mumble server reaches a page that is open, while it is being said."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mumble_ai.audio.pcm import VOICE_RATE_HZ
from mumble_ai.memory.people.person import Role
from mumble_ai.mumble import ClientConfig, MumbleClient
from mumble_ai.services.bot import run
from mumble_ai.services.control_panel import application, open_panel
from mumble_ai.settings import Settings
from mumble_ai.web.serve import serve
from tests.integration.control_panel.test_live import opened
from tests.integration.conversation.test_bot import Ears, healthy, load, settings_for
from tests.support.control_panel import KEY, hasty_passwords, make_account
from tests.support.murmur import Murmur
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import ScriptedLlm

LAST_PHRASE = slice(8 * VOICE_RATE_HZ, None)
ANSWER = "Ask what you can do for your country. It is a famous sentence."


@pytest.fixture
def settings(
    murmur_15: Murmur, redis_server: RedisServer, database_url: str, tmp_path: Path, llm: ScriptedLlm
) -> Settings:
    redis_server.forget()
    stores = {"redis_url": redis_server.url, "database_url": database_url, "chromadb_url": "http://127.0.0.1:1"}
    return settings_for(murmur_15, llm, tmp_path).model_copy(update=stores)


@pytest.fixture
def llm() -> Iterator[ScriptedLlm]:
    with ScriptedLlm() as server:
        server.answer = lambda messages: ANSWER
        yield server


class Arrivals:
    """When news reached the page, by the clock on the wall."""

    def __init__(self) -> None:
        self.first: dict[str, float] = {}
        self.turn: dict[str, Any] = {}

    def note(self, topic: str, told: Any) -> None:
        if topic == "presence" and "Alice" in str(told):
            self.first.setdefault("presence", time.time())
        if topic == "caption" and told["words"]:
            kind = "answer" if told["by_assistant"] else "final" if told["final"] else "partial"
            self.first.setdefault(kind, time.time())
        if topic == "turn" and told["played"]:
            self.first.setdefault("turn", time.time())
            self.turn = told


async def test_a_spoken_exchange_is_on_the_dashboard_while_it_happens(
    settings: Settings, murmur_15: Murmur, speech_data: Path
) -> None:
    bot = asyncio.create_task(run(settings))
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    async with open_panel(settings, passwords=hasty_passwords()) as panel:
        app = application(panel, key=KEY)
        serving = asyncio.create_task(serve(app, "127.0.0.1", 0, api_key=KEY, started=port.set_result))
        owner = await make_account(panel, "olga", Role.OWNER)
        try:
            await asyncio.wait((bot, asyncio.create_task(healthy(settings))), return_when=asyncio.FIRST_COMPLETED)
            assert not bot.done(), bot.exception()
            async with opened(f"http://127.0.0.1:{await port}", owner) as page:
                came = Arrivals()
                page.noted = came.note
                async with MumbleClient(ClientConfig(murmur_15.host, murmur_15.port, "Alice")) as alice:
                    joined = time.time()
                    await page.until_true(lambda: "presence" in came.first)
                    spoken = time.time()
                    await Ears(alice).say(load(speech_data / "jfk.wav")[LAST_PHRASE])
                    await page.until_true(lambda: bool(came.turn))
                presence = (await page.client.get("/api/v1/presence")).json()["presence"]
        finally:
            for task in (bot, serving):
                task.cancel()
            await asyncio.gather(bot, serving, return_exceptions=True)
    stages, began = came.turn["stages"], datetime.fromisoformat(came.turn["at"]).timestamp()
    print(f"\nsomebody who joins is shown after {came.first['presence'] - joined:.2f} s")
    print(f"first words are shown {came.first.get('partial', came.first['final']) - spoken:.2f} s after they began")
    after_s = came.first["answer"] - began - stages["first_packet"]
    print(f"the answer's first words are shown {after_s:.2f} s after its first sound")
    print(f"the turn is shown {came.first['turn'] - began - stages['done']:.2f} s after it was over")
    assert "country" in came.turn["question"].lower()
    assert "you can do for your country" in came.turn["played"]
    assert came.turn["speaker"] == "Alice"
    assert {"final", "answer"} <= came.first.keys()
    assert presence["connected"]
