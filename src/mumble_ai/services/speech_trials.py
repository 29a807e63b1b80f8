"""Trials of speech settings: the very engine is loaded and used, or the service that has it is asked."""

from __future__ import annotations

import asyncio
from typing import Final

from mumble_ai.services.engines import load_stt, load_tts
from mumble_ai.services.freeing import give_back
from mumble_ai.services.trial import TrialFailed
from mumble_ai.settings import EMBEDDED, Settings
from mumble_ai.speech.client import HttpTts
from mumble_ai.speech.contract import EngineUnavailable, SpeechError, TtsEngine
from mumble_ai.speech.guarded_stt import hush
from mumble_ai.stack.models import ModelError, ModelStore
from mumble_ai.stack.secrets import speech_api_key

WORDS: Final = "Hello."
INSTALL_S: Final = 180.0
"""Piper has an environment of its own, which is made at its first use."""
STILL_INSTALLING: Final = "it goes on in the background: try again in a minute"
NAMES: Final = {"hibari": "Hibari", "piper": "Piper"}


async def at_hand(model_id: str, settings: Settings) -> str:
    """Looks whether a model of the catalogue is here.

    Raises:
        TrialFailed: It is not.
    """

    def find() -> str:
        store = ModelStore(settings)
        size = store.model(model_id).bytes / 1e6
        if store.find(model_id) is None:
            raise TrialFailed(f"{model_id} ({size:.0f} MB) is not here yet; fetch it first")
        return f"{model_id} is here ({size:.0f} MB)"

    try:
        return await asyncio.to_thread(find)
    except ModelError as error:
        raise TrialFailed(str(error)) from error


async def hears(settings: Settings) -> str:
    """Loads the engine that hears and has it listen for a second."""
    moonshine = settings.stt_engine == "moonshine"
    model_id = "moonshine-tiny-en" if moonshine else f"whisper-{settings.whisper_model}"
    await at_hand(model_id, settings)
    time = asyncio.get_running_loop().time
    begun = time()
    try:
        engine = await load_stt(settings)
        try:
            loaded_s = time() - begun
            await engine.transcribe(hush())
        finally:
            await engine.close()
    except SpeechError as error:
        raise TrialFailed(f"{settings.stt_engine} does not run on this machine: {error}") from error
    finally:
        await asyncio.to_thread(give_back)
    return f"{model_id} listens, loaded in {loaded_s:.1f} s"


async def speaks_with_engine(settings: Settings) -> str:
    """Has a voice of the engine say a word: by the service where it has one, else by the engine loaded here."""
    name = NAMES[settings.tts_engine]
    if settings.piper_url != EMBEDDED:
        service = HttpTts(settings.piper_url, api_key=speech_api_key(settings))
        try:
            if said := await _said_by(service, settings):
                return f"{said}, by the service that runs"
            why = "the service that runs has no voice of it"
        except SpeechError as error:
            why = str(error)
        finally:
            await service.close()
        if settings.service_hosts:
            raise TrialFailed(f"{name} can't speak: {why}")
    try:
        engine = await load_tts(settings)
        try:
            said = await _said_by(engine, settings)
        finally:
            await engine.close()
    except SpeechError as error:
        raise TrialFailed(f"{name} is not installed, or does not run here: {error}") from error
    if not said:
        raise TrialFailed(f"{name} has no voice here; fetch one first")
    return said


async def speaks(settings: Settings) -> str:
    """Has the voice say a word."""
    if settings.piper_url == EMBEDDED:
        return "is known when the assistant starts again"
    engine = HttpTts(settings.piper_url, api_key=speech_api_key(settings))
    try:
        known = {voice.id for voice in await engine.voices()}
        if settings.tts_voice not in known:
            raise TrialFailed(f"there is no voice {settings.tts_voice!r}; there are {', '.join(sorted(known)[:8])}")
        await _say(engine, settings.tts_voice)
    except SpeechError as error:
        raise TrialFailed(str(error)) from error
    finally:
        await engine.close()
    return "spoke"


async def _said_by(engine: TtsEngine, settings: Settings) -> str:
    """What came of having a voice of the wanted engine speak; empty where there is none."""
    voices = [voice.id for voice in await engine.voices() if voice.engine == settings.tts_engine]
    if not voices:
        return ""
    voice = settings.tts_voice if settings.tts_voice in voices else voices[0]
    await _say(engine, voice)
    return f"{voice} spoke"


async def _say(engine: TtsEngine, voice: str) -> None:
    async for chunk in engine.synthesize(WORDS, voice=voice):
        if chunk.size:
            return
    raise EngineUnavailable(f"the voice {voice} said nothing")
