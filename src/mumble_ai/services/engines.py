"""Which speech engines the settings ask for, and how they are opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog

from mumble_ai.resilience.breaker import BreakerPolicy, CircuitBreaker
from mumble_ai.resilience.retry import RetryPolicy
from mumble_ai.settings import EMBEDDED, Settings
from mumble_ai.speech.client import HttpStt, HttpTts
from mumble_ai.speech.contract import EngineUnavailable, SttEngine, TtsEngine
from mumble_ai.speech.engines.faster_whisper import FasterWhisperStt
from mumble_ai.speech.engines.hibari import HibariTts
from mumble_ai.speech.engines.moonshine import MoonshineStt
from mumble_ai.speech.engines.piper import PiperTts
from mumble_ai.speech.fallback import Spare
from mumble_ai.speech.guarded_stt import GuardedStt
from mumble_ai.speech.guarded_tts import GuardedTts
from mumble_ai.speech.router import TtsRouter
from mumble_ai.speech.turn_end import TurnEndModel
from mumble_ai.speech.vad import VadModel
from mumble_ai.stack import models
from mumble_ai.stack.environments import EnvironmentFailed, ensure_piper, piper_python

Report = Callable[[str, float | None], None]

MOONSHINE_MODEL = "moonshine-tiny-en"
VAD_MODEL = "silero-vad"
TURN_END_MODEL = "smart-turn-v3"
PIPER_MODEL = "piper-en_US-joe-medium"

log = structlog.get_logger(__name__)


async def open_stt(settings: Settings) -> SttEngine:
    """The engine that hears: the service at `WHISPER_URL` with a spare behind it, or one inside this process.

    Raises:
        EngineUnavailable: The embedded engine cannot be loaded. A service is not asked before it is used.
    """
    if settings.whisper_url == EMBEDDED:
        return await load_stt(settings)
    service = HttpStt(settings.whisper_url, api_key=settings.speech_api_key, retry=retry_policy(settings))
    policy = BreakerPolicy(settings.whisper_circuit_threshold, settings.whisper_circuit_timeout)
    spare = Spare(f"{settings.stt_engine} inside the bot", lambda: load_stt(settings))
    breaker = CircuitBreaker("speech to text", policy)
    return GuardedStt(service, breaker, spare if settings.speech_fallback == EMBEDDED else None)


async def open_tts(settings: Settings) -> TtsEngine:
    """The engine that speaks: the service at `PIPER_URL` with a spare behind it, or those inside this process.

    The spare is Hibari whatever `TTS_ENGINE` says: another voice in time is better than the right one too late.

    Raises:
        EngineUnavailable: The embedded engine cannot be loaded.
    """
    if settings.piper_url == EMBEDDED:
        return await load_tts(settings)
    service = HttpTts(settings.piper_url, api_key=settings.speech_api_key, retry=retry_policy(settings))
    policy = BreakerPolicy(settings.piper_circuit_threshold, settings.piper_circuit_timeout)
    spare = Spare[TtsEngine]("hibari inside the bot", HibariTts.open)
    breaker = CircuitBreaker("text to speech", policy)
    return GuardedTts(service, breaker, spare if settings.speech_fallback == EMBEDDED else None)


def retry_policy(settings: Settings) -> RetryPolicy:
    """How what may be tried again is tried again."""
    return RetryPolicy(settings.retry_max_attempts, settings.retry_base_delay, settings.retry_max_delay)


async def open_vad(settings: Settings) -> VadModel:
    """The voice activity model.

    Raises:
        EngineUnavailable: It cannot be had.
    """
    return await asyncio.to_thread(VadModel, await _folder(VAD_MODEL, settings, _silent))


async def open_turn_end(settings: Settings) -> TurnEndModel | None:
    """The model that judges pauses; None where it is switched off or can't be had, so that silence decides."""
    if settings.turn_end_model == "off":
        return None
    try:
        return await asyncio.to_thread(TurnEndModel, await _folder(TURN_END_MODEL, settings, _silent))
    except EngineUnavailable as error:
        log.warning("pauses are not judged, silence alone ends a turn", reason=str(error))
        return None


async def load_stt(settings: Settings, report: Report | None = None) -> SttEngine:
    """Loads the engine `STT_ENGINE` names, fetching its model if need be."""
    report = report or _silent
    name = MOONSHINE_MODEL if settings.stt_engine == "moonshine" else f"whisper-{settings.whisper_model}"
    folder = await _folder(name, settings, report)
    vad = await asyncio.to_thread(VadModel, await _folder(VAD_MODEL, settings, report))
    report(f"loading {name}", None)
    if settings.stt_engine == "moonshine":
        return await MoonshineStt.open(folder, vad)
    return await FasterWhisperStt.open(folder, vad, device=settings.device)


async def load_tts(settings: Settings, report: Report | None = None) -> TtsEngine:
    """Loads every engine that can speak here, the one `TTS_ENGINE` names first.

    Piper is an extra where it is not asked for: it is offered when its environment and a voice are there already.
    """
    report = report or _silent
    if settings.tts_engine == "piper":
        await _folder(PIPER_MODEL, settings, report)
        report("starting Piper", None)
        try:
            python = await asyncio.to_thread(ensure_piper, settings)
        except EnvironmentFailed as error:
            raise EngineUnavailable(str(error)) from error
        piper = await PiperTts.open(python, await asyncio.to_thread(_piper_folders, settings))
        return TtsRouter([piper, await HibariTts.open()])
    report("loading Hibari", None)
    engines: list[TtsEngine] = [await HibariTts.open()]
    folders = await asyncio.to_thread(_piper_folders, settings)
    if folders and await asyncio.to_thread(piper_python(settings).exists):
        report("starting Piper", None)
        try:
            engines.append(await PiperTts.open(piper_python(settings), folders))
        except EngineUnavailable as error:
            log.warning("Piper's voices are left out", reason=str(error))
    return TtsRouter(engines)


def _piper_folders(settings: Settings) -> list[Path]:
    roots = [root for root in (settings.models_dir, settings.mumble_ai_home / "models") if root is not None]
    found = [folder for root in roots for folder in sorted(root.glob("piper-*")) if any(folder.glob("*.onnx"))]
    return list({folder.name: folder for folder in reversed(found)}.values())[::-1]


async def _folder(model_id: str, settings: Settings, report: Report) -> Path:
    def show(progress: models.Progress) -> None:
        share = progress.done_bytes / progress.total_bytes if progress.total_bytes else None
        report(f"{model_id}: {progress.what}", share)

    try:
        return await asyncio.to_thread(models.ensure, model_id, settings, show)
    except models.ModelError as error:
        raise EngineUnavailable(str(error)) from error


def _silent(detail: str, progress: float | None) -> None:
    return None
