"""Ours: the talk as the bot puts it together, from the ear to paced frames; only models and network are replaced."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from prometheus_client import CollectorRegistry

from benchmarks.contestants import course
from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.mind import Assistant
from mumble_ai.assistant.persona import persona_of
from mumble_ai.audio.pcm import Float32, Int16
from mumble_ai.conversation.ports import DoorEvent, Participant, VoiceActivity, VoiceHeard
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.talk import Talk
from mumble_ai.llm.chain import Deadlines, LlmChain
from mumble_ai.llm.contract import Message, Sampling, Tool
from mumble_ai.services.bot.flight import Observers, flight
from mumble_ai.services.bot.metrics import TurnMetrics
from mumble_ai.services.bot.mind import AssistantMind
from mumble_ai.services.bot.service import talk_policy
from mumble_ai.services.engines import open_vad
from mumble_ai.settings import Settings, load_settings
from mumble_ai.speech.contract import SttInfo, Transcript, Voice

VOICE = Voice("instant", "instant", "en", 24_000)
ANSWER: Int16 = np.full(round(VOICE.sample_rate_hz * course.ANSWER_S), 5000, np.int16)


class LoudIsSpeech:
    """Voice activity that costs nothing."""

    def probability(self, chunk: Float32) -> float:
        return 0.98 if float(np.abs(chunk).max()) > 0.05 else 0.02

    def reset(self) -> None:
        pass


class InstantStt:
    """Knows at once what was said."""

    info = SttInfo("instant", "instant", ("en",), False, False)

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        return Transcript("How are you doing today?", (), "en", 1.0, audio.size / 16_000)

    def stream(self, *, language: str | None = None) -> Any:
        raise NotImplementedError("it does not stream")

    async def close(self) -> None:
        pass


class InstantLlm:
    """Has its whole answer at once."""

    name = "instant"
    is_capable = False

    async def stream(
        self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()
    ) -> AsyncGenerator[str, None]:
        yield "I am very well today."

    async def read_ahead(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> None:
        pass

    async def check(self) -> None:
        pass

    async def close(self) -> None:
        pass


class InstantTts:
    """Has its sound at once."""

    async def voices(self) -> tuple[Voice, ...]:
        return (VOICE,)

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        yield ANSWER

    async def close(self) -> None:
        pass


class MemoryDoor(course.Talker):
    """A door without a network: takes a frame each 20 ms, like a sound card."""

    needs_silence = False

    def __init__(self, number: int) -> None:
        super().__init__()
        self._events: asyncio.Queue[DoorEvent | None] = asyncio.Queue()
        self._who = Participant(str(number), f"guest {number}")
        self._time = asyncio.get_running_loop().time
        self._due_s = 0.0

    def hear(self, frame: bytes, *, last: bool) -> None:
        self._events.put_nowait(VoiceHeard(self._who, np.frombuffer(frame, np.int16), self._time(), last))

    def close(self) -> None:
        self._events.put_nowait(None)

    async def events(self) -> AsyncIterator[DoorEvent]:
        while (event := await self._events.get()) is not None:
            yield event

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        self.timing.sound()
        self._due_s = max(self._due_s, self._time()) + course.FRAME_S
        await asyncio.sleep(self._due_s - self._time())

    async def can_whisper(self, to: Participant) -> bool:
        return True

    async def end_playing(self) -> None:
        pass

    async def send_text(self, text: str, *, to: Participant | None = None) -> None:
        pass


def mind() -> AssistantMind:
    """The real assistant with a model that answers at once."""
    chain = LlmChain([InstantLlm()], Deadlines(), Sampling())
    clock = functools.partial(datetime.now, UTC)
    return AssistantMind(Assistant(chain, ShortTermMemory(20), persona_of(""), clock))


async def activity(voice: str, settings: Settings) -> Callable[[], VoiceActivity]:
    """Silero for real speech, else loudness."""
    return (await open_vad(settings)).session if voice == "speech" else LoudIsSpeech


@asynccontextmanager
async def open_talkers(count: int, order: dict[str, Any]) -> AsyncIterator[list[course.Talker]]:
    settings = load_settings()
    hears = await activity(order["voice"], settings)
    doors = [MemoryDoor(n) for n in range(count)]
    homes = [settings.model_copy(update={"mumble_ai_home": Path(order["sound"]) / f"home-{n}"}) for n in range(count)]
    talks = [asyncio.create_task(talk(door, hears, home)) for door, home in zip(doors, homes, strict=True)]
    try:
        yield list(doors)
    finally:
        for door in doors:
            door.close()
        await asyncio.gather(*talks)


async def talk(door: MemoryDoor, hears: Callable[[], VoiceActivity], settings: Settings) -> None:
    """Holds one talk as the bot does, with its metrics and its flight record."""
    metrics = TurnMetrics(CollectorRegistry())
    async with flight(settings, door, InstantStt(), mind(), EngineMouth(InstantTts())) as parts:
        observers = Observers(metrics, parts.recorder)
        await Talk(parts.door, parts.stt, parts.mind, parts.mouth, hears, observers, talk_policy(settings)).run()


if __name__ == "__main__":
    course.main(open_talkers, 48_000)
