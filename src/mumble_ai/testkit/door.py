"""A scripted door: what people do there is told by the test, and what is played or written is remembered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import FRAME_MS, FRAME_SAMPLES, Int16
from mumble_ai.conversation.ports import DoorEvent, Participant, Presence, PresenceChange, TextHeard, VoiceHeard
from mumble_ai.testkit.scripted import ALICE, NEVER_S

LOUD: Final = 9000
"""Level of speech, as a `ScriptedActivity` hears it."""
SOFT: Final = 300
"""Level of noise."""
_FRAME_S: Final = FRAME_MS / 1000
_SQUARE_PERIOD: Final = 40


class ScriptedDoor:
    """Takes frames like a sound card and remembers when.

    Attributes:
        frames: When each frame was taken.
        whispered: Who alone heard the frame of the same number, or None when everybody did.
        ends: When a talk spurt was ended.
        texts: Each text with the name of its only reader, or None when all could read it, and its time.
        something: Set whenever anything above changes.
        stuck: True when frames are no longer taken.
        forbids_whispers: True when nobody can be spoken to alone.
    """

    def __init__(self) -> None:
        self._events: asyncio.Queue[DoorEvent | None] = asyncio.Queue()
        self._time = asyncio.get_running_loop().time
        self.frames: list[float] = []
        self.whispered: list[str | None] = []
        self.ends: list[float] = []
        self.texts: list[tuple[str, str | None, float]] = []
        self.something = asyncio.Event()
        self.stuck = False
        self.forbids_whispers = False
        self._due_s = 0.0

    async def events(self) -> AsyncIterator[DoorEvent]:
        """What the test lets happen."""
        while (event := await self._events.get()) is not None:
            yield event

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        """Takes one frame and returns when the next one is due."""
        assert frame.shape == (FRAME_SAMPLES,)
        if self.stuck:
            await asyncio.sleep(NEVER_S)
        self.frames.append(self._time())
        self.whispered.append(to.name if to else None)
        self.something.set()
        self._due_s = max(self._due_s, self._time()) + _FRAME_S
        await asyncio.sleep(self._due_s - self._time())

    async def can_whisper(self, to: Participant) -> bool:
        """Whether it is allowed."""
        return not self.forbids_whispers

    async def end_playing(self) -> None:
        """Notes the end of a talk spurt."""
        self.ends.append(self._time())
        self.something.set()

    async def send_text(self, text: str, *, to: Participant | None = None) -> None:
        """Notes a text."""
        self.texts.append((text, to.name if to else None, self._time()))
        self.something.set()

    def happen(self, event: DoorEvent) -> None:
        """Anything at all happens."""
        self._events.put_nowait(event)

    def write(self, text: str, *, sender: Participant = ALICE, private: bool = False) -> None:
        """Somebody writes."""
        self.happen(TextHeard(sender, text, private, self._time()))

    def join(self, who: Participant) -> None:
        """Somebody comes in."""
        self.happen(Presence(who, PresenceChange.JOINED, self._time()))

    def leave(self, who: Participant) -> None:
        """Somebody goes."""
        self.happen(Presence(who, PresenceChange.LEFT, self._time()))

    def close(self) -> None:
        """The door closes for good; the talk ends."""
        self._events.put_nowait(None)

    async def say(
        self,
        seconds: float,
        *,
        who: Participant = ALICE,
        terminator: bool = True,
        level: int = LOUD,
        whispered: bool = False,
    ) -> float:
        """Sends a square wave in real time; returns when the last frame was sent.

        Args:
            terminator: Whether the last frame ends the talk spurt, as releasing push-to-talk does.
            level: Peak of the samples, 0 to 32767.
            whispered: Whether it is for the assistant alone.
        """
        frames = max(1, round(seconds / _FRAME_S))
        square = np.arange(FRAME_SAMPLES) % _SQUARE_PERIOD < _SQUARE_PERIOD // 2
        pcm = np.where(square, level, -level).astype(np.int16)
        for number in range(frames):
            await asyncio.sleep(_FRAME_S)
            ended = terminator and number == frames - 1
            self.happen(VoiceHeard(who, pcm, self._time(), ended, whispered))
        return self._time()

    async def until(self, happened: Callable[[], bool], *, within_s: float = 30.0) -> float:
        """Waits until something is true; returns when.

        Raises:
            TimeoutError: It did not become true in time.
        """
        async with asyncio.timeout(within_s):
            while not happened():
                self.something.clear()
                await self.something.wait()
        return self._time()
