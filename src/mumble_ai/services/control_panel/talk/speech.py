"""Speaks an answer of the panel while it is being written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AsyncExitStack, aclosing
from typing import Final

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.audio.wav import wav_header
from mumble_ai.conversation.speaking.clause_stream import ClauseStream
from mumble_ai.conversation.speaking.measured_mouth import MeasuredMouth
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter
from mumble_ai.conversation.turn import Part, Stage
from mumble_ai.services.control_panel.speech_parts import SOUND_RATE_HZ, for_browsers
from mumble_ai.services.control_panel.talk.turn import Turn, TurnText
from mumble_ai.speech.contract import Busy, EngineUnavailable, SpeechError, UnknownVoice
from mumble_ai.web.errors import ApiError

MEDIA_TYPE: Final = "audio/wav"
RETRY_S: Final = 3.0


async def spoken(turn: Turn, mouth: EngineMouth, meter: SpeedMeter, voice: str) -> AsyncGenerator[Int16, None]:
    """The sound of an answer, a clause at a time: `(n,) int16` mono at `SOUND_RATE_HZ`.

    Args:
        meter: Shared by all answers; it learns how fast the model writes and the voice speaks.
        voice: The person's own; one that they ask for in this very turn takes its place.

    Raises:
        SpeechError: It can't be spoken now.
    """
    clauses, measured = ClauseStream(meter), MeasuredMouth(mouth, meter)
    heard = _Heard()
    writing = asyncio.create_task(_write(turn, clauses), name=f"speak {turn.id}")
    try:
        while (clause := await clauses.next(heard.ahead_s)) is not None:
            chosen = voice if turn.voice is None else turn.voice
            turn.flight.voice(Stage.FIRST_CLAUSE)
            call = turn.flight.ask(Part.TTS, clause)
            async with aclosing(for_browsers(measured, clause, chosen)) as chunks:
                async for pcm in chunks:
                    turn.flight.came(call, samples=pcm.size * VOICE_RATE_HZ // SOUND_RATE_HZ)
                    turn.flight.voice(Stage.FIRST_AUDIO)
                    heard.made(pcm.size / SOUND_RATE_HZ)
                    yield pcm
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)


class _Heard:
    """How much sound was made and how much of it a listener has heard, who listens from the first of it on."""

    def __init__(self) -> None:
        self._time = asyncio.get_running_loop().time
        self._made_s = 0.0
        self._began_s = 0.0

    def made(self, sound_s: float) -> None:
        self._began_s = self._began_s if self._made_s else self._time()
        self._made_s += sound_s

    def ahead_s(self) -> float:
        return max(0.0, self._began_s + self._made_s - self._time()) if self._made_s else 0.0


async def as_wav(
    first: Int16 | None,
    rest: AsyncIterator[Int16],
    afterwards: AsyncExitStack,
    begun: Callable[[], None] = lambda: None,
) -> AsyncGenerator[bytes, None]:
    """A WAV file for as long as there is sound.

    Args:
        afterwards: What ends with it, also when the listener hangs up.
        begun: Called when the listener takes the first of it.
    """
    async with afterwards:
        yield wav_header(SOUND_RATE_HZ)
        begun()
        if first is not None:
            yield first.astype("<i2").tobytes()
            async for pcm in rest:
                yield pcm.astype("<i2").tobytes()


def no_voice(error: SpeechError) -> ApiError:
    """What is answered where nothing can be spoken."""
    if isinstance(error, UnknownVoice):
        return ApiError(404, str(error), code="unknown_voice")
    if isinstance(error, EngineUnavailable):
        message = "The voice is away, or still being loaded. It is tried again by itself."
        return ApiError(503, message, code="no_voice", retry_s=RETRY_S)
    retry_s = error.retry_after_s if isinstance(error, Busy) else RETRY_S
    return ApiError(503, f"Nothing can be spoken now: {error}", code="no_voice", retry_s=retry_s)


async def _write(turn: Turn, clauses: ClauseStream) -> None:
    try:
        async with aclosing(turn.follow()) as events:
            async for event in events:
                if isinstance(event, TurnText):
                    await clauses.write(event.piece)
    finally:
        clauses.end()
