"""Says something that nobody asked for, such as a reminder: politely, once, and not over anybody's words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from mumble_ai.conversation.answering import Answering, State, pieces_of
from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.turn import Outcome, Turn
from mumble_ai.conversation.turn_taking.floor import Place


class Announcement(Answering):
    """One thing said to one participant.

    Args:
        alone: Whether only that participant hears it.
    """

    def __init__(self, turn: Turn, cast: Cast, text: str, *, alone: bool = False) -> None:
        super().__init__(turn, cast, turn.speaker if alone else None)
        self._text = text
        self._is_finished = asyncio.Event()

    def start(self) -> None:
        """Says it as soon as everybody before has been answered."""
        self._commitment.begin(self._time())
        self._begin(self._attempt, self._cast.floor.queue(self.turn.speaker, self))

    async def finished(self) -> str:
        """Waits until it is over, one way or another; returns the words that were heard."""
        await self._is_finished.wait()
        return self.turn.heard

    async def _attempt(self, place: Place) -> Outcome:
        self._enter(State.WAITING)
        await place.come_up()
        self._enter(State.ANSWERING)
        self.turn.decide(self._time(), "announced", "nobody asked for it")
        await self._speak(pieces_of(self._text))
        return Outcome.ANSWERED

    def _finish(self, outcome: Outcome) -> None:
        super()._finish(outcome)
        self._is_finished.set()

    def _why_by_name(self) -> str:
        return "others are here" if self._cast.people() > 1 else ""


class Quiet:
    """Tells when nobody speaks and nothing waits for an answer."""

    def __init__(self) -> None:
        self._is_quiet = asyncio.Event()
        self._waiting = 0

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for it; otherwise nobody needs to look."""
        return self._waiting > 0

    def show(self, is_quiet: bool) -> None:
        """Tells how it is now."""
        if is_quiet:
            self._is_quiet.set()
        else:
            self._is_quiet.clear()

    async def come(self, within_s: float, look: Callable[[], None]) -> bool:
        """Waits until it is quiet; False where it did not become so in time.

        Args:
            look: Calls `show`; asked once, later changes are told.
        """
        self._waiting += 1
        look()
        try:
            async with asyncio.timeout(within_s):
                await self._is_quiet.wait()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True
