"""Text to speech that stays up: the service while it is well, an engine inside this process while it is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from contextlib import aclosing
from typing import Any, Final, NamedTuple, Protocol, cast

import numpy as np

from mumble_ai.audio.pcm import Int16
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.resilience.breaker import CircuitBreaker, Permit
from mumble_ai.resilience.patience import Patience, PatiencePolicy
from mumble_ai.resilience.standing import Standing
from mumble_ai.speech.contract import EngineUnavailable, SpeechError, TtsEngine, Voice
from mumble_ai.speech.fallback import Spare
from mumble_ai.speech.guard import AnswersHealth, Guard

FIRST_SOUND_PATIENCE: Final = PatiencePolicy(first_s=1.2, least_s=0.7, most_s=6.0)
"""To the first sound of a clause of usual length."""
USUAL_CHARACTERS: Final = 60
"""Length of that clause; longer ones may take longer."""
GAP_DEADLINE_S: Final = 2.0
"""Between two pieces of sound."""
VOICES_DEADLINE_S: Final = 2.0
PROBE_TEXT: Final = "Yes."


class TtsService(TtsEngine, AnswersHealth, Protocol):
    """An engine behind a service that says how it is."""


class _Begun(NamedTuple):
    """A clause that has begun to sound, at the rate the caller expects."""

    first: Int16
    rest: AsyncGenerator[Int16, None]


class GuardedTts:
    """A `TtsEngine` that speaks while the service is dead, frozen, slow or sends rubbish.

    A clause is never spoken twice: once its first sound was given out, the service must finish it or the clause fails.
    """

    def __init__(self, service: TtsService, breaker: CircuitBreaker, spare: Spare[TtsEngine] | None) -> None:
        self.guard = Guard(breaker, spare)
        self._service = service
        self._patience = Patience(FIRST_SOUND_PATIENCE)
        self._voices: tuple[Voice, ...] = ()
        self._time = asyncio.get_running_loop().time

    async def voices(self) -> tuple[Voice, ...]:
        """See `TtsEngine.voices`: those of the service, as it last named them; the spare's while it never has."""
        permit = self.guard.admit() if not self._voices or self.guard.is_closed else None
        if permit is None and self._voices:
            return self._voices
        try:
            done = await self.guard.run(permit, self._service.voices, lambda spare: spare.voices(), VOICES_DEADLINE_S)
        except SpeechError:
            if self._voices:
                return self._voices
            raise
        finally:
            if permit is not None:
                permit.dropped()
        if done.by_spare:
            return self._voices or done.value
        self._voices = done.value
        return self._voices

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        """See `TtsEngine.synthesize`."""
        units = max(1.0, len(text) / USUAL_CHARACTERS)
        permit = self.guard.admit()
        begun: list[_Begun] = []

        async def noted(begin: Callable[[], Coroutine[Any, Any, _Begun]]) -> _Begun:
            begun.append(one := await begin())
            return one

        try:
            done = await self.guard.run(
                permit,
                lambda: noted(lambda: self._by_service(text, voice, speed, units)),
                lambda spare: noted(lambda: self._by_spare(spare, text, voice, speed)),
                self._patience.limit_s(units),
            )
            begun = [one for one in begun if one is not done.value]
            async with (
                aclosing(done.value.rest) as rest,
                aclosing(self._in_time(rest, None if done.by_spare else permit)) as timed,
            ):
                yield done.value.first
                async for chunk in timed:
                    yield chunk
            if permit is not None and not done.by_spare:
                permit.succeeded()
        finally:
            if permit is not None:
                permit.dropped()
            for unwanted in begun:  # it began in the moment it was not wanted any more
                await unwanted.rest.aclose()

    async def check(self) -> Standing:
        """How speaking stands; see `Guard.check`."""
        return await self.guard.check(self._service)

    async def probe(self) -> None:
        """Finds out whether a service that is left alone does its work again."""

        async def work() -> None:
            async with asyncio.timeout(self._patience.limit_s()):
                begun = await self._by_service(PROBE_TEXT, None, 1.0, 1.0)
            await begun.rest.aclose()

        await self.guard.probe(self._service, work)

    async def close(self) -> None:
        await self.guard.close()
        await self._service.close()

    async def _by_service(self, text: str, voice: str | None, speed: float, units: float) -> _Begun:
        # A voice of the spare that somebody remembers is none of the service's.
        known = voice if not self._voices or any(v.id == voice for v in self._voices) else None
        began_s = self._time()
        chunks = cast("AsyncGenerator[Int16, None]", self._service.synthesize(text, voice=known, speed=speed))
        begun = await _begin(chunks, text)
        self._patience.note(self._time() - began_s, units)
        return begun

    async def _by_spare(self, spare: TtsEngine, text: str, voice: str | None, speed: float) -> _Begun:
        wanted = next((v for v in self._voices if v.id == voice), self._voices[0] if self._voices else None)
        chosen = _closest(await spare.voices(), voice, wanted)
        chunks = cast("AsyncGenerator[Int16, None]", spare.synthesize(text, voice=chosen.id, speed=speed))
        if wanted is not None and wanted.sample_rate_hz != chosen.sample_rate_hz:
            chunks = _at_rate(chunks, Int16Resampler(chosen.sample_rate_hz, wanted.sample_rate_hz))
        return await _begin(chunks, text)

    async def _in_time(self, rest: AsyncGenerator[Int16, None], permit: Permit | None) -> AsyncGenerator[Int16, None]:
        while True:
            try:
                async with asyncio.timeout(GAP_DEADLINE_S):
                    chunk = await anext(rest, None)
            except (SpeechError, TimeoutError) as cause:
                error = EngineUnavailable(f"the voice broke off: {cause or f'no sound for {GAP_DEADLINE_S:g} s'}")
                self.guard.failed(permit, error)
                raise error from cause
            if chunk is None:
                return
            yield chunk


async def _begin(chunks: AsyncGenerator[Int16, None], text: str) -> _Begun:
    """Waits for the first sound; a text with words that makes none is a failure."""
    try:
        chunk = await anext(chunks, None)
        while chunk is not None and not chunk.size:
            chunk = await anext(chunks, None)
        if chunk is None and any(c.isalnum() for c in text):
            raise EngineUnavailable("no sound was made of the text")
        return _Begun(chunk if chunk is not None else np.zeros(0, np.int16), chunks)
    except BaseException:
        await chunks.aclose()
        raise


async def _at_rate(chunks: AsyncGenerator[Int16, None], resampler: Int16Resampler) -> AsyncGenerator[Int16, None]:
    async with aclosing(chunks):
        async for chunk in chunks:
            yield resampler.feed(chunk)
    yield resampler.flush()


def _closest(voices: tuple[Voice, ...], voice: str | None, wanted: Voice | None) -> Voice:
    """The voice itself, or the first one that speaks its language.

    Raises:
        EngineUnavailable: None does.
    """
    found = [v for v in voices if v.id == voice]
    if not found:
        found = [v for v in voices if wanted is None or _language(v) == _language(wanted)]
    if not found:
        raise EngineUnavailable(f"the spare engine has no voice for {wanted.language if wanted else voice}")
    return found[0]


def _language(voice: Voice) -> str:
    return voice.language.replace("_", "-").split("-")[0].lower()
