"""When the answer of one turn may be heard: from a certain moment on, while its speaker does not seem to go on, and not
while a filler is played."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager


class Commitment:
    """Opens and closes the gate that a playout waits at."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.settled = asyncio.Event()
        """Set while the turn is taken to be over, whatever else is heard meanwhile."""
        self.from_s = 0.0
        """The moment from which on the answer may be heard."""
        self._is_held = False
        self._is_filled = False
        self._alarm: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()

    def begin(self, from_s: float) -> None:
        """The turn ended; what was said about it before is void."""
        self.withdraw()
        self._is_held = False
        self.from_s = max(from_s, self._loop.time())
        if from_s > self._loop.time():
            self._alarm = self._loop.call_at(from_s, self._ring)
        self._settle()

    def put_off(self, from_s: float) -> None:
        """The answer may be heard later than was thought when the turn ended."""
        if from_s <= max(self.from_s, self._loop.time()):
            return
        self.withdraw()
        self.from_s = from_s
        self._alarm = self._loop.call_at(from_s, self._ring)
        self._settle()

    def withdraw(self) -> None:
        """The turn did not end yet."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def hold(self) -> None:
        """The speaker seems to go on."""
        self._is_held = True
        self._settle()

    def release(self) -> None:
        """The speaker did not go on."""
        self._is_held = False
        self._settle()

    @contextmanager
    def filled(self) -> Generator[None]:
        """Something else is heard for as long as the block lasts."""
        self._is_filled = True
        self._settle()
        try:
            yield
        finally:
            self._is_filled = False
            self._settle()

    def _ring(self) -> None:
        self._alarm = None
        self._settle()

    def _settle(self) -> None:
        is_over = not self._is_held and self._alarm is None
        _show(self.settled, is_over)
        _show(self.gate, is_over and not self._is_filled)


def _show(event: asyncio.Event, is_so: bool) -> None:
    if is_so:
        event.set()
    else:
        event.clear()
