"""Scripted parts of a talk. Speech is a loud sample, noise a soft one, silence zero; a word takes as long as told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import numpy as np

from mumble_ai.audio.pcm import FRAME_SAMPLES, VOICE_RATE_HZ, Float32, Int16
from mumble_ai.conversation.exchange import Turn
from mumble_ai.conversation.playout import PlayoutPolicy
from mumble_ai.conversation.ports import (
    DoorEvent,
    Participant,
    Presence,
    PresenceChange,
    TextHeard,
    Utterance,
    VoiceHeard,
)
from mumble_ai.conversation.reply import ReplyPolicy
from mumble_ai.conversation.talk import Talk, TalkPolicy
from mumble_ai.speech.contract import SttInfo, Transcript

ALICE = Participant("1", "Alice", "a" * 40)
BOB = Participant("2", "Bob")
LOUD, SOFT = 9000, 300
ROOM_S_PER_WORD = 0.3


class ScriptedActivity:
    """Speech is whatever is loud."""

    def probability(self, chunk: Float32) -> float:
        level = float(np.max(np.abs(chunk)))
        return 0.95 if level > 0.1 else 0.05

    def reset(self) -> None:
        pass


class ScriptedStt:
    """Hears the next of `texts`; an exception in the list is raised, `hang` never ends."""

    def __init__(self, *texts: str | Exception, takes_s: float = 0.05, streams: bool = False) -> None:
        self.info = SttInfo("scripted", "scripted", ("en",), streams, False)
        self.texts = list(texts)
        self.takes_s = takes_s
        self.heard_s: list[float] = []
        self.fed: list[float] = []
        self.abandoned = 0

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        self.heard_s.append(audio.size / 16_000)
        text = self.texts.pop(0) if self.texts else ""
        await asyncio.sleep(self.takes_s if text != "hang" else 3000)
        if isinstance(text, Exception):
            raise text
        return Transcript(text, (), "en", 1.0, audio.size / 16_000, 0.9 if text == "(noise)" else 0.0)

    def stream(self, *, language: str | None = None) -> ScriptedStream:
        return ScriptedStream(self)

    async def close(self) -> None:
        pass


class ScriptedStream:
    def __init__(self, engine: ScriptedStt) -> None:
        self._engine = engine
        self._audio: list[Float32] = []

    async def feed(self, audio: Float32) -> str:
        self._audio.append(audio)
        self._engine.fed.append(asyncio.get_running_loop().time())
        return ""

    async def finish(self) -> Transcript:
        return await self._engine.transcribe(np.concatenate(self._audio))

    async def abandon(self) -> None:
        self._engine.abandoned += 1


class ScriptedMind:
    """Answers with scripted pieces; a float waits that long, an exception is raised."""

    def __init__(self, *answers: list[str | float | Exception]) -> None:
        self.answers = list(answers)
        self.asked: list[Utterance] = []
        self.remembered: list[tuple[str, str, bool]] = []
        self.cancelled = 0
        self.given: list[tuple[str, float]] = []
        self.expected: list[str] = []

    def expect(self, participant: Participant) -> None:
        self.expected.append(participant.name)

    async def answer(self, utterance: Utterance) -> AsyncIterator[str]:
        self.asked.append(utterance)
        script = self.answers.pop(0) if self.answers else ["Fine."]
        try:
            for step in script:
                if isinstance(step, float):
                    await asyncio.sleep(step)
                elif isinstance(step, Exception):
                    raise step
                else:
                    self.given.append((step, asyncio.get_running_loop().time()))
                    yield step
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise

    def remember(self, utterance: Utterance, heard: str, *, interrupted: bool) -> None:
        self.remembered.append((utterance.text, heard, interrupted))


class ScriptedMouth:
    """Makes `ROOM_S_PER_WORD` seconds of sound a word; broken or hanging when told so."""

    def __init__(self, *, takes_s: float = 0.03) -> None:
        self.takes_s = takes_s
        self.speed = 1.0
        self.broken: Exception | None = None
        self.hangs = False
        self.spoken: list[tuple[str, float]] = []
        self.cancelled = 0

    async def speak(self, clause: str) -> AsyncIterator[Int16]:
        try:
            if self.hangs:
                await asyncio.sleep(3000)
            await asyncio.sleep(self.takes_s)
            if self.broken:
                raise self.broken
            self.spoken.append((clause, asyncio.get_running_loop().time()))
            for _ in clause.split():
                yield np.full(round(ROOM_S_PER_WORD * VOICE_RATE_HZ), 5000, np.int16)
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise


class ScriptedDoor:
    """Takes frames like a sound card and remembers when."""

    def __init__(self) -> None:
        self._events: asyncio.Queue[DoorEvent | None] = asyncio.Queue()
        self._time = asyncio.get_running_loop().time
        self.frames: list[float] = []
        self.sound: list[Int16] = []
        self.listeners: list[str | None] = []
        self.ends: list[float] = []
        self.texts: list[tuple[str, str | None, float]] = []
        self.something = asyncio.Event()
        self.stuck = False
        self._due_s = 0.0

    async def events(self) -> AsyncIterator[DoorEvent]:
        while (event := await self._events.get()) is not None:
            yield event

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        assert frame.shape == (FRAME_SAMPLES,)
        if self.stuck:
            await asyncio.sleep(3000)
        self.frames.append(self._time())
        self.listeners.append(to.name if to else None)
        self.sound.append(frame)
        self.something.set()
        self._due_s = max(self._due_s, self._time()) + 0.02
        await asyncio.sleep(self._due_s - self._time())

    async def end_playing(self) -> None:
        self.ends.append(self._time())
        self.something.set()

    async def send_text(self, text: str, *, to: Participant | None = None) -> None:
        self.texts.append((text, to.name if to else None, self._time()))
        self.something.set()

    def write(self, text: str, *, sender: Participant = ALICE, private: bool = False) -> None:
        self._events.put_nowait(TextHeard(sender, text, private, self._time()))

    def leave(self, who: Participant) -> None:
        self._events.put_nowait(Presence(who, PresenceChange.LEFT, self._time()))

    def close(self) -> None:
        self._events.put_nowait(None)

    async def say(
        self, seconds: float, *, who: Participant = ALICE, terminator: bool = True, level: int = LOUD
    ) -> float:
        """Sends sound in real time; returns when the last frame was sent."""
        frames = max(1, round(seconds / 0.02))
        for number in range(frames):
            await asyncio.sleep(0.02)
            pcm = np.where(np.arange(FRAME_SAMPLES) % 40 < 20, level, -level).astype(np.int16)
            ended = terminator and number == frames - 1
            self._events.put_nowait(VoiceHeard(who, pcm, self._time(), ended))
        return self._time()

    async def until(self, happened: Callable[[], bool], *, within_s: float = 30.0) -> float:
        """Waits until something is true; returns when."""
        async with asyncio.timeout(within_s):
            while not happened():
                self.something.clear()
                await self.something.wait()
        return self._time()


class Records:
    """Remembers finished turns."""

    def __init__(self, door: ScriptedDoor) -> None:
        self.turns: list[Turn] = []
        self._door = door

    def turn_finished(self, turn: Turn) -> None:
        self.turns.append(turn)
        self._door.something.set()


@dataclass
class Scene:
    door: ScriptedDoor
    stt: ScriptedStt
    mind: ScriptedMind
    mouth: ScriptedMouth
    records: Records
    task: asyncio.Task[None] | None = None
    failures: list[str] = field(default_factory=list)

    async def finished(self, count: int, within_s: float = 60.0) -> None:
        await self.door.until(lambda: len(self.records.turns) >= count, within_s=within_s)


FAST = TalkPolicy(
    reply=ReplyPolicy(first_text_s=5.0, text_s=20.0, sound_s=3.0, whole_s=60.0, playout=PlayoutPolicy(ahead_s=4.0))
)


@asynccontextmanager
async def talking(
    *,
    stt: ScriptedStt | None = None,
    mind: ScriptedMind | None = None,
    mouth: ScriptedMouth | None = None,
    policy: TalkPolicy = FAST,
    prepared: bool = True,
) -> AsyncIterator[Scene]:
    """A running talk; closes the door at the end and sees that the talk ends."""
    door = ScriptedDoor()
    scene = Scene(door, stt or ScriptedStt("hello"), mind or ScriptedMind(), mouth or ScriptedMouth(), Records(door))
    talk = Talk(door, scene.stt, scene.mind, scene.mouth, ScriptedActivity, scene.records, policy)
    scene.task = asyncio.create_task(talk.run())
    if prepared:
        await asyncio.sleep(1.0)
        scene.mouth.spoken.clear()
    try:
        yield scene
    finally:
        door.close()
        async with asyncio.timeout(10):
            await scene.task
