"""The floor: four coroutines and their queues, which is the least that a streaming chain in asyncio can be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from benchmarks.contestants import course


class Chain(course.Talker):
    """Speech to text, language model, voice and playing, each a task behind a queue."""

    needs_silence = False

    def __init__(self) -> None:
        super().__init__()
        self._heard: asyncio.Queue[bytes] = asyncio.Queue()
        self._texts: asyncio.Queue[str] = asyncio.Queue()
        self._clauses: asyncio.Queue[str] = asyncio.Queue()
        self._sound: asyncio.Queue[bytes] = asyncio.Queue()
        self._audio: list[bytes] = []

    def hear(self, frame: bytes, *, last: bool) -> None:
        self._audio.append(frame)
        if last:
            self._heard.put_nowait(b"".join(self._audio))
            self._audio.clear()

    async def recognise(self) -> None:
        while True:
            await self._heard.get()
            self._texts.put_nowait("how are you doing today")

    async def think(self) -> None:
        while True:
            self._clauses.put_nowait(f"You said: {await self._texts.get()}.")

    async def speak(self) -> None:
        while True:
            await self._clauses.get()
            self._sound.put_nowait(b"\1\0" * 960)

    async def play(self) -> None:
        while True:
            await self._sound.get()
            self.timing.sound()


@asynccontextmanager
async def open_talkers(count: int, order: dict[str, Any]) -> AsyncIterator[list[course.Talker]]:
    chains = [Chain() for _ in range(count)]
    stages = [stage() for c in chains for stage in (c.recognise, c.think, c.speak, c.play)]
    tasks = [asyncio.create_task(stage) for stage in stages]
    try:
        yield list(chains)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    course.main(open_talkers, 48_000)
