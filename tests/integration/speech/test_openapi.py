"""Both services keep the promises of their own OpenAPI descriptions, whatever is sent."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np

from mumble_ai.audio.pcm import Int16
from mumble_ai.services import piper as tts_service
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import TtsEngine, UnknownVoice, Voice
from mumble_ai.speech.http.loading import LoadingEngine

from .conftest import running, stt_serving, until

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


class Beep:
    """Says anything with one short tone: what is tested here are thousands of requests, not the voice."""

    async def voices(self) -> tuple[Voice, ...]:
        return (Voice("beep", "beep", "en"),)

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        if voice not in (None, "beep"):
            raise UnknownVoice("there is: beep")
        yield (np.sin(np.arange(2400) / 10) * 9000).astype(np.int16)

    async def close(self) -> None:
        return None


async def contradictions(url: str, folder: Path) -> str:
    """What a run of schemathesis finds wrong, or nothing."""
    command = [Path(sys.executable).parent / "schemathesis", "run", f"{url}/openapi.json", "--checks", CHECKS]
    options = ["--max-examples", "15", "--seed", "1", "--no-color", "--request-timeout", "30"]
    run = await asyncio.create_subprocess_exec(
        *command, *options, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        output, _ = await asyncio.wait_for(run.communicate(), 100)
    finally:
        if run.returncode is None:
            run.kill()
            await run.wait()
    return "" if run.returncode == 0 else output.decode()[-6000:]


async def test_speech_to_text_does_what_it_describes(settings: Settings, tmp_path: Path) -> None:
    async with stt_serving("moonshine", settings) as service:
        assert await contradictions(service.url, tmp_path) == ""


async def test_text_to_speech_does_what_it_describes(tmp_path: Path) -> None:
    async def load(report: object) -> TtsEngine:
        return Beep()

    loading = LoadingEngine(load)

    async def loaded() -> bool:
        return loading.status().serves

    async with running(tts_service.application(loading, name="beep")) as service:
        await until(loaded)
        assert await contradictions(service.url, tmp_path) == ""
