"""Hands the text of one answer to the voice, a clause at a time, as the sound that is ready demands."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from typing import Final

from mumble_ai.conversation.speaking.open_text import OpenText
from mumble_ai.conversation.speaking.scheduling import DEFAULT, Cut, SchedulePolicy, next_cut, start_buffer_s
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter

MOST_CHARACTERS: Final = 16_000
"""Text that may wait for the voice; writing more waits. It is a quarter of an hour of speech."""


class ClauseStream:
    """One task writes text with `write` and `end`, another one takes clauses with `next`.

    Args:
        meter: Shared by all answers of a talk.
    """

    def __init__(self, meter: SpeedMeter, policy: SchedulePolicy = DEFAULT) -> None:
        self._meter = meter
        self._policy = policy
        self._text = OpenText()
        self._changed = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._time = asyncio.get_running_loop().time
        self._began_s = 0.0
        self._first_piece = 0
        self._written = 0
        self._taken = 0

    async def write(self, piece: str) -> None:
        """Takes the next piece of text; waits while very much of it is waiting already."""
        if not self._written:
            self._began_s, self._first_piece = self._time(), len(piece)
        await self._room.wait()
        self._written += len(piece)
        self._text.push(piece)
        if len(self._text) > MOST_CHARACTERS:
            self._room.clear()
        self._changed.set()

    def end(self) -> None:
        """The text is complete."""
        self._text.end()
        self._measure()
        if self._written:
            self._meter.answer_written(self._written)
        self._changed.set()

    async def next(self, ahead_s: Callable[[], float]) -> str | None:
        """The next clause, as soon as it can be chosen; None at the end of the text.

        Args:
            ahead_s: Tells how much sound is ready and not yet played.
        """
        while self._text.whole != 0:
            self._changed.clear()
            choice = next_cut(
                self._text.borders,
                whole=self._text.whole,
                is_first=not self._taken,
                ahead_s=ahead_s(),
                speeds=self._meter.speeds,
                policy=self._policy,
            )
            if isinstance(choice, Cut):
                return self._take(choice.end)
            try:
                async with asyncio.timeout(None if math.isinf(choice.for_s) else choice.for_s):
                    await self._changed.wait()
            except TimeoutError:
                continue
        return None

    def start_buffer_s(self, *, made_s: float, spoken: float) -> float:
        """How much sound must be ready before the voice may begin.

        Args:
            made_s: Sound of this answer made so far.
            spoken: Characters it says.
        """
        written = self._taken + len(self._text)
        return start_buffer_s(
            written=written,
            is_written=self._text.whole is not None,
            made_s=made_s,
            unspoken=max(0.0, written - spoken),
            speeds=self._meter.speeds,
            policy=self._policy,
        )

    def _measure(self) -> None:
        self._meter.text_written(self._written - self._first_piece, self._time() - self._began_s)

    def _take(self, end: int) -> str:
        if not self._taken:
            self._measure()
        clause = self._text.take(end)
        self._taken += len(clause)
        if len(self._text) <= MOST_CHARACTERS:
            self._room.set()
        return clause
