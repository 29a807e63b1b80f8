"""A person on a Mumble server, made of our own client: cheap enough for many, and able to whisper."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np

from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16
from mumble_ai.mumble import (
    ClientConfig,
    MumbleClient,
    TextReceived,
    User,
    UserJoined,
    VoiceContext,
    VoiceReceived,
    WhisperTarget,
)
from tests.support.peer import AUDIBLE

KEPT_FRAMES = 6000
"""Two minutes; a guest who stays for hours forgets what was before."""
WHISPER = 1
"""The voice target that is used for whispers."""
T = TypeVar("T")


class NotHeard(AssertionError):
    """What was waited for did not come in time; the message tells what did."""


@dataclass(frozen=True, slots=True)
class Frame:
    """20 ms of somebody's voice as it would be played.

    Attributes:
        at_s: On the event loop's clock.
        whispered: Whether it was sent to this guest alone.
    """

    at_s: float
    pcm: Int16
    whispered: bool

    @property
    def audible(self) -> bool:
        return self.pcm.size > 0 and float(np.sqrt(np.mean(self.pcm.astype(np.float64) ** 2))) > AUDIBLE


class Guest:
    """One person; an async context manager that joins and leaves.

    Attributes:
        frames: What the others said, the last two minutes of each, by name.
        texts: Text messages received: sender, text, whether private.
    """

    def __init__(self, port: int, name: str, *, certificate: Path | None = None, on_voice: Any = None) -> None:
        """Args:
        on_voice: Called with each frame of another's voice as it is heard, as a loudspeaker would play it.
        """
        self.name = name
        self.client = MumbleClient(ClientConfig("127.0.0.1", port, name, certificate=certificate))
        self.frames: dict[str, deque[Frame]] = {}
        self.texts: list[tuple[str, str, bool]] = []
        self._on_voice = on_voice
        self._changed = asyncio.Condition()
        self._speaking = asyncio.Lock()

    async def __aenter__(self) -> Self:
        events = self.client.events()
        await self.client.start()
        self._time = asyncio.get_running_loop().time
        self._following = asyncio.create_task(self._follow(events))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.client.close()
        self._following.cancel()
        await asyncio.gather(self._following, return_exceptions=True)

    async def say(self, pcm: Int16, *, end: bool = True, whisper_to: str = "") -> float:
        """Speaks `(n,) int16` mono at 48 000 Hz in real time.

        Args:
            end: Whether the end is marked, as releasing the key does; else the voice just stops coming.
            whisper_to: The one person who hears it.

        Returns:
            When the last frame was sent, on the loop's clock.
        """
        if whisper_to:
            self.client.set_whisper(WHISPER, WhisperTarget(users=(self._user(whisper_to),)))
        async with self._speaking:
            voice = self.client.voice(WHISPER if whisper_to else 0)
            for start in range(0, len(pcm) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
                await voice.write(pcm[start : start + FRAME_SAMPLES])
            if end:
                await voice.end()
        return self._time()

    async def text(self, text: str, *, to: str = "") -> None:
        """Writes to the channel, or to one person alone."""
        await self.client.send_text(text, users=[self._user(to)] if to else ())

    async def meet(self, name: str, *, within_s: float = 20.0) -> None:
        """Waits until somebody of this name is here."""
        await self.until(lambda: any(user.name == name for user in self.client.state.users.values()) or None, within_s)

    async def first_heard(self, speaker: str, *, after_s: float, within_s: float = 30.0) -> Frame:
        """Waits for the first audible frame of a speaker that comes after a moment."""
        return await self.until(
            lambda: next((f for f in self._of(speaker) if f.at_s > after_s and f.audible), None), within_s
        )

    async def hear(self, speaker: str, *, after_s: float, quiet_s: float = 1.0, within_s: float = 30.0) -> list[Frame]:
        """Waits for a stretch of voice that begins after a moment and ends with `quiet_s` of quiet; its frames."""
        await self.first_heard(speaker, after_s=after_s, within_s=within_s)
        while True:
            last_s = self._of(speaker)[-1].at_s
            try:
                await self.until(lambda last_s=last_s: self._of(speaker)[-1].at_s > last_s or None, quiet_s)
            except NotHeard:
                return [frame for frame in self._of(speaker) if frame.at_s > after_s]

    def heard_between(self, speaker: str, start_s: float, end_s: float) -> list[Frame]:
        """The audible frames of a speaker between two moments."""
        return [frame for frame in self._of(speaker) if start_s < frame.at_s <= end_s and frame.audible]

    async def next_text(self, speaker: str, *, after: int, within_s: float = 30.0) -> tuple[str, str, bool]:
        """Waits for a text of somebody behind the first `after` texts."""
        return await self.until(lambda: next((t for t in self.texts[after:] if t[0] == speaker), None), within_s)

    async def until(self, found: Callable[[], T | None], within_s: float) -> T:
        """Waits until something heard or read makes `found` return more than None.

        Raises:
            NotHeard: It did not in time.
        """
        try:
            async with asyncio.timeout(within_s), self._changed:
                while (result := found()) is None:
                    await self._changed.wait()
                return result
        except TimeoutError:
            heard = {name: len(frames) for name, frames in self.frames.items()}
            raise NotHeard(f"{self.name} waited {within_s} s; frames: {heard}, texts: {self.texts[-3:]}") from None

    def _of(self, speaker: str) -> deque[Frame]:
        return self.frames.setdefault(speaker, deque(maxlen=KEPT_FRAMES))

    def _user(self, name: str) -> User:
        return next(user for user in self.client.state.users.values() if user.name == name)

    async def _follow(self, events: Any) -> None:
        async for event in events:
            async with self._changed:
                match event:
                    case VoiceReceived(user=user) if event.pcm.size:
                        whispered = event.target == VoiceContext.WHISPER
                        self._of(user.name).append(Frame(self._time(), event.pcm, whispered))
                        if self._on_voice is not None:
                            self._on_voice(user.name, event.pcm)
                    case TextReceived(sender=User() as sender):
                        self.texts.append((sender.name, event.text_plain, event.private))
                    case UserJoined():
                        pass
                    case _:
                        continue
                self._changed.notify_all()


def pcm_of(frames: list[Frame]) -> Int16:
    """The sound of frames, one after the other: `(n,) int16` mono at 48 000 Hz."""
    return np.concatenate([frame.pcm for frame in frames])
