"""Scripted parts of a talk: engines that hear, answer and speak what they are told, as fast as they are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32, Int16
from mumble_ai.conversation.ports import Participant, Utterance
from mumble_ai.speech.contract import SttInfo, Transcript

ALICE: Final = Participant("1", "Alice", "a" * 40)
BOB: Final = Participant("2", "Bob")
SECONDS_PER_WORD: Final = 0.3
"""How long a `ScriptedMouth` speaks a word."""
NEVER_S: Final = 3000.0
"""Longer than any deadline of a talk."""


class ScriptedActivity:
    """Speech is whatever is loud: a peak above a tenth of full scale."""

    def probability(self, chunk: Float32) -> float:
        """0.95 for a loud chunk, 0.05 for any other."""
        level = float(np.max(np.abs(chunk)))
        return 0.95 if level > 0.1 else 0.05

    def reset(self) -> None:
        """Nothing to forget."""


class ScriptedStt:
    """Hears the next of `texts`; an exception among them is raised, `hang` never ends, `(noise)` is likely no speech.

    Attributes:
        takes_s: How long each transcript takes, from the end of the utterance.
        word_s: A stream knows one more word of its text after each so much sound; None means only at the end.
        heard_s: Length of the sound of each transcript.
        fed: When a stream was fed, on the loop's clock.
        abandoned: Streams given up.
    """

    def __init__(
        self, *texts: str | Exception, takes_s: float = 0.05, streams: bool = False, word_s: float | None = None
    ) -> None:
        self.info = SttInfo("scripted", "scripted", ("en",), streams or word_s is not None, False)
        self.texts = list(texts)
        self.takes_s = takes_s
        self.word_s = word_s
        self.heard_s: list[float] = []
        self.fed: list[float] = []
        self.abandoned = 0

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """The next scripted text, after `takes_s`."""
        self.heard_s.append(audio.size / SPEECH_RATE_HZ)
        text = self.texts.pop(0) if self.texts else ""
        await asyncio.sleep(self.takes_s if text != "hang" else NEVER_S)
        if isinstance(text, Exception):
            raise text
        return Transcript(text, (), "en", 1.0, audio.size / SPEECH_RATE_HZ, 0.9 if text == "(noise)" else 0.0)

    def stream(self, *, language: str | None = None) -> ScriptedStream:
        """One utterance, heard while it is spoken."""
        return ScriptedStream(self)

    async def close(self) -> None:
        """Nothing to close."""


class ScriptedStream:
    """One utterance that a `ScriptedStt` hears piece by piece."""

    def __init__(self, engine: ScriptedStt) -> None:
        self._engine = engine
        self._audio: list[Float32] = []

    async def feed(self, audio: Float32) -> str:
        """Takes more sound; returns the words that are known by now."""
        self._audio.append(audio)
        self._engine.fed.append(asyncio.get_running_loop().time())
        text, word_s = next(iter(self._engine.texts), ""), self._engine.word_s
        if word_s is None or isinstance(text, Exception):
            return ""
        heard_s = sum(piece.size for piece in self._audio) / SPEECH_RATE_HZ
        return " ".join(text.split()[: int(heard_s / word_s)])

    async def finish(self) -> Transcript:
        """The next scripted text of the engine."""
        return await self._engine.transcribe(np.concatenate(self._audio))

    async def abandon(self) -> None:
        """Counts."""
        self._engine.abandoned += 1


class ScriptedMind:
    """Answers with scripted pieces; a float waits that long, an exception is raised.

    Attributes:
        asked: What was asked, in order.
        remembered: Question, words heard of the answer, and whether it was interrupted.
        expected: Who was announced.
        stopped: Who said stop.
        cancelled: Answers that were not taken to their end.
        given: Each piece with the time it was given.
    """

    def __init__(self, *answers: list[str | float | Exception]) -> None:
        self.answers = list(answers)
        self.asked: list[Utterance] = []
        self.remembered: list[tuple[str, str, bool]] = []
        self.expected: list[Participant] = []
        self.stopped: list[Participant] = []
        self.cancelled = 0
        self.given: list[tuple[str, float]] = []

    def expect(self, participant: Participant) -> None:
        """Notes who may soon ask."""
        self.expected.append(participant)

    async def answer(self, utterance: Utterance) -> AsyncIterator[str]:
        """The next scripted answer, or "Fine." when there is none left."""
        self.asked.append(utterance)
        script = self.answers.pop(0) if self.answers else ["Fine."]
        try:
            for step in script:
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, str):
                    self.given.append((step, asyncio.get_running_loop().time()))
                    yield step
                else:
                    await asyncio.sleep(step)
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise

    def never_mind(self, participant: Participant) -> None:
        """Notes who said stop."""
        self.stopped.append(participant)

    def remember(self, utterance: Utterance, heard: str, *, interrupted: bool) -> None:
        """Notes what was really heard."""
        self.remembered.append((utterance.text, heard, interrupted))


class ScriptedMouth:
    """Makes `SECONDS_PER_WORD` of sound a word.

    Attributes:
        takes_s: Until the first sound of a clause.
        broken: Raised instead of sound, when set.
        hangs: True for sound that never comes.
        speed: Noted only; a word takes as long as ever.
        spoken: Clauses with the time their sound was made.
        voices: The voice that each of them was asked for.
        cancelled: Clauses whose sound was not taken to its end.
    """

    def __init__(self, *, takes_s: float = 0.03) -> None:
        self.takes_s = takes_s
        self.broken: Exception | None = None
        self.hangs = False
        self.speed = 1.0
        self.spoken: list[tuple[str, float]] = []
        self.voices: list[str] = []
        self.cancelled = 0

    async def language(self) -> str:
        """See `Mouth.language`."""
        return "en"

    async def speak(self, clause: str, *, voice: str = "") -> AsyncIterator[Int16]:
        """Sound of one clause: `(14400,) int16` a word at 48 000 Hz, a constant level."""
        try:
            if self.hangs:
                await asyncio.sleep(NEVER_S)
            await asyncio.sleep(self.takes_s)
            if self.broken:
                raise self.broken
            self.spoken.append((clause, asyncio.get_running_loop().time()))
            self.voices.append(voice)
            for _ in clause.split():
                yield np.full(round(SECONDS_PER_WORD * VOICE_RATE_HZ), 5000, np.int16)
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise
