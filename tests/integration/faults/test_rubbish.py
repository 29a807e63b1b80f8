"""A wrong server where the speech services should be: it answers everything with a web page."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from mumble_ai.services.bot import run
from mumble_ai.settings import load_settings
from tests.integration.faults.faults import BOT, BotHealth, asked
from tests.support.murmur import Murmur
from tests.support.net import free_port
from tests.support.peer import pymumble_peer
from tests.support.scripted_llm import ScriptedLlm

pytestmark = pytest.mark.timeout(120)

PAGE = b"<!DOCTYPE html><html><body>It works!</body></html>"


@asynccontextmanager
async def web_page() -> AsyncIterator[str]:
    """A web server that answers every request with one page."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PAGE)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + PAGE)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def test_speech_services_that_are_none(murmur_13: Murmur, tmp_path: Path) -> None:
    with ScriptedLlm() as llm:
        async with web_page() as url:
            environment = {
                "MUMBLE_AI_HOME": str(tmp_path),
                "MODELS_DIR": str(Path(os.environ.get("MUMBLE_AI_HOME", tmp_path)) / "models"),
                "MUMBLE_PORT": str(murmur_13.port),
                "WHISPER_URL": url,
                "PIPER_URL": url,
                "LLM_PROVIDER": "openai",
                "OPENAI_BASE_URL": llm.base_url,
                "HEALTH_PORT": str(free_port()),
                "HEALTH_CHECK_INTERVAL": "1",
            }
            settings = load_settings(environment, dotenv=None)
            bot = asyncio.create_task(run(settings))
            try:
                health = await BotHealth(settings.health_port).until(
                    lambda health: health["status"] == "degraded", 40.0
                )
                degraded = {name for name, check in health["checks"].items() if check["degraded"]}
                assert degraded - {"database", "cache"} == {"stt", "tts"}, "and there are no stores here"
                async with pymumble_peer(murmur_13.port, "Ann") as ann:
                    await ann.expect("ready")
                    await asked(ann)
                    assert "garden gate" in str(llm.requests[-1]["messages"][-1]["content"]).lower()
                    assert any(packet.speaker == BOT for packet in ann.voice)
            finally:
                bot.cancel()
                await asyncio.gather(bot, return_exceptions=True)
