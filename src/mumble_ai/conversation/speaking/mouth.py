"""A `Mouth` made of a text-to-speech engine."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final, cast

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.conversation.speaking.loudness import Leveller, SilenceTrimmer
from mumble_ai.resilience.standing import Standing
from mumble_ai.speech.contract import EngineUnavailable, TtsEngine, UnknownVoice, Voice
from mumble_ai.speech.pronunciations import Pronunciations
from mumble_ai.speech.reading import read_aloud

SLOWEST: Final = 0.5
FASTEST: Final = 2.0
PASSED_OVER_S: Final = 30.0
"""How long a voice that the engine refused, although it had named it, is not asked for again."""
MOST_TRIED: Final = 3
"""Voices that are tried for one clause: the one that is wanted, the usual one, the first."""
MOST_TOLD: Final = 100
"""Voices that are gone of which it is remembered that the log tells of them."""

_log = logging.getLogger(__name__)


class EngineMouth:
    """Speaks with the voices of an engine: 48 kHz, trimmed, at a common level, numbers and dates as they are said.

    A voice that is gone is passed over: the usual one speaks instead, and the engine's first where that is gone, too.

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
        self._passed_over: dict[str, float] = {}
        self._told: set[str] = set()
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
            SpeechError: The engine has no voice at all or can't speak now.
        """
        for tried in range(1, MOST_TRIED + 1):
            chosen = await self._voice(voice or self._usual)
            try:
                async with aclosing(self._say(clause, chosen)) as chunks:
                    async for pcm in chunks:
                        yield pcm
            except UnknownVoice:
                # Before any sound: the engine has lost this voice since it named it.
                self._pass_over(chosen)
                if tried == MOST_TRIED:
                    raise
            else:
                return

    async def language(self) -> str:
        """See `Mouth.language`."""
        return (await self._voice(self._usual)).language

    async def standing(self) -> Standing:
        """Which voice speaks to whoever has chosen none; degraded where that is another than the usual one.

        Raises:
            SpeechError: The engine has no voice, or can't be asked.
        """
        voice = await self._voice(self._usual)
        if self._usual in ("", voice.id):
            return Standing(f"voice {voice.id}")
        return Standing(f"there is no voice {self._usual!r} now (TTS_VOICE), {voice.id} speaks instead", degraded=True)

    async def _say(self, clause: str, chosen: Voice) -> AsyncGenerator[Int16, None]:
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
        now_s = asyncio.get_running_loop().time()
        self._passed_over = {id: until_s for id, until_s in self._passed_over.items() if until_s > now_s}
        voices = [voice for voice in await self.voices() if voice.id not in self._passed_over]
        if not voices:
            raise EngineUnavailable("the text-to-speech engine offers no voice")
        found = {voice.id: voice for voice in voices}
        if wanted in ("", *found):
            self._told.discard(wanted)
            self._chosen[wanted] = found.get(wanted, voices[0])
            return self._chosen[wanted]
        # Not kept: a voice that comes back is heard at once.
        instead = found.get(self._usual, voices[0])
        self._tell(wanted, instead)
        return instead

    def _pass_over(self, voice: Voice) -> None:
        self._passed_over[voice.id] = asyncio.get_running_loop().time() + PASSED_OVER_S
        self._chosen.clear()

    def _tell(self, gone: str, instead: Voice) -> None:
        if gone in self._told:
            return
        if len(self._told) >= MOST_TOLD:
            self._told.clear()
        self._told.add(gone)
        _log.warning("there is no voice %r any more, %s speaks instead", gone, instead.id)
