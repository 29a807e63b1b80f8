"""A spoken question to the bot on a real Mumble server is recorded with its sound, shown, and replayed."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from mumble_ai.audio.pcm import VOICE_RATE_HZ
from mumble_ai.cli.commands import app
from mumble_ai.flight.record import TurnRecord
from mumble_ai.mumble import ClientConfig, MumbleClient
from mumble_ai.services.bot import run
from mumble_ai.services.flights import flight_store
from mumble_ai.settings import Settings
from tests.integration.conversation.test_bot import Ears, healthy, load, settings_for
from tests.support.murmur import Murmur
from tests.support.scripted_llm import ScriptedLlm

LAST_PHRASE = slice(8 * VOICE_RATE_HZ, None)
"""Of the recording: a sentence in one go, so that it is one turn."""


async def recorded(settings: Settings, question: Path, server: Murmur) -> tuple[TurnRecord, str]:
    """Asks the bot one question; returns its record and what the metrics tell."""
    bot = asyncio.create_task(run(settings))
    try:
        await asyncio.wait((bot, asyncio.create_task(healthy(settings))), return_when=asyncio.FIRST_COMPLETED)
        assert not bot.done(), bot.exception()
        async with MumbleClient(ClientConfig(server.host, server.port, "Alice")) as client:
            ears = Ears(client)
            following = asyncio.create_task(ears.follow())
            await ears.say(load(question)[LAST_PHRASE])
            await ears.until("end")
            store = flight_store(settings)
            async with asyncio.timeout(20), httpx.AsyncClient() as http:
                while not any(record.played for record in store.recent(5)):
                    await asyncio.sleep(0.05)
                figures = (await http.get(f"http://127.0.0.1:{settings.health_port}/metrics")).text
                health = (await http.get(f"http://127.0.0.1:{settings.health_port}/health")).json()
            following.cancel()
        assert "recorded since the start" in health["checks"]["flight_record"]["detail"]
        return next(record for record in store.recent(5) if record.played), figures
    finally:
        bot.cancel()
        await asyncio.gather(bot, return_exceptions=True)


async def test_a_turn_with_the_real_bot_is_recorded_shown_and_replayed_the_same_each_time(
    murmur_15: Murmur, speech_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedLlm() as llm:
        llm.answer = lambda messages: "Ask what you can do for your country. It is a famous sentence."
        settings = settings_for(murmur_15, llm, tmp_path).model_copy(update={"flight_record": "audio"})
        record, figures = await recorded(settings, speech_data / "jfk.wav", murmur_15)
    assert "country" in record.question.lower()
    assert record.played == "Ask what you can do for your country. It is a famous sentence."
    assert record.voice_to_voice_s is not None
    assert "mumble_ai_ears 1.0" in figures
    assert "mumble_ai_flight_record_failing 0.0" in figures
    monkeypatch.setenv("MODELS_DIR", str(settings.models_dir or os.environ.get("MUMBLE_AI_HOME", "")))
    monkeypatch.setenv("MUMBLE_AI_HOME", str(tmp_path))
    shown = await asyncio.to_thread(CliRunner().invoke, app, ["turns", record.id])
    assert shown.exit_code == 0, shown.output
    assert "the answer is audible" in shown.output
    replays = [await asyncio.to_thread(CliRunner().invoke, app, ["turns", "replay", record.id]) for _ in range(2)]
    assert replays[0].output.encode() == replays[1].output.encode()
    assert "=    0.000     0.000  speech_start" in replays[0].output
    assert "differs: outcome" not in replays[0].output
    assert "differs: heard" not in replays[0].output
    assert "differs: played" not in replays[0].output
