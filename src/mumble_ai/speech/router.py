"""Several speaking engines behind one contract: a voice is spoken by the engine that has it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from mumble_ai.audio.pcm import Int16
from mumble_ai.speech.contract import SpeechError, TtsEngine, UnknownVoice, Voice
from mumble_ai.speech.status import EngineState, EngineStatus, ReportsStatus


class TtsRouter:
    """A `TtsEngine` that offers the voices of all its engines; the first engine has the default voice."""

    def __init__(self, engines: Sequence[TtsEngine]) -> None:
        if not engines:
            raise SpeechError("a router needs at least one engine")
        self._engines = tuple(engines)

    async def voices(self) -> tuple[Voice, ...]:
        return tuple([voice for engine in self._engines for voice in await engine.voices()])

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        """See `TtsEngine.synthesize`."""
        engine = await self._engine_of(voice)
        async for chunk in engine.synthesize(text, voice=voice, speed=speed):
            yield chunk

    def status(self) -> EngineStatus:
        """The first engine's state: the others are extra. What fails among them is told in the detail."""
        statuses = [engine.status() for engine in self._engines if isinstance(engine, ReportsStatus)]
        if not statuses:
            return EngineStatus(EngineState.READY)
        first = statuses[0]
        problems = [s.detail for s in statuses if s.state is EngineState.FAILING]
        return EngineStatus(
            first.state, "; ".join(problems) or first.detail, first.progress, first.waiting, first.capacity
        )

    async def close(self) -> None:
        for engine in self._engines:
            await engine.close()

    async def _engine_of(self, voice: str | None) -> TtsEngine:
        if voice is None:
            return self._engines[0]
        for engine in self._engines:
            if any(v.id == voice for v in await engine.voices()):
                return engine
        known = ", ".join(v.id for v in await self.voices())
        raise UnknownVoice(f"no voice {voice!r}; there are: {known}")
