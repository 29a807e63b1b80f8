"""Speech to text that stays up: the service while it is well, an engine inside this process while it is not."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.resilience.breaker import CircuitBreaker, Permit
from mumble_ai.resilience.patience import Patience, PatiencePolicy
from mumble_ai.resilience.standing import Standing
from mumble_ai.speech.contract import EngineUnavailable, SttEngine, SttInfo, SttStream, Transcript
from mumble_ai.speech.fallback import Spare
from mumble_ai.speech.guard import AnswersHealth, Guard

STREAM_PATIENCE: Final = PatiencePolicy(first_s=1.0, least_s=0.7, most_s=6.0)
"""From the end of the utterance to its text, when it was recognised while it was spoken."""
WHOLE_PATIENCE: Final = PatiencePolicy(first_s=1.5, least_s=0.8, most_s=6.0)
"""For a second of sound and the call around it, when all is recognised at the end."""
FEED_DEADLINE_S: Final = 1.5
"""For the service to take the sound it was sent; it is given up while the speaker still speaks."""
MOST_CHARACTERS: Final = 80
MOST_CHARACTERS_A_SECOND: Final = 40
"""A transcript longer than both together is no speech: fast speakers say 25 characters a second."""


class SttService(SttEngine, AnswersHealth, Protocol):
    """An engine behind a service that says how it is."""


class GuardedStt:
    """An `SttEngine` that answers while the service is dead, frozen, slow or talks rubbish."""

    def __init__(self, service: SttService, breaker: CircuitBreaker, spare: Spare[SttEngine] | None) -> None:
        self.guard = Guard(breaker, spare)
        self._service = service
        self._patience = Patience(WHOLE_PATIENCE)
        self._stream_patience = Patience(STREAM_PATIENCE)
        self._heard_language = ""
        self._time = asyncio.get_running_loop().time

    @property
    def info(self) -> SttInfo:
        """What the service can do."""
        return self._service.info

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """See `SttEngine.transcribe`."""

        async def by_service() -> Transcript:
            began_s = self._time()
            transcript = plausible(await self._service.transcribe(audio, language=language, words=words))
            self._patience.note(self._time() - began_s, _units(audio))
            return transcript

        permit = self.guard.admit()
        try:
            done = await self.guard.run(
                permit,
                by_service,
                lambda engine: self.by_spare(engine, audio, language, words=words),
                self._patience.limit_s(_units(audio)),
            )
            self.settle(permit, done.value, by_spare=done.by_spare)
            return done.value
        finally:
            if permit is not None:
                permit.dropped()

    def stream(self, *, language: str | None = None) -> SttStream:
        """See `SttEngine.stream`; an utterance that the service loses is recognised by the spare."""
        permit = self.guard.admit()
        if permit is None:
            engine = self.guard.spare.ready if self.guard.spare else None
            if self.guard.spare and engine and engine.info.streams and self._knows(engine, language):
                self.guard.spare.answers += 1
                return engine.stream(language=language)
        stream = self._service.stream(language=language) if permit is not None else None
        return _GuardedStream(self, permit, stream, language, self._stream_patience)

    async def check(self) -> Standing:
        """How hearing stands; see `Guard.check`."""
        return await self.guard.check(self._service)

    async def probe(self) -> None:
        """Finds out whether a service that is left alone does its work again."""
        sound = hush()

        async def work() -> None:
            async with asyncio.timeout(self._patience.limit_s(_units(sound))):
                plausible(await self._service.transcribe(sound))

        await self.guard.probe(self._service, work)

    async def warm_up(self) -> None:
        """Lets the service do its work and learns how long that takes.

        Raises:
            SpeechError: It doesn't do it.
        """
        sound = hush()
        for _ in range(2):  # the first one may be cold
            began_s = self._time()
            await self._service.transcribe(sound)
            self._patience.note(self._time() - began_s, _units(sound))

    async def close(self) -> None:
        await self.guard.close()
        await self._service.close()

    async def by_spare(
        self, engine: SttEngine, audio: Float32, language: str | None, *, words: bool = False
    ) -> Transcript:
        """Recognises with the spare, unless the speakers speak a language it does not know."""
        if not self._knows(engine, language):
            raise EngineUnavailable(f"the spare engine does not know {language or self._heard_language!r}")
        return await engine.transcribe(audio, language=language, words=words)

    def settle(self, permit: Permit | None, transcript: Transcript, *, by_spare: bool) -> None:
        """A transcript is there."""
        if permit is not None and not by_spare:
            permit.succeeded()
            self._heard_language = transcript.language if transcript.text else self._heard_language

    def _knows(self, engine: SttEngine, language: str | None) -> bool:
        language = language or self._heard_language
        return not language or not engine.info.languages or language in engine.info.languages


class _GuardedStream:
    """One utterance, sent to the service while it is spoken and kept in case the service loses it."""

    def __init__(
        self,
        owner: GuardedStt,
        permit: Permit | None,
        stream: SttStream | None,
        language: str | None,
        patience: Patience,
    ) -> None:
        self._owner = owner
        self._permit = permit
        self._stream = stream
        self._language = language
        self._patience = patience
        self._audio: list[Float32] = []
        self._sent = 0
        self._is_over = False
        self._more = asyncio.Event()
        self._text = ""
        self._time = asyncio.get_running_loop().time
        self._sending = asyncio.create_task(self._send(stream), name="guarded stream") if stream else None

    async def feed(self, audio: Float32) -> str:
        """See `SttStream.feed`; never waits for the service."""
        self._audio.append(audio)
        self._more.set()
        return self._text

    async def finish(self) -> Transcript:
        """See `SttStream.finish`."""
        self._is_over = True
        self._more.set()
        began_s = self._time()
        whole = np.concatenate(self._audio) if self._audio else np.zeros(0, np.float32)
        try:
            done = await self._owner.guard.run(
                self._permit,
                self._sent_text,
                lambda engine: self._owner.by_spare(engine, whole, self._language),
                self._patience.limit_s(),
            )
            if not done.by_spare:
                self._patience.note(self._time() - began_s)
            self._owner.settle(self._permit, done.value, by_spare=done.by_spare)
            return done.value
        finally:
            await self.abandon()

    async def abandon(self) -> None:
        """See `SttStream.abandon`."""
        if self._sending is not None:
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)
        if self._stream is not None:
            await self._stream.abandon()
        if self._permit is not None:
            self._permit.dropped()

    async def _sent_text(self) -> Transcript:
        assert self._sending is not None
        return plausible(await self._sending)

    async def _send(self, stream: SttStream) -> Transcript:
        try:
            while not self._is_over or self._sent < len(self._audio):
                await self._more.wait()
                self._more.clear()
                new, self._sent = self._audio[self._sent :], len(self._audio)
                if new:
                    async with asyncio.timeout(FEED_DEADLINE_S):
                        self._text = await stream.feed(np.concatenate(new))
            return await stream.finish()
        except TimeoutError:
            self._owner.guard.prepare()
            raise EngineUnavailable(f"the service took no sound for {FEED_DEADLINE_S:g} s") from None
        except Exception:
            self._owner.guard.prepare()
            raise


def plausible(transcript: Transcript) -> Transcript:
    """The transcript, unless nobody can have said that much.

    Raises:
        EngineUnavailable: It is rubbish.
    """
    if len(transcript.text) > MOST_CHARACTERS + MOST_CHARACTERS_A_SECOND * transcript.duration_s:
        raise EngineUnavailable(
            f"{len(transcript.text)} characters heard in {transcript.duration_s:.1f} s: nobody speaks that fast"
        )
    return transcript


def hush() -> Float32:
    """A second of very soft noise: work without words."""
    return (np.random.default_rng(1).standard_normal(SPEECH_RATE_HZ) * 1e-4).astype(np.float32)


def _units(audio: Float32) -> float:
    return 1.0 + len(audio) / SPEECH_RATE_HZ
