"""The engines of a recorded turn: they give again what they gave then, as fast as then."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32, Int16
from mumble_ai.conversation.ports import MindUnavailable, Participant, Utterance
from mumble_ai.conversation.turn import Part
from mumble_ai.flight.record import EngineCall, TurnRecord
from mumble_ai.speech.contract import EngineUnavailable, SttInfo, Transcript

CHARACTER_S: Final = 0.06
"""Length of a spoken character, for a clause that was not spoken then."""
VOICE_S: Final = 0.1
"""And how long its first sound takes."""
_CHUNK_S: Final = 0.1


class RecordedStt:
    """Hears in the order of then; once all is used up it hears nothing."""

    def __init__(self, record: TurnRecord) -> None:
        self.info = SttInfo("recorded", "recorded", (), streams=True, word_times=False)
        self._calls = [call for call in record.calls if call.part is Part.STT]

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """See `SttEngine.transcribe`."""
        stream = self.stream(language=language)
        await stream.feed(audio)
        return await stream.finish()

    def stream(self, *, language: str | None = None) -> RecordedStream:
        """See `SttEngine.stream`."""
        return RecordedStream(self._calls.pop(0) if self._calls else None)

    async def close(self) -> None:
        """Nothing to close."""


class RecordedStream:
    """One utterance as it was heard then."""

    def __init__(self, call: EngineCall | None) -> None:
        self._call = call
        self._time = asyncio.get_running_loop().time
        self._begun_s = self._time()
        self._samples = 0

    async def feed(self, audio: Float32) -> str:
        """See `SttStream.feed`; what was known then after so long."""
        self._samples += audio.size
        passed_s = self._time() - self._begun_s
        known = [piece.text for piece in self._call.pieces if piece.after_s <= passed_s + 1e-6] if self._call else []
        return known[-1] if known else ""

    async def finish(self) -> Transcript:
        """See `SttStream.finish`."""
        call = self._call
        await asyncio.sleep(call.took_s if call and call.listened_s is not None else 0.0)
        if call is not None and call.error:
            raise EngineUnavailable(call.error)
        text = (call.text or (call.pieces[-1].text if call.pieces else "")) if call else ""
        probability = call.no_speech_probability if call else 1.0
        return Transcript(text, (), "", 1.0, self._samples / SPEECH_RATE_HZ, probability)

    async def abandon(self) -> None:
        """See `SttStream.abandon`."""


class RecordedMind:
    """Answers the same question as then, or else the next one in order."""

    def __init__(self, record: TurnRecord) -> None:
        self._calls = [call for call in record.calls if call.part is Part.LLM]

    def expect(self, participant: Participant) -> None:
        """See `Mind.expect`."""

    async def answer(self, utterance: Utterance) -> AsyncIterator[str]:
        """See `Mind.answer`."""
        call = next((call for call in self._calls if call.asked == utterance.text), None)
        call = call or (self._calls[0] if self._calls else None)
        if call is None:
            raise MindUnavailable("nothing was asked of the language model then")
        self._calls.remove(call)
        time = asyncio.get_running_loop().time
        begun_s = time()
        for piece in call.pieces:
            await asyncio.sleep(max(0.0, begun_s + piece.after_s - time()))
            yield piece.text
        if call.error:
            await asyncio.sleep(max(0.0, begun_s + call.took_s - time()))
            raise MindUnavailable(call.error)

    def never_mind(self, participant: Participant) -> None:
        """See `Mind.never_mind`; it never asks."""

    def remember(self, utterance: Utterance, heard: str, *, interrupted: bool) -> None:
        """See `Mind.remember`."""


class RecordedMouth:
    """Makes as much sound of a clause as then; what was not spoken then takes as long as usual."""

    def __init__(self, record: TurnRecord) -> None:
        self.speed = 1.0
        self._calls = {call.asked: call for call in record.calls if call.part is Part.TTS}

    async def language(self) -> str:
        """See `Mouth.language`."""
        return "en"

    async def speak(self, clause: str, *, voice: str = "") -> AsyncIterator[Int16]:
        """See `Mouth.speak`; an even sound."""
        call = self._calls.get(clause)
        await asyncio.sleep(call.took_s if call else VOICE_S)
        if call is not None and call.error:
            raise EngineUnavailable(call.error)
        left = round((call.sound_s if call and call.sound_s else len(clause) * CHARACTER_S) * VOICE_RATE_HZ)
        while left > 0:
            samples = min(left, round(_CHUNK_S * VOICE_RATE_HZ))
            yield np.full(samples, 5000, np.int16)
            left -= samples
