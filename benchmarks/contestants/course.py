"""The course that every contestant runs, whatever its environment: the standard library only.

A contestant is a program that makes `Talker`s and hands them to `main`. It gets one JSON object as its argument and
prints one JSON object. Frames are sent at the pace of speech. The clock starts when the frame is handed over by which
the contestant itself finds that the speech is over (whatever it waits for before that is left out), and stops when its
first audible frame comes out.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import Any

FRAME_S = 0.02
ANSWER_S = 0.1
"""Length of the sound that an instant voice makes."""
REST_S = 0.1
ANSWER_DEADLINE_S = 5.0
WARM_UP_TURNS = 3
PROBE_S = 0.005


class Timing:
    """Times of one talk, in seconds of the performance counter."""

    def __init__(self) -> None:
        self.waits_s: list[float] = []
        self.answered = asyncio.Event()
        self._pushed_s = 0.0
        self._ended_s: float | None = None

    def push(self) -> None:
        """A frame is handed over now."""
        self._pushed_s = time.perf_counter()

    def end(self) -> None:
        """The contestant has found, by the frame handed over last, that the speech is over."""
        self._ended_s = self._pushed_s

    def sound(self) -> None:
        """An audible frame comes out now."""
        if self._ended_s is not None:
            self.waits_s.append(time.perf_counter() - self._ended_s)
            self._ended_s = None
            self.answered.set()


class Talker(ABC):
    """One conversation of a contestant.

    Attributes:
        needs_silence: Whether the end of speech is found in frames of silence; else the last frame is marked.
    """

    needs_silence = True

    def __init__(self) -> None:
        self.timing = Timing()

    @abstractmethod
    def hear(self, frame: bytes, *, last: bool) -> Awaitable[None] | None:
        """Takes 20 ms of 16-bit mono sound."""


OpenTalkers = Callable[[int, dict[str, Any]], AbstractAsyncContextManager[list[Talker]]]


def main(open_talkers: OpenTalkers, rate_hz: int) -> None:
    """Runs what the argument asks for and prints what came of it."""
    order: dict[str, Any] = json.loads(sys.argv[1])
    print(json.dumps(asyncio.run(_run(open_talkers, rate_hz, order))), flush=True)


async def _run(open_talkers: OpenTalkers, rate_hz: int, order: dict[str, Any]) -> dict[str, Any]:
    sound = Path(order["sound"]).joinpath(f"{order['voice']}-{rate_hz}.pcm").read_bytes()
    size = int(rate_hz * FRAME_S) * 2
    frames = [sound[at : at + size] for at in range(0, len(sound) - size + 1, size)]
    count = order["talks"]
    async with open_talkers(count, order) as talkers:
        runs = [_Run(talker, frames, bytes(size), phase=n / count) for n, talker in enumerate(talkers)]
        await asyncio.gather(*(run.turns(WARM_UP_TURNS) for run in runs))
        gc.collect()
        if order["freeze"]:
            gc.freeze()
        stalls_s: list[float] = []
        probe = asyncio.create_task(_probe(stalls_s)) if order["probe"] else None
        await asyncio.gather(*(run.turns(order["turns"]) for run in runs))
        if probe is not None:
            probe.cancel()
        cpu_s = time.process_time()
        await asyncio.gather(*(run.idle(order["idle_s"]) for run in runs))
        spent_s = time.process_time() - cpu_s
    return {
        "waits_s": [wait for talker in talkers for wait in talker.timing.waits_s[WARM_UP_TURNS:]],
        "unanswered": sum(run.unanswered for run in runs),
        "idle_cpu_s": spent_s,
        "stalls_s": stalls_s,
    }


async def _probe(stalls_s: list[float]) -> None:
    """Notes how much later than asked the event loop comes back, each time."""
    while True:
        due_s = time.perf_counter() + PROBE_S
        await asyncio.sleep(PROBE_S)
        stalls_s.append(max(0.0, time.perf_counter() - due_s))


class _Run:
    """Sends frames of one talk on an absolute schedule."""

    def __init__(self, talker: Talker, frames: list[bytes], silence: bytes, phase: float) -> None:
        self._talker = talker
        self._frames = frames
        self._silence = silence
        self._phase = phase
        self._due_s = 0.0
        self.unanswered = 0

    async def turns(self, count: int) -> None:
        await asyncio.sleep(self._phase)
        self._due_s = time.perf_counter()
        for _ in range(count):
            await self._turn()

    async def idle(self, seconds: float) -> None:
        """A connected listener hears silence, nobody speaks."""
        self._due_s = time.perf_counter()
        for _ in range(round(seconds / FRAME_S)):
            await self._send(self._silence)

    async def _turn(self) -> None:
        timing = self._talker.timing
        timing.answered.clear()
        for number, frame in enumerate(self._frames, 1):
            await self._send(frame, last=number == len(self._frames))
        if self._talker.needs_silence:
            for _ in range(round(ANSWER_DEADLINE_S / FRAME_S)):
                if timing.answered.is_set():
                    break
                await self._send(self._silence)
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(timing.answered.wait(), ANSWER_DEADLINE_S)
        if not timing.answered.is_set():
            self.unanswered += 1
        for _ in range(round((ANSWER_S + REST_S) / FRAME_S)):
            await self._send(self._silence if self._talker.needs_silence else b"")

    async def _send(self, frame: bytes, *, last: bool = False) -> None:
        self._due_s = max(self._due_s + FRAME_S, time.perf_counter())
        await asyncio.sleep(self._due_s - time.perf_counter())
        if not frame:
            return
        self._talker.timing.push()
        if last and not self._talker.needs_silence:
            self._talker.timing.end()
        taken = self._talker.hear(frame, last=last)
        if taken is not None:
            await taken
