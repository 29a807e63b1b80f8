"""The whole bot among several people on a real server, with real ears and voice: who is answered, who hears it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import numpy as np

from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16
from mumble_ai.mumble import (
    ClientConfig,
    MumbleClient,
    Subscription,
    TextReceived,
    VoiceContext,
    VoiceReceived,
    WhisperTarget,
)
from mumble_ai.services.bot import run
from mumble_ai.settings import load_settings
from tests.integration.mumble.network import until
from tests.support.murmur import Murmur
from tests.support.net import free_port
from tests.support.scripted_llm import ScriptedLlm
from tests.support.sound import spoken

ANSWER = "It is half past nine."


@asynccontextmanager
async def room(server: Murmur, llm: ScriptedLlm, home: Path, **settings: str) -> AsyncIterator[list[MumbleClient]]:
    """The bot with Ann and Eve in one channel."""
    environment = {
        "MUMBLE_AI_HOME": str(home),
        "MODELS_DIR": str(Path(os.environ.get("MUMBLE_AI_HOME", home)) / "models"),
        "MUMBLE_PORT": str(server.port),
        "WHISPER_URL": "embedded",
        "PIPER_URL": "embedded",
        "OPENAI_BASE_URL": llm.base_url,
        "LLM_PROVIDER": "openai",
        "LLM_FALLBACK": "off",
        "HEALTH_PORT": str(free_port()),
        **settings,
    }
    bot = asyncio.create_task(run(load_settings(environment, dotenv=None)))
    try:
        async with AsyncExitStack() as people:
            await _healthy(environment["HEALTH_PORT"], bot)
            configs = [ClientConfig(server.host, server.port, name) for name in ("Ann", "Eve")]
            yield [await people.enter_async_context(MumbleClient(config)) for config in configs]
    finally:
        bot.cancel()
        await asyncio.gather(bot, return_exceptions=True)


async def _healthy(port: str, bot: asyncio.Task[None]) -> None:
    async with httpx.AsyncClient() as http, asyncio.timeout(60):
        while not bot.done():
            try:
                if (await http.get(f"http://127.0.0.1:{port}/health")).status_code == 200:
                    return
            except httpx.ConnectError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError(f"the bot has ended: {bot.exception()}")


async def say(client: MumbleClient, text: str, target: int = 0) -> None:
    voice, sound = client.voice(target), spoken(text)
    for start in range(0, sound.size - FRAME_SAMPLES, FRAME_SAMPLES):
        await voice.write(sound[start : start + FRAME_SAMPLES])
    await voice.end()


async def hear_bot(events: Subscription) -> tuple[set[int], Int16]:
    """How the bot's next talk spurt came, and its sound."""
    frames = [await until(events, VoiceReceived, lambda e: e.user.name == "AI-Bot", timeout_s=40)]
    while not frames[-1].ended:
        frames.append(await until(events, VoiceReceived, lambda e: e.user.name == "AI-Bot"))
    return {frame.target for frame in frames}, np.concatenate([frame.pcm for frame in frames])


async def heard_until(events: Subscription, text: str) -> list[VoiceReceived]:
    """Everything the bot said aloud or whispered until a text comes."""
    heard: list[VoiceReceived] = []
    async with asyncio.timeout(20):
        async for event in events:
            if isinstance(event, TextReceived) and event.text_plain == text:
                return heard
            if isinstance(event, VoiceReceived) and event.user.name == "AI-Bot":
                heard.append(event)
    raise AssertionError("the text never came")


async def test_a_whispered_question_is_answered_for_the_asker_alone(murmur: Murmur, tmp_path: Path) -> None:
    with ScriptedLlm() as llm:
        llm.answer = lambda messages: ANSWER
        async with room(murmur, llm, tmp_path) as (ann, eve):
            at_ann, at_eve = ann.events(), eve.events()
            ann.set_whisper(1, WhisperTarget(users=tuple(u for u in ann.state.users.values() if u.name == "AI-Bot")))
            await say(ann, "What time is it in Tokyo?", target=1)
            ways, sound = await hear_bot(at_ann)
            await ann.send_text("the end")
            assert ways == {VoiceContext.WHISPER}
            assert sound.size > 20 * FRAME_SAMPLES
            assert await heard_until(at_eve, "the end") == []


async def test_bystanders_are_not_answered_until_they_say_the_name(murmur_15: Murmur, tmp_path: Path) -> None:
    with ScriptedLlm() as llm:
        llm.answer = lambda messages: ANSWER
        async with room(murmur_15, llm, tmp_path, ADDRESSEE="named", BOT_NAMES="computer") as (ann, eve):
            at_ann = ann.events()
            asked = len(llm.requests)
            await say(eve, "Did you see the film last night?")
            await say(ann, "Computer, what time is it in Tokyo?")
            ways, _ = await hear_bot(at_ann)
            assert ways == {VoiceContext.TALKING}
            questions = [str(request["messages"][-1]["content"]).lower() for request in llm.requests[asked:]]
            assert any("tokyo" in question for question in questions)
            assert not any("film" in question for question in questions)
