"""Scripted engines of a scenario: they hear and speak the sound of `wordcode`, as fast and as badly as told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Final

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32, Int16
from mumble_ai.conversation.ports import MindUnavailable, Participant, Utterance
from mumble_ai.speech.contract import EngineUnavailable, SttInfo, Transcript
from mumble_ai.testkit.scenario import Answer, Fault, Scenario, Timing
from mumble_ai.testkit.scripted import NEVER_S
from mumble_ai.testkit.wordcode import Lexicon, WordReader, speak

DEFAULT_ANSWER: Final = "All right."

Clock = Callable[[], float]
"""Seconds since the scenario began; below 0 before that."""


class Faults:
    """Which part fails now."""

    def __init__(self, faults: tuple[Fault, ...], clock: Clock) -> None:
        self._faults = faults
        self._clock = clock

    async def strike(self, part: str) -> str | None:
        """Waits as a slow or hanging part would; returns why it is down, or None when it works."""
        for fault in self._faults:
            if fault.part == part and fault.from_s <= self._clock() < fault.until_s:
                if fault.kind == "down":
                    return f"the scripted {part} is down"
                await asyncio.sleep(NEVER_S if fault.kind == "hangs" else fault.seconds)
        return None


class WordStt:
    """Hears the words that are in the sound; `instead` maps what is said to what is heard."""

    def __init__(self, lexicon: Lexicon, timing: Timing, faults: Faults, instead: dict[str, str]) -> None:
        self.info = SttInfo("scripted", "scripted", ("en",), streams=True, word_times=False)
        self._lexicon = lexicon
        self._timing = timing
        self._faults = faults
        self._instead = instead

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """See `SttEngine.transcribe`."""
        stream = self.stream(language=language)
        await stream.feed(audio)
        return await stream.finish()

    def stream(self, *, language: str | None = None) -> WordStream:
        """See `SttEngine.stream`."""
        return WordStream(self)

    async def close(self) -> None:
        """Nothing to close."""

    def reader(self) -> WordReader:
        """Reads one utterance."""
        return WordReader(self._lexicon)

    async def work(self) -> None:
        """Takes the time a transcript takes, or fails."""
        if reason := await self._faults.strike("stt"):
            raise EngineUnavailable(reason)
        await asyncio.sleep(self._timing.stt_s)

    def understood(self, text: str) -> str:
        """What is heard where `text` is said."""
        return self._instead.get(text, text)


class WordStream:
    """One utterance of a `WordStt`."""

    def __init__(self, engine: WordStt) -> None:
        self._engine = engine
        self._reader = engine.reader()
        self._samples = 0

    async def feed(self, audio: Float32) -> str:
        """See `SttStream.feed`."""
        self._samples += audio.size
        self._reader.feed(audio)
        return " ".join(self._reader.words)

    async def finish(self) -> Transcript:
        """See `SttStream.finish`."""
        await self._engine.work()
        text = self._engine.understood(self._reader.finish())
        return Transcript(text, (), "en", 1.0, self._samples / SPEECH_RATE_HZ, 0.0 if text else 0.9)

    async def abandon(self) -> None:
        """See `SttStream.abandon`."""


class RuleMind:
    """Answers by rule, word by word."""

    def __init__(self, answers: tuple[Answer, ...], timing: Timing, faults: Faults) -> None:
        self._answers = answers
        self._timing = timing
        self._faults = faults

    def expect(self, participant: Participant) -> None:
        """See `Mind.expect`; nothing has to be warmed."""

    async def answer(self, utterance: Utterance) -> AsyncIterator[str]:
        """See `Mind.answer`."""
        if reason := await self._faults.strike("llm"):
            raise MindUnavailable(reason)
        asked = utterance.text.lower()
        rule = next((a for a in self._answers if a.to.lower() in asked), None)
        first_s = self._timing.llm_first_word_s
        if rule is not None and rule.first_word_s is not None:
            first_s = rule.first_word_s
        await asyncio.sleep(first_s)
        for number, word in enumerate((rule.text if rule else DEFAULT_ANSWER).split()):
            if number:
                await asyncio.sleep(1 / self._timing.llm_words_per_s)
            yield f" {word}" if number else word

    def never_mind(self, participant: Participant) -> None:
        """See `Mind.never_mind`; it never asks."""

    def remember(self, utterance: Utterance, heard: str, *, interrupted: bool) -> None:
        """See `Mind.remember`; every question is new to it."""


class WordMouth:
    """Speaks in chords that carry the words."""

    def __init__(self, lexicon: Lexicon, timing: Timing, faults: Faults) -> None:
        self.speed = 1.0
        self._lexicon = lexicon
        self._timing = timing
        self._faults = faults

    async def language(self) -> str:
        """See `Mouth.language`."""
        return "en"

    async def speak(self, clause: str, *, voice: str = "") -> AsyncIterator[Int16]:
        """See `Mouth.speak`; a word at a time."""
        if reason := await self._faults.strike("tts"):
            raise EngineUnavailable(reason)
        await asyncio.sleep(self._timing.tts_s)
        for word in clause.split():
            yield speak(word, self._lexicon, self.speed)


def scripted_engines(scenario: Scenario, lexicon: Lexicon, clock: Clock) -> tuple[WordStt, RuleMind, WordMouth]:
    """The three engines of a scenario."""
    faults, timing = Faults(scenario.fault, clock), scenario.timing
    instead = {step.say: step.heard_as for step in scenario.step if step.say and step.heard_as is not None}
    return (
        WordStt(lexicon, timing, faults, instead),
        RuleMind(scenario.answer, timing, faults),
        WordMouth(lexicon, timing, faults),
    )
