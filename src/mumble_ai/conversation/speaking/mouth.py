"""A `Mouth` made of a text-to-speech engine."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final, cast

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.conversation.speaking.loudness import Leveller, SilenceTrimmer
from mumble_ai.speech.contract import EngineUnavailable, TtsEngine, UnknownVoice, Voice
from mumble_ai.speech.pronunciations import Pronunciations
from mumble_ai.speech.reading import read_aloud

SLOWEST: Final = 0.5
FASTEST: Final = 2.0


class EngineMouth:
    """Speaks with one voice of an engine: 48 kHz, trimmed, at a common level, numbers and dates as they are said.

    Args:
        voice: A voice id; empty means the engine's first voice.
        speed: 0.5 (half) to 2.0 (double).
        pronunciations: How some words are said.
    """

    def __init__(
        self,
        engine: TtsEngine,
        *,
        voice: str = "",
        speed: float = 1.0,
        pronunciations: Pronunciations | None = None,
    ) -> None:
        self._engine = engine
        self._pronunciations = pronunciations
        self._wanted = voice
        self._speed = SLOWEST
        self.speed = speed
        self._voice: Voice | None = None
        self._leveller = Leveller()

    @property
    def speed(self) -> float:
        """See `Mouth.speed`; what is too slow or too fast becomes the slowest or fastest there is."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._speed = min(max(speed, SLOWEST), FASTEST)

    async def speak(self, clause: str) -> AsyncGenerator[Int16, None]:
        """Yields `(n,) int16` mono chunks at 48 000 Hz; closing the iterator cancels the work.

        Raises:
            SpeechError: The voice does not exist or the engine can't speak now.
        """
        voice = self._voice or await self._choose()
        resampler = Int16Resampler(voice.sample_rate_hz, VOICE_RATE_HZ)
        trimmer = SilenceTrimmer()
        spoken = await self._spoken(clause, voice.language)
        chunks = self._engine.synthesize(spoken, voice=voice.id, speed=self.speed)
        async with aclosing(cast("AsyncGenerator[Int16, None]", chunks)):
            async for chunk in chunks:
                pcm = trimmer.feed(self._leveller.level(resampler.feed(chunk)))
                if pcm.size:
                    yield pcm
        last = trimmer.feed(self._leveller.level(resampler.flush()))
        for pcm in (last, trimmer.flush()):
            if pcm.size:
                yield pcm

    async def language(self) -> str:
        """See `Mouth.language`."""
        return (self._voice or await self._choose()).language

    async def voice_id(self) -> str:
        """The id of the voice it speaks with.

        Raises:
            SpeechError: There is no such voice, or the engine can't be asked.
        """
        return (self._voice or await self._choose()).id

    async def _spoken(self, clause: str, language: str) -> str:
        if self._pronunciations is not None:
            await self._pronunciations.refresh()
            clause = self._pronunciations.apply(clause, language)
        return read_aloud(clause, language)

    async def _choose(self) -> Voice:
        voices = await self._engine.voices()
        if not voices:
            raise EngineUnavailable("the text-to-speech engine offers no voice")
        voice = next((v for v in voices if v.id == self._wanted), None) if self._wanted else voices[0]
        if voice is None:
            known = ", ".join(v.id for v in voices)
            raise UnknownVoice(f"TTS_VOICE = {self._wanted!r} is no voice of this engine; it has {known}")
        self._voice = voice
        return voice
