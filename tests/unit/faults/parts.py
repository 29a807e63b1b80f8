"""Services that a test kills, freezes, slows down or lets talk rubbish, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from enum import StrEnum

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32, Int16
from mumble_ai.llm.contract import LlmBroken, LlmUnreachable, Message, Sampling
from mumble_ai.speech.contract import EngineUnavailable, SttInfo, Transcript, Voice
from mumble_ai.speech.status import EngineState, EngineStatus

NEVER_S = 3000.0
SLOW_S = 5.0


class Fault(StrEnum):
    """What is wrong with a part."""

    NONE = "well"
    DEAD = "dead"
    FROZEN = "frozen"
    SLOW = "slow"
    RUBBISH = "talking rubbish"


FAULTS = (Fault.DEAD, Fault.FROZEN, Fault.SLOW, Fault.RUBBISH)


class Faulty:
    """A part that does what its fault says; `takes_s` while it is well."""

    def __init__(self, name: str, takes_s: float = 0.1) -> None:
        self.name = name
        self.fault = Fault.NONE
        self.takes_s = takes_s
        self.calls = 0
        self.is_closed = False

    async def work(self, error: type[Exception] = EngineUnavailable) -> bool:
        """Takes its time; returns whether the result is good."""
        self.calls += 1
        if self.fault is Fault.DEAD:
            raise error(f"{self.name} does not answer")
        waits_s = {Fault.FROZEN: NEVER_S, Fault.SLOW: SLOW_S}.get(self.fault, self.takes_s)
        await asyncio.sleep(waits_s)
        return self.fault is not Fault.RUBBISH

    async def health(self) -> EngineStatus:
        if self.fault is Fault.DEAD:
            return EngineStatus(EngineState.FAILING, f"{self.name} does not answer")
        await asyncio.sleep(NEVER_S if self.fault is Fault.FROZEN else 0.01)
        return EngineStatus(EngineState.READY)

    async def close(self) -> None:
        self.is_closed = True


class FaultyStt(Faulty):
    """Hears its own name, so that a test sees who heard."""

    def __init__(self, name: str, *, languages: tuple[str, ...] = ("en",), streams: bool = True) -> None:
        super().__init__(name)
        self.info = SttInfo("faulty", name, languages, streams, False)
        self.breaks_after_feeds: int | None = None
        self.language = "en"

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        is_good = await self.work()
        text = f"hello from {self.name}" if is_good else "la la " * 500
        return Transcript(text, (), self.language, 1.0, audio.size / SPEECH_RATE_HZ)

    def stream(self, *, language: str | None = None) -> FaultyStream:
        return FaultyStream(self)


class FaultyStream:
    def __init__(self, engine: FaultyStt) -> None:
        self._engine = engine
        self._audio: list[Float32] = []
        self.is_abandoned = False

    async def feed(self, audio: Float32) -> str:
        if self._engine.fault is Fault.DEAD:
            raise EngineUnavailable(f"{self._engine.name} does not answer")
        if self._engine.fault is Fault.FROZEN:
            await asyncio.sleep(NEVER_S)
        self._audio.append(audio)
        if self._engine.breaks_after_feeds is not None and len(self._audio) > self._engine.breaks_after_feeds:
            raise EngineUnavailable(f"{self._engine.name} broke off")
        return "hello"

    async def finish(self) -> Transcript:
        return await self._engine.transcribe(np.concatenate(self._audio))

    async def abandon(self) -> None:
        self.is_abandoned = True


class FaultyTts(Faulty):
    """Speaks a constant of its own, so that a test hears who spoke."""

    def __init__(self, name: str, *, level: int, rate_hz: int = 48_000, language: str = "en-US") -> None:
        super().__init__(name)
        self.level = level
        self.voice = Voice(f"{name}-voice", name, language, sample_rate_hz=rate_hz)
        self.breaks_after_chunks: int | None = None
        self.cancelled = 0

    async def voices(self) -> tuple[Voice, ...]:
        await self.work()
        return (self.voice,)

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        if not await self.work():
            return
        try:
            for number in range(5):
                if number == self.breaks_after_chunks:
                    raise EngineUnavailable(f"{self.name} broke off")
                yield np.full(self.voice.sample_rate_hz // 10, self.level, np.int16)
        except GeneratorExit:
            self.cancelled += 1
            raise


class FaultyModel(Faulty):
    """Answers with its own name."""

    rubbish: tuple[str, ...] = ("<html>", "login</html>")
    is_capable = False

    async def stream(self, messages: Sequence[Message], sampling: Sampling) -> AsyncGenerator[str, None]:
        if not await self.work(LlmUnreachable):
            for piece in self.rubbish:
                yield piece
            return
        yield "I am "
        yield f"{self.name}."

    async def check(self) -> None:
        if self.fault is Fault.DEAD:
            raise LlmUnreachable(f"{self.name} does not answer")
        await asyncio.sleep(NEVER_S if self.fault is Fault.FROZEN else 0.01)


class CutModel(FaultyModel):
    """Breaks off in the middle of an answer while it is not well."""

    async def stream(self, messages: Sequence[Message], sampling: Sampling) -> AsyncGenerator[str, None]:
        is_good = await self.work()
        yield "I am "
        if not is_good:
            raise LlmBroken(f"{self.name} broke off")
        yield f"{self.name}."
