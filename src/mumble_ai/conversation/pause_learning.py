"""Learns how one person pauses from what follows the ends that were decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mumble_ai.conversation.exchange import Exchange
from mumble_ai.conversation.listening.ear import Ear
from mumble_ai.conversation.listening.ear_news import SpeechEnded
from mumble_ai.conversation.turn import Outcome, Stage

CUT_OFF_S: Final = 1.0
"""Whoever goes on this soon after the answer became audible was cut off by it."""


@dataclass(frozen=True, slots=True)
class _Suspect:
    """An answer that may have cut its asker off: speech followed its first sound at once."""

    exchange: Exchange
    pause_s: float
    terminated: bool


class PauseLearning:
    """Tells the habits of `ear` whether each decided end was one."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._end: SpeechEnded | None = None
        self._suspect: _Suspect | None = None

    def ended(self, end: SpeechEnded) -> None:
        """An utterance was taken for the end of a turn."""
        self._end = end

    def went_on(self, started_s: float) -> None:
        """It was none: the speaker went on before an answer was audible."""
        if (end := self._end) is not None:
            pause_s = started_s - end.last_speech_s
            self._ear.habits = self._ear.habits.resumed(pause_s, after_terminator=end.terminated)
            self._end = None

    def finished(self) -> None:
        """It was one: something new begins."""
        if (end := self._end) is not None:
            self._ear.habits = self._ear.habits.finished(after_terminator=end.terminated)
            self._end = None

    def fell_into(self, answer: Exchange, started_s: float) -> None:
        """The speaker speaks while the answer is heard, which may mean that it came too early."""
        first_s, end = answer.turn.times.get(Stage.FIRST_PACKET), self._end
        if first_s is not None and end is not None and started_s - first_s < CUT_OFF_S:
            self._suspect = _Suspect(answer, started_s - end.last_speech_s, end.terminated)

    def look_again(self) -> None:
        """Sees whether an answer that may have come too early was indeed stopped."""
        suspect = self._suspect
        if suspect is None or not suspect.exchange.is_over:
            return
        self._suspect = None
        if suspect.exchange.turn.outcome is Outcome.INTERRUPTED:
            self._ear.habits = self._ear.habits.cut_off(suspect.pause_s, after_terminator=suspect.terminated)
