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
    """Speaks with the voices of an engine: 48 kHz, trimmed, at a common level, numbers and dates as they are said.

    Args:
        voice: The id of the usual voice; empty means the engine's first voice.
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
        self._usual = voice
        self._speed = SLOWEST
        self.speed = speed
        self._chosen: dict[str, Voice] = {}
        self._leveller = Leveller()

    @property
    def speed(self) -> float:
        """See `Mouth.speed`; what is too slow or too fast becomes the slowest or fastest there is."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._speed = min(max(speed, SLOWEST), FASTEST)

    def use_voice(self, voice: str) -> None:
        """Another usual voice from now on, and other voices of the engine; empty means the engine's first."""
        self._usual = voice
        self._chosen.clear()

    async def speak(self, clause: str, *, voice: str = "") -> AsyncGenerator[Int16, None]:
        """Yields `(n,) int16` mono chunks at 48 000 Hz; closing the iterator cancels the work.

        Args:
            voice: The id of another voice than the usual one; ignored where the engine has none of that id.

        Raises:
            SpeechError: The usual voice does not exist or the engine can't speak now.
        """
        chosen = await self._voice(voice or self._usual)
        resampler = Int16Resampler(chosen.sample_rate_hz, VOICE_RATE_HZ)
        trimmer = SilenceTrimmer()
        spoken = await self._spoken(clause, chosen.language)
        chunks = self._engine.synthesize(spoken, voice=chosen.id, speed=self.speed)
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
        return (await self._voice(self._usual)).language

    async def voice_id(self) -> str:
        """The id of the usual voice.

        Raises:
            SpeechError: There is no such voice, or the engine can't be asked.
        """
        return (await self._voice(self._usual)).id

    async def _spoken(self, clause: str, language: str) -> str:
        if self._pronunciations is not None:
            await self._pronunciations.refresh()
            clause = self._pronunciations.apply(clause, language)
        return read_aloud(clause, language)

    async def voices(self) -> list[Voice]:
        """The voices there are.

        Raises:
            SpeechError: The engine can't be asked.
        """
        return list(await self._engine.voices())

    async def _voice(self, wanted: str) -> Voice:
        return self._chosen.get(wanted) or await self._choose(wanted)

    async def _choose(self, wanted: str) -> Voice:
        voices = await self.voices()
        if not voices:
            raise EngineUnavailable("the text-to-speech engine offers no voice")
        voice = next((v for v in voices if v.id == wanted), None) if wanted else voices[0]
        if voice is None and wanted != self._usual:
            return await self._voice(self._usual)
        if voice is None:
            known = ", ".join(v.id for v in voices)
            raise UnknownVoice(f"TTS_VOICE = {wanted!r} is no voice of this engine; it has {known}")
        self._chosen[wanted] = voice
        return voice
