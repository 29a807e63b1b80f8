"""Speech that falls into an answer which its speaker hears: the answer pauses, and words decide whether it goes on."""

from __future__ import annotations

import asyncio

from mumble_ai.conversation.answering import Answering
from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.listening.ear import Ear
from mumble_ai.conversation.listening.hearing import Hearing
from mumble_ai.conversation.turn import Outcome
from mumble_ai.conversation.turn_taking.interruption import Interjection, Verdict, has_meaning, judge


class Interjecting:
    """One utterance that fell into the answer `over`."""

    def __init__(
        self, over: Answering, ear: Ear, hearing: Hearing, started_s: float, cast: Cast, language: str | None
    ) -> None:
        self._over = over
        self._started_s = started_s
        self._ear = ear
        self._hearing = hearing
        self._cast = cast
        self._language = language
        self._paused_s: float | None = None
        self._settled_s = 0.0
        self._is_let_go = False

    @property
    def over(self) -> Answering | None:
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
        partial = self._hearing.partial
        if self._is_new_speech():
            self._pause(now_s, f"{self._ear.speech_s * 1000:.0f} ms of speech")
        facts = Interjection(
            speech_s=self._ear.speech_s,
            text=partial or None,
            is_pausing=is_pausing,
            is_own_voice=bool(partial) and self._cast.own_voice.is_echo(partial, self._started_s, now_s),
            paused_for_s=0.0 if self._paused_s is None else now_s - self._paused_s,
            has_partials=self._hearing.has_partials,
        )
        verdict, why = judge(self._cast.interruption, facts, self._language)
        match verdict:
            case Verdict.REAL:
                self._over.turn.decide(now_s, "interrupted", why)
                await self._over.stop(Outcome.INTERRUPTED)
            case Verdict.FALSE:
                self._let_go(why, for_good=not is_pausing)
            case Verdict.UNCLEAR if partial and has_meaning(self._cast.interruption, partial, self._language):
                self._pause(now_s, why)
            case Verdict.UNCLEAR:
                pass

    def give_up(self, why: str) -> None:
        """Nothing came of it: the answer goes on."""
        self._over.resume(why)

    def _is_new_speech(self) -> bool:
        """Whether there is speech that the answer was not paused for yet."""
        speech_s = self._ear.speech_s - self._settled_s
        return not self._is_let_go and speech_s >= self._cast.interruption.pause_s - 1e-9

    def _pause(self, now_s: float, why: str) -> None:
        if self._paused_s is None:
            self._paused_s = now_s
            self._over.pause(why)

    def _let_go(self, why: str, *, for_good: bool) -> None:
        """The answer goes on; more speech pauses it again unless that is `for_good`, words do in any case."""
        self._is_let_go = self._is_let_go or for_good
        self._settled_s = self._ear.speech_s
        if self._paused_s is not None:
            self._paused_s = None
            self._over.resume(why)
