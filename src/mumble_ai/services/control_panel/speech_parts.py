"""The speech services as the panel uses them: their key stays here, no browser ever needs it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from typing import Final, TypeVar, cast

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.conversation.ports import Mouth
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.resilience.standing import Standing
from mumble_ai.services.engines import load_stt, load_tts
from mumble_ai.services.voice_choices import pronunciations_file
from mumble_ai.settings import EMBEDDED, Settings
from mumble_ai.speech.client import HttpStt, HttpTts
from mumble_ai.speech.contract import EngineUnavailable, SpeechError, SttEngine, TtsEngine, Voice
from mumble_ai.speech.pronunciations import Entry
from mumble_ai.speech.status import EngineState
from mumble_ai.stack.secrets import speech_api_key

SOUND_RATE_HZ: Final = 24_000
"""Of what browsers get: half the bytes of the voice path, and all that any voice of ours has."""
CHECK_S: Final = 3.0

E = TypeVar("E", SttEngine, TtsEngine)


class SpeechParts:
    """Ear and voice of the panel. Nothing is connected or loaded before somebody speaks or listens.

    Args:
        voice: Tells the assistant's usual voice now; empty for the engine's first.

    Attributes:
        words: How words are said.
    """

    def __init__(self, settings: Settings, voice: Callable[[], Awaitable[str]]) -> None:
        self.words = pronunciations_file(settings)
        self._settings = settings.model_copy(update={"speech_api_key": speech_api_key(settings)})
        self._voice = voice
        self._lock = asyncio.Lock()
        self._stt: SttEngine | None = None
        self._tts: TtsEngine | None = None

    @property
    def language(self) -> str | None:
        """In which language people are heard; None where it is found out."""
        language = self._settings.whisper_language
        return None if language == "auto" else language

    async def stt(self) -> SttEngine:
        """What hears.

        Raises:
            EngineUnavailable: It is inside this process and can't be loaded.
        """
        settings = self._settings
        async with self._lock:
            if self._stt is None and settings.whisper_url != EMBEDDED:
                self._stt = HttpStt(settings.whisper_url, api_key=settings.speech_api_key)
            self._stt = self._stt or await load_stt(settings)
            return self._stt

    async def tts(self) -> TtsEngine:
        """What speaks.

        Raises:
            EngineUnavailable: It is inside this process and can't be loaded.
        """
        settings = self._settings
        async with self._lock:
            if self._tts is None and settings.piper_url != EMBEDDED:
                self._tts = HttpTts(settings.piper_url, api_key=settings.speech_api_key)
            self._tts = self._tts or await load_tts(settings)
            return self._tts

    async def mouth(self, *, speed: float | None = None, extra: Entry | None = None) -> EngineMouth:
        """The voice for one answer or preview, at a common level, with the words as they are said here.

        Args:
            extra: A word that is said as if it stood in the dictionary.

        Raises:
            SpeechError: There is no voice.
        """
        usual, engine = await self._voice(), await self.tts()
        words = self.words if extra is None else self.words.with_one_more(extra)
        return EngineMouth(engine, voice=usual, speed=speed or self._settings.tts_speed, pronunciations=words)

    async def voices(self) -> Sequence[Voice]:
        """Every voice of every engine that runs; the first is the default.

        Raises:
            SpeechError: They can't be asked.
        """
        return await (await self.tts()).voices()

    async def hearing(self) -> Standing:
        """How the ear is; never fails."""
        return await _standing(self.stt, self._settings.whisper_url)

    async def speaking(self) -> Standing:
        """How the voice is; never fails."""
        return await _standing(self.tts, self._settings.piper_url)

    async def close(self) -> None:
        """Lets go of what was opened."""
        for engine in (self._stt, self._tts):
            if engine is not None:
                with suppress(SpeechError):
                    await engine.close()


async def for_browsers(mouth: Mouth, clause: str, voice: str) -> AsyncGenerator[Int16, None]:
    """Says one clause: `(n,) int16` mono chunks at `SOUND_RATE_HZ`.

    Raises:
        SpeechError: It can't be said now.
    """
    resampler = Int16Resampler(VOICE_RATE_HZ, SOUND_RATE_HZ)
    async with aclosing(cast("AsyncGenerator[Int16, None]", mouth.speak(clause, voice=voice))) as chunks:
        async for chunk in chunks:
            if (pcm := resampler.feed(chunk)).size:
                yield pcm
    if (rest := resampler.flush()).size:
        yield rest


async def _standing(engine_of: Callable[[], Awaitable[E]], url: str) -> Standing:
    try:
        async with asyncio.timeout(CHECK_S):
            engine = await engine_of()
            if not isinstance(engine, HttpStt | HttpTts):
                return Standing("ready, inside the panel")
            status = await engine.health()
    except (EngineUnavailable, TimeoutError) as error:
        return Standing(str(error) or f"{url} does not answer in time", degraded=True)
    return Standing(status.detail or status.state.value, degraded=status.state is not EngineState.READY)
