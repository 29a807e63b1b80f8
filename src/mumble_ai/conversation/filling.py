"""Fills one long wait with a few words, which the answer does not begin before the end of."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import Callable

from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.commitment import Commitment
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.speaking.filler import filler_due_after_s
from mumble_ai.conversation.speaking.playout import Playout
from mumble_ai.conversation.speaking.reply import played
from mumble_ai.conversation.turn import Trouble, Turn
from mumble_ai.conversation.turn_taking.floor import Place


class Filling:
    """The filler of one answer.

    Args:
        to: The only one who hears it; None for everybody at the door.
        has_sound: Whether there is something of the answer to hear.
    """

    def __init__(
        self, turn: Turn, cast: Cast, commitment: Commitment, to: Participant | None, has_sound: Callable[[], bool]
    ) -> None:
        self._turn = turn
        self._cast = cast
        self._commitment = commitment
        self._to = to
        self._has_sound = has_sound
        self._playout: Playout | None = None

    def pause(self) -> None:
        """The speaker seems to go on."""
        if self._playout is not None:
            self._playout.pause()

    def resume(self) -> None:
        """The speaker did not go on."""
        if self._playout is not None:
            self._playout.resume()

    async def run(self, place: Place) -> None:
        """Waits until a filler is due and plays it; cancel it when there is an answer."""
        time = asyncio.get_running_loop().time
        since_s = self._commitment.from_s
        if not place.is_up:  # until now somebody else was answered, which is no silence
            await place.come_up()
            since_s = max(since_s, time())
        due_s = since_s + filler_due_after_s(self._cast.waits.expected_s, self._cast.filling)
        if math.isinf(due_s):
            return
        await asyncio.sleep(max(0.0, due_s - time()))
        await self._commitment.gate.wait()
        sound = self._cast.fillers.next()
        if sound is None or self._has_sound():
            return
        self._turn.decide(time(), "filler", f"nothing to hear after {time() - since_s:.1f} s")
        at_once = asyncio.Event()
        at_once.set()
        self._playout = Playout(self._cast.outlet, self._cast.policy.playout, at_once, lambda: None, to=self._to)
        with self._commitment.filled(), contextlib.suppress(Trouble):
            await played(self._playout, sound.text, sound.pcm)
