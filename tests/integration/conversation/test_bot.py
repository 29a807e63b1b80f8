"""The bot on a real Mumble server, with real ears and a real voice; only the language model is scripted."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import numpy as np
import pytest

from mumble_ai.audio.pcm import FRAME_SAMPLES, VOICE_RATE_HZ, Int16, to_float
from mumble_ai.audio.resample import resample_float, resample_int16
from mumble_ai.audio.wav import decode_wav
from mumble_ai.mumble import ClientConfig, MumbleClient, TextReceived, VoiceReceived
from mumble_ai.services.bot import run
from mumble_ai.services.engines import load_stt
from mumble_ai.settings import Settings, load_settings
from tests.support.murmur import Murmur
from tests.support.net import free_port
from tests.support.scripted_llm import ScriptedLlm


@dataclass
class Ears:
    """What a user hears and reads of the bot."""

    client: MumbleClient
    frames: list[tuple[float, Int16]] = field(default_factory=list)
    texts: list[TextReceived] = field(default_factory=list)
    ended: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def follow(self) -> None:
        async for event in self.client.events():
            async with self.changed:
                if isinstance(event, VoiceReceived):
                    self.frames.append((event.at_s, event.pcm))
                    self.ended += event.ended
                elif isinstance(event, TextReceived):
                    self.texts.append(event)
                self.changed.notify_all()

    async def until(self, what: str, within_s: float = 30.0) -> None:
        conditions = {
            "end": lambda: self.ended > 0,
            "voice": lambda: len(self.frames) > 20,
            "text": lambda: bool(self.texts),
        }
        async with asyncio.timeout(within_s), self.changed:
            await self.changed.wait_for(conditions[what])

    async def say(self, pcm: Int16) -> None:
        voice = self.client.voice()
        for start in range(0, len(pcm) - FRAME_SAMPLES, FRAME_SAMPLES):
            await voice.write(pcm[start : start + FRAME_SAMPLES])
        await voice.end()


def settings_for(server: Murmur, llm: ScriptedLlm, home: Path) -> Settings:
    environment = {
        "MUMBLE_AI_HOME": str(home),
        "MODELS_DIR": str(Path(os.environ.get("MUMBLE_AI_HOME", home)) / "models"),
        "MUMBLE_PORT": str(server.port),
        "WHISPER_URL": "embedded",
        "PIPER_URL": "embedded",
        "OPENAI_BASE_URL": llm.base_url,
        "LLM_PROVIDER": "openai",
        "LLM_FALLBACK": "off",
        # The recorded speech has pauses of a second between parts that sound complete.
        "VAD_SILENCE_S": "1.4",
        "TURN_END_MODEL": "off",
        # On a busy machine a filler would be the first thing to be heard.
        "FILLER_AFTER_S": "0",
        "HEALTH_PORT": str(free_port()),
    }
    return load_settings(environment, dotenv=None)


async def healthy(settings: Settings) -> dict[str, object]:
    async with httpx.AsyncClient() as http, asyncio.timeout(60):
        while True:
            try:
                response = await http.get(f"http://127.0.0.1:{settings.health_port}/health")
            except httpx.ConnectError:
                response = None
            if response is not None and response.status_code == 200:
                return response.json()
            await asyncio.sleep(0.1)


@asynccontextmanager
async def bot_and_user(server: Murmur, llm: ScriptedLlm, home: Path) -> AsyncIterator[tuple[Settings, Ears]]:
    settings = settings_for(server, llm, home)
    bot = asyncio.create_task(run(settings))
    try:
        await asyncio.wait((bot, asyncio.create_task(healthy(settings))), return_when=asyncio.FIRST_COMPLETED)
        assert not bot.done(), bot.exception()
        config = ClientConfig(server.host, server.port, "Alice")
        async with MumbleClient(config) as client:
            ears = Ears(client)
            following = asyncio.create_task(ears.follow())
            yield settings, ears
            following.cancel()
    finally:
        bot.cancel()
        await asyncio.gather(bot, return_exceptions=True)


def load(path: Path) -> Int16:
    pcm, rate_hz = decode_wav(path.read_bytes())
    return resample_int16(pcm, rate_hz, VOICE_RATE_HZ)


async def test_a_spoken_question_is_answered_aloud_and_the_figures_tell(
    murmur: Murmur, speech_data: Path, tmp_path: Path
) -> None:
    with ScriptedLlm() as llm:
        llm.answer = lambda messages: "Ask what you can do for your country. It is a famous sentence."
        async with bot_and_user(murmur, llm, tmp_path) as (settings, ears):
            await ears.say(load(speech_data / "jfk.wav"))
            await ears.until("end")
            asked = str(llm.requests[-1]["messages"][-1]["content"]).lower()
            assert "what your country can do for you" in asked.replace(",", "")
            heard = resample_float(to_float(np.concatenate([pcm for _, pcm in ears.frames])), VOICE_RATE_HZ, 16_000)
            stt = await load_stt(settings)
            text = (await stt.transcribe(heard)).text.lower()
            await stt.close()
            assert "you can do for your country" in text
            assert "famous sentence" in text
            async with httpx.AsyncClient() as http:
                figures = (await http.get(f"http://127.0.0.1:{settings.health_port}/metrics")).text
            assert 'mumble_ai_turns_total{kind="voice",outcome="answered"} 1.0' in figures
            assert 'mumble_ai_turn_stage_seconds_count{stage="voice_to_voice"} 1.0' in figures


async def test_speaking_stops_the_answer_and_the_model(murmur_13: Murmur, speech_data: Path, tmp_path: Path) -> None:
    with ScriptedLlm() as llm:
        llm.answer = lambda messages: "This is a sentence that goes on. " * 60
        llm.word_delay_s = 0.05
        question = load(speech_data / "jfk.wav")
        async with bot_and_user(murmur_13, llm, tmp_path) as (_, ears):
            await ears.say(question)
            await ears.until("voice")
            llm.answer = lambda messages: "Fine."
            speaking = asyncio.create_task(ears.say(question))
            await ears.until("end", within_s=10)
            assert not speaking.done(), "the answer stopped while the user was still speaking"
            await speaking
            assert await asyncio.to_thread(llm.wait_for, lambda llm: llm.cancelled >= 1)


async def test_a_private_text_is_answered_in_private(murmur_15: Murmur, tmp_path: Path) -> None:
    with ScriptedLlm() as llm:
        llm.answer = lambda messages: "Between us."
        async with bot_and_user(murmur_15, llm, tmp_path) as (_, ears):
            bot = next(u for u in ears.client.state.users.values() if u.name == "AI-Bot")
            await ears.client.send_text("a secret", users=[bot])
            await ears.until("text")
            assert [(t.text_plain, t.private) for t in ears.texts] == [("Between us.", True)]


async def test_health_tells_which_part_is_down(murmur_13: Murmur, tmp_path: Path) -> None:
    with ScriptedLlm() as llm:
        settings = settings_for(murmur_13, llm, tmp_path)
        settings = settings.model_copy(update={"openai_base_url": f"http://127.0.0.1:{free_port()}/v1"})
        bot = asyncio.create_task(run(settings))
        try:
            async with httpx.AsyncClient() as http, asyncio.timeout(60):
                while True:
                    try:
                        response = await http.get(f"http://127.0.0.1:{settings.health_port}/health")
                        if all(c["ok"] for n, c in response.json()["checks"].items() if n != "llm"):
                            break
                    except httpx.ConnectError:
                        pass
                    await asyncio.sleep(0.1)
            assert response.status_code == 503
            assert "nothing answers" in response.json()["checks"]["llm"]["detail"]
        finally:
            bot.cancel()
            with pytest.raises(asyncio.CancelledError):
                await bot
