"""Waiting for what the server says to a request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from mumble_ai.mumble.errors import MumbleError
from mumble_ai.mumble.session import Happening


class Answers:
    """Futures of happenings that somebody waits for."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[Happening], bool], asyncio.Future[Happening]]] = []

    def expect(self, test: Callable[[Happening], bool]) -> asyncio.Future[Happening]:
        """A future of the first happening that passes the test."""
        future: asyncio.Future[Happening] = asyncio.get_running_loop().create_future()
        self._waiting.append((test, future))
        return future

    def settle(self, happening: Happening) -> None:
        """Something happened."""
        for test, future in self._waiting:
            if not future.done() and test(happening):
                future.set_result(happening)
        self._waiting = [pair for pair in self._waiting if not pair[1].done()]

    def fail(self, error: MumbleError) -> None:
        """Nothing will happen any more on this connection."""
        for _, future in self._waiting:
            if not future.done():
                future.set_exception(error)
                future.exception()  # somebody may have stopped waiting
        self._waiting.clear()
