"""Speech that falls into an answer which its speaker hears: the answer pauses, and words decide whether it goes on."""

from __future__ import annotations

import asyncio

from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.ear import Ear
from mumble_ai.conversation.exchange import Exchange
from mumble_ai.conversation.hearing import Hearing
from mumble_ai.conversation.interruption import Interjection, Verdict, judge
from mumble_ai.conversation.turn import Outcome


class Interjecting:
    """One utterance that fell into the answer `over`."""

    def __init__(
        self, over: Exchange, ear: Ear, hearing: Hearing, started_s: float, cast: Cast, language: str | None
    ) -> None:
        self._over = over
        self._started_s = started_s
        self._ear = ear
        self._hearing = hearing
        self._cast = cast
        self._language = language
        self._paused_s: float | None = None
        self._is_let_go = False

    @property
    def over(self) -> Exchange | None:
        """The answer, unless it has ended."""
        return None if self._over.is_over else self._over

    async def consider(self, *, is_pausing: bool = False) -> None:
        """Looks at what is known by now: pauses the answer, lets it go on, or stops it.

        Args:
            is_pausing: Whether the speaker fell silent.
        """
        if self._over.is_over:
            return
        now_s = asyncio.get_running_loop().time()
        self._pause(now_s)
        partial = self._hearing.partial
        facts = Interjection(
            speech_s=self._ear.speech_s,
            text=partial or None,
            is_pausing=is_pausing,
            is_own_voice=bool(partial) and self._cast.own_voice.is_echo(partial, self._started_s, now_s),
            paused_for_s=0.0 if self._paused_s is None else now_s - self._paused_s,
            has_partials=self._hearing.has_partials,
        )
        verdict, why = judge(self._cast.interruption, facts, self._language)
        if verdict is Verdict.REAL:
            self._over.turn.decide(now_s, "interrupted", why)
            await self._over.stop(Outcome.INTERRUPTED)
        elif verdict is Verdict.FALSE and not self._is_let_go:
            self._is_let_go = True
            self._over.resume(why)

    def give_up(self, why: str) -> None:
        """Nothing came of it: the answer goes on."""
        self._over.resume(why)

    def _pause(self, now_s: float) -> None:
        if self._paused_s is not None:
            return
        certain_s = self._ear.certain_s
        if certain_s >= self._cast.interruption.pause_s - 1e-9:
            self._paused_s = now_s
            self._over.pause(f"{certain_s * 1000:.0f} ms of certain speech")
