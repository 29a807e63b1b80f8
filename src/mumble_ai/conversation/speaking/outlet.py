"""The last step before the door: the volume is applied, and what goes out is known as the assistant's own voice."""

from __future__ import annotations

import asyncio
from typing import Protocol

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.ports import Door, Participant
from mumble_ai.conversation.speaking.volume import Volume


class OwnVoiceMemory(Protocol):
    """Remembers what the assistant played and said."""

    def spoken(self, text: str, at_s: float) -> None:
        """A piece of text begins to be heard."""
        ...

    def played(self, frame: Int16, at_s: float) -> None:
        """One frame, `(960,) int16` mono at 48 000 Hz, is going out."""
        ...


class Outlet:
    """Plays frames at a door."""

    def __init__(self, door: Door, volume: Volume, own_voice: OwnVoiceMemory) -> None:
        self._door = door
        self._volume = volume
        self._own_voice = own_voice
        self._loop = asyncio.get_running_loop()

    def saying(self, text: str) -> None:
        """The frames that follow say `text`."""
        self._own_voice.spoken(text, self._loop.time())

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        """See `Door.play`."""
        frame = self._volume.apply(frame)
        # Remembering can wait until the frame is on its way.
        self._loop.call_soon(self._own_voice.played, frame, self._loop.time())
        await self._door.play(frame, to=to)

    async def end_playing(self) -> None:
        """See `Door.end_playing`."""
        await self._door.end_playing()
