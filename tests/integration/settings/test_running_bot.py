"""A bot that runs as `up` runs it, on a real Mumble server: what is saved meanwhile shapes its next answer."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from mumble_ai.mumble import ClientConfig, MumbleClient, TextReceived, User
from mumble_ai.stack.saved.live import RESTART_EXIT
from mumble_ai.stack.saved.store import SavedSettings
from mumble_ai.storage.database import Database
from tests.support.murmur import Murmur
from tests.support.net import free_port
from tests.support.scripted_llm import ScriptedLlm

WAIT_S = 90.0
NAME = "AI-Bot"


@asynccontextmanager
async def running_bot(
    server: Murmur, llm: ScriptedLlm, home: Path, database_url: str
) -> AsyncGenerator[asyncio.subprocess.Process]:
    environment = os.environ | {
        "MUMBLE_AI_HOME": str(home),
        "MODELS_DIR": str(Path(os.environ.get("MUMBLE_AI_HOME", home)) / "models"),
        "MUMBLE_PORT": str(server.port),
        "DATABASE_URL": database_url,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "CHROMADB_URL": "http://127.0.0.1:1",
        "WHISPER_URL": "http://127.0.0.1:1",
        "PIPER_URL": "http://127.0.0.1:1",
        "SPEECH_FALLBACK": "off",
        "TURN_END_MODEL": "off",
        "LLM_PROVIDER": "openai",
        "LLM_FALLBACK": "off",
        "OPENAI_BASE_URL": llm.base_url,
        "HEALTH_PORT": str(free_port()),
    }
    log = (home / "log").open("wb")
    command = [sys.executable, "-m", "mumble_ai.cli", "serve", "mumble-bot"]
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=log, stderr=log)
    try:
        yield process
    except BaseException:
        print((home / "log").read_text("utf-8", "replace")[-5000:])
        raise
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        log.close()


async def there(client: MumbleClient) -> User:
    """The bot, once it is on the server."""
    while (bot := next((user for user in client.state.users.values() if user.name == NAME), None)) is None:
        await asyncio.sleep(0.05)
    return bot


async def asked(client: MumbleClient, bot: User) -> str:
    """What the bot answers a private text with."""
    events = client.events()
    await client.send_text("Who are you?", users=[bot])
    async for event in events:
        if isinstance(event, TextReceived):
            return event.text_plain
    raise AssertionError("the connection ended")


async def test_the_next_answer_follows_what_was_saved_and_the_bot_stays(
    murmur_15: Murmur, database: Database, database_url: str, tmp_path: Path
) -> None:
    saved = SavedSettings(database)
    with ScriptedLlm() as llm:
        llm.answer = lambda messages: "Aye." if "pirate" in str(messages[0]["content"]) else "Hello."
        config = ClientConfig(murmur_15.host, murmur_15.port, "Alice")
        async with (
            asyncio.timeout(WAIT_S),
            running_bot(murmur_15, llm, tmp_path, database_url) as process,
            MumbleClient(config) as client,
        ):
            bot = await there(client)
            assert await asked(client, bot) == "Hello."
            await saved.save({"bot_persona": "You are a pirate.", "openai_model": "bigger"}, by="ada")
            while await asked(client, bot) != "Aye.":
                pass
            assert llm.requests[-1]["model"] == "bigger"
            assert process.returncode is None
            assert (await there(client)).session == bot.session, "it never left the server"
            await saved.save({"mumble_username": "Marvin"}, by="ada")
            assert await process.wait() == RESTART_EXIT
