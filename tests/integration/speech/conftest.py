"""Real engines, each met twice: inside this process and behind a real HTTP service."""

from __future__ import annotations

import asyncio
import os
import wave
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from mumble_ai.audio.pcm import Float32
from mumble_ai.services import piper as tts_service
from mumble_ai.services import whisper as stt_service
from mumble_ai.services.engines import PIPER_MODEL, VAD_MODEL
from mumble_ai.settings import Settings, load_settings
from mumble_ai.speech.client import HttpStt, HttpTts
from mumble_ai.speech.contract import SttEngine, TtsEngine
from mumble_ai.speech.engines.faster_whisper import FasterWhisperStt
from mumble_ai.speech.engines.hibari import HibariTts
from mumble_ai.speech.engines.moonshine import MoonshineStt
from mumble_ai.speech.engines.piper import PiperTts
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.vad import VadModel
from mumble_ai.stack import models
from mumble_ai.stack.environments import piper_python
from mumble_ai.web.serve import serve

SPEECH = Path(os.environ.get("MUMBLE_AI_DATA", Path(__file__).parents[4] / "shared" / "data")) / "speech"
SENTENCES = {
    "jfk.wav": "and so my fellow americans ask not what your country can do for you "
    "ask what you can do for your country",
    "sns_0870.wav": "and mister john dashwood had then leisure to consider how much there might be prudently in "
    "his power to do for them",
    "sns_0880.wav": "he was not an ill disposed young man",
    "sns_0890.wav": "unless to be rather cold hearted and rather selfish is to be ill disposed",
    "sns_0920.wav": "had he married a more amiable woman he might have been made still more respectable than he was",
    "sns_0930.wav": "he might even have been made amiable himself",
    "LJ050-0131.wav": "unless a system is established for the frequent formal review of activities thereunder "
    "in this regard",
}


@pytest.fixture(scope="session")
def settings() -> Settings:
    named = {key: os.environ[key] for key in ("MUMBLE_AI_HOME", "MODELS_DIR", "HF_ENDPOINT") if key in os.environ}
    return load_settings(named, None)


def read(name: str) -> Float32:
    """A clip of the shared speech data as `(n,) float32` at 16 000 Hz."""
    path = SPEECH / name
    if not path.is_file():
        pytest.skip(f"no speech data at {SPEECH}; set MUMBLE_AI_DATA")
    with wave.open(str(path)) as clip:
        return np.frombuffer(clip.readframes(clip.getnframes()), np.int16).astype(np.float32) / 32768


@dataclass(frozen=True)
class Service:
    """A running HTTP service."""

    url: str
    port: int


@asynccontextmanager
async def running(app: object, *, api_key: str = "") -> AsyncIterator[Service]:
    """Serves an application with the real server on a free port."""
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(serve(app, "127.0.0.1", 0, api_key=api_key, started=port.set_result))
    try:
        await asyncio.wait([task, port], timeout=20, return_when=asyncio.FIRST_COMPLETED)
        assert port.done(), task
        yield Service(f"http://127.0.0.1:{port.result()}", port.result())
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(check: Callable[[], Awaitable[bool]], within_s: float = 30.0) -> None:
    """Waits for something outside this process to become true."""
    async with asyncio.timeout(within_s):
        while not await check():
            await asyncio.sleep(0.05)


async def load_stt_engine(name: str, settings: Settings, **more: int) -> SttEngine:
    vad = VadModel(await asyncio.to_thread(models.ensure, VAD_MODEL, settings))
    if name == "moonshine":
        return await MoonshineStt.open(
            await asyncio.to_thread(models.ensure, "moonshine-tiny-en", settings), vad, **more
        )
    return await FasterWhisperStt.open(await asyncio.to_thread(models.ensure, "whisper-base", settings), vad, **more)


async def load_tts_engine(name: str, settings: Settings, **more: int) -> TtsEngine:
    if name == "hibari":
        return await HibariTts.open(**more)
    python = piper_python(settings)
    if not python.exists():
        pytest.skip(f"no Piper environment at {python}: ./mumble-ai test makes it")
    return await PiperTts.open(python, [await asyncio.to_thread(models.ensure, PIPER_MODEL, settings)], **more)


@asynccontextmanager
async def stt_behind(where: str, name: str, settings: Settings, **more: int) -> AsyncIterator[SttEngine]:
    if where == "in-process":
        engine = await load_stt_engine(name, settings, **more)
        yield engine
        await engine.close()
        return
    async with stt_serving(name, settings, **more) as service:
        client = HttpStt(service.url)
        await client.refresh()
        yield client
        await client.close()


@asynccontextmanager
async def stt_serving(name: str, settings: Settings, *, api_key: str = "", **more: int) -> AsyncIterator[Service]:
    loading = LoadingEngine[SttEngine](lambda report: load_stt_engine(name, settings, **more))
    async with running(stt_service.application(loading, name=name, api_key=api_key), api_key=api_key) as service:
        await _loaded(loading)
        yield service


@asynccontextmanager
async def tts_serving(name: str, settings: Settings, *, api_key: str = "", **more: int) -> AsyncIterator[Service]:
    loading = LoadingEngine[TtsEngine](lambda report: load_tts_engine(name, settings, **more))
    async with running(tts_service.application(loading, name=name, api_key=api_key), api_key=api_key) as service:
        await _loaded(loading)
        yield service


async def _loaded(loading: LoadingEngine[SttEngine] | LoadingEngine[TtsEngine]) -> None:
    async def serves() -> bool:
        return loading.status().serves

    await until(serves, 90)


@pytest.fixture(
    params=[(w, n) for n in ("moonshine", "faster-whisper") for w in ("in-process", "service")],
    ids=lambda p: f"{p[1]}-{p[0]}",
)
async def stt(request: pytest.FixtureRequest, settings: Settings) -> AsyncIterator[SttEngine]:
    async with stt_behind(*request.param, settings) as engine:
        yield engine


@pytest.fixture(
    params=[(w, n) for n in ("hibari", "piper") for w in ("in-process", "service")], ids=lambda p: f"{p[1]}-{p[0]}"
)
async def tts(request: pytest.FixtureRequest, settings: Settings) -> AsyncIterator[TtsEngine]:
    where, name = request.param
    if name == "piper" and not piper_python(settings).exists():
        pytest.skip(f"no Piper environment at {piper_python(settings)}: ./mumble-ai test makes it")
    if where == "in-process":
        engine = await load_tts_engine(name, settings)
        yield engine
        await engine.close()
        return
    async with tts_serving(name, settings) as service:
        client = HttpTts(service.url)
        yield client
        await client.close()
