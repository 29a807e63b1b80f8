"""An engine that hears or speaks is used for real before it is chosen."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from mumble_ai.services.setting_trials import try_settings
from mumble_ai.services.trial import Planned, Trial, TrialFailed
from mumble_ai.settings import Settings, load_settings

NOWHERE = "http://127.0.0.1:1"


def settings_with(**given: str) -> Settings:
    """Settings of the machine's own, where the models are, and no service runs."""
    named = {key: os.environ[key] for key in ("MUMBLE_AI_HOME", "MODELS_DIR") if key in os.environ}
    return load_settings({"WHISPER_URL": NOWHERE, "PIPER_URL": NOWHERE} | named | given, None)


async def tried(settings: Settings, *changed: str) -> Trial:
    (trial,) = await try_settings(settings, changed)
    return trial


async def test_the_engine_that_hears_is_loaded_and_listens() -> None:
    trial = await tried(settings_with(STT_ENGINE="moonshine"), "stt_engine")
    assert trial.ok, trial.detail
    assert trial.detail.startswith("moonshine-tiny-en listens")


async def test_a_model_that_is_not_here_has_to_be_fetched_first(tmp_path: Path) -> None:
    settings = settings_with(STT_ENGINE="moonshine", MUMBLE_AI_HOME=str(tmp_path), MODELS_DIR=str(tmp_path / "none"))
    trial = await tried(settings, "stt_engine")
    assert not trial.ok
    assert "fetch it first" in trial.detail


async def test_what_fails_or_takes_too_long_says_what_can_be_done() -> None:
    async def broken(settings: Settings) -> str:
        raise TrialFailed("the file is cut")

    trial = await Planned("It listens", broken).made(settings_with())
    assert (trial.ok, trial.detail) == (False, "the file is cut")

    async def slow(settings: Settings) -> str:
        await asyncio.Event().wait()
        return ""

    trial = await Planned("It listens", slow, 0.01, "wait a little").made(settings_with())
    assert (trial.ok, trial.detail) == (False, "nothing within 0 s; wait a little")


async def test_the_engine_that_speaks_says_a_word_where_no_service_does() -> None:
    trial = await tried(settings_with(TTS_ENGINE="hibari"), "tts_engine", "tts_voice")
    assert trial.ok, trial.detail
    assert trial.detail.endswith("spoke")


async def test_an_engine_of_another_container_is_asked_there() -> None:
    trial = await tried(settings_with(TTS_ENGINE="piper", SERVICE_HOSTS="{name}"), "tts_engine")
    assert not trial.ok
    assert trial.detail.startswith("Piper can't speak:")
    assert NOWHERE in trial.detail
