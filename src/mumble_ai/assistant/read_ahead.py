"""Lets the model server read what is known of a prompt before the question is there.

A server keeps what it has read of the last prompt. When somebody comes in, begins to speak or has been answered,
everything before the next question is known; read ahead of time, only the question is left to read.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mumble_ai.assistant.prompt import Prompt
from mumble_ai.llm.contract import LlmError, Tool

_log = logging.getLogger(__name__)

ToldKey = tuple[str, str]
_MOST_TOLD: Final = 64


@dataclass(frozen=True, slots=True)
class ReadAheadPolicy:
    """Limits, in seconds.

    Attributes:
        pause_s: From the end of one reading to the next.
        deadline_s: For one reading.
        same_time_s: The time of day that was told in a prompt read ahead is told for this long.
        renew_s: A prompt read ahead longer ago than this tells the time anew.
    """

    pause_s: float = 0.3
    deadline_s: float = 20.0
    same_time_s: float = 120.0
    renew_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Expected:
    """What the next question will be asked with."""

    prompt: Prompt
    tools: tuple[Tool, ...] = ()


class ReadAhead:
    """Reads one prompt at a time; of those that are wanted meanwhile only the newest is read. A question ends it.

    Args:
        read: Lets the server read a prompt.
        clock: Gives the local time, with its zone.
    """

    def __init__(
        self,
        read: Callable[[Expected], Awaitable[None]],
        clock: Callable[[], datetime],
        policy: ReadAheadPolicy | None = None,
    ) -> None:
        self._read = read
        self._clock = clock
        self._policy = policy or ReadAheadPolicy()
        self._wanted: Callable[[], Expected] | None = None
        self._last: Expected | None = None
        self._task: asyncio.Task[None] | None = None
        self._told: dict[ToldKey, datetime] = {}

    def want(self, build: Callable[[], Expected]) -> None:
        """Reads the prompt that `build` makes when its turn comes; returns at once and never fails."""
        self._wanted = build
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name="read ahead")

    def stop(self) -> None:
        """A question is asked now: nothing is read ahead until something is wanted again."""
        self._wanted = None
        self._last = None
        if self._task is not None:
            self._task.cancel()

    async def close(self) -> None:
        """Stops and waits until it has stopped."""
        self.stop()
        if self._task is not None:
            await asyncio.wait((self._task,))

    def time_to_expect(self, key: ToldKey) -> datetime:
        """The time that a prompt for `key` tells when it is read ahead now."""
        now = self._clock()
        told = self._told.get(key)
        if told is None or not 0 <= (now - told).total_seconds() < self._policy.renew_s:
            self._told.pop(key, None)
            self._told[key] = told = now
            while len(self._told) > _MOST_TOLD:
                self._told.pop(next(iter(self._told)))
        return told

    def time_to_tell(self, key: ToldKey) -> datetime:
        """The time that a question of `key` tells: the one that was read ahead, if that was not long ago."""
        now = self._clock()
        told = self._told.get(key, now)
        return told if 0 <= (now - told).total_seconds() < self._policy.same_time_s else now

    async def _run(self) -> None:
        while self._wanted is not None:
            build, self._wanted = self._wanted, None
            expected = build()
            if expected == self._last:
                continue
            try:
                async with asyncio.timeout(self._policy.deadline_s):
                    await self._read(expected)
                self._last = expected
            except (LlmError, TimeoutError) as error:  # the question itself will tell what is wrong
                _log.debug("nothing was read ahead: %s", error)
            await asyncio.sleep(self._policy.pause_s)
