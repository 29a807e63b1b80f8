"""Replays a take through the policy of turn ends, in the time of its sound and not in that of a clock.

Voice activity, the sound of a pause and its words are found out once a take; every contestant then decides on the same
facts. A verdict comes as late as the model needs, measured in this very run.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from benchmarks.turn_taking.takes import Take
from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.conversation.listening.ear import EarPolicy
from mumble_ai.conversation.turn_taking.endpointing import End, Endpointing, SpeechFacts, decide
from mumble_ai.conversation.turn_taking.pauses import LEAST_PAUSE_S, PauseHabits
from mumble_ai.conversation.turn_taking.unfinished import is_unfinished
from mumble_ai.speech.vad import CHUNK_S, VadModel

PRE_ROLL_S: Final = 0.3
LONGEST_S: Final = 8.0
EAR: Final = EarPolicy()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about one pause.

    Attributes:
        completeness: By its sound.
        is_unfinished: By its words.
    """

    completeness: float
    is_unfinished: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A take, and all that is heard in it.

    Attributes:
        activity: Speech probability of each chunk.
        verdicts: By the index of the last chunk before the pause.
        last: Index of the last chunk that may be speech.
    """

    take: Take
    activity: Float32
    verdicts: dict[int, Verdict]
    last: int


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to end turns.

    Attributes:
        listens: Whether it asks the model about each pause.
        reads: Whether it looks at the words.
        learns: Whether it knows what the speaker did before.
    """

    name: str
    policy: Endpointing
    listens: bool = False
    reads: bool = False
    learns: bool = False


@dataclass(slots=True)
class Outcome:
    """What became of takes.

    Attributes:
        pauses: In-turn pauses of at least `LEAST_PAUSE_S`.
        cut: Those in which the answer would have been heard.
        takes: Turns.
        spoilt: Turns cut at least once.
        delays_s: From the end of each last word to the moment from which the answer may be heard.
        made_in_vain: Answers that were begun and dropped unheard.
    """

    pauses: int = 0
    cut: int = 0
    takes: int = 0
    spoilt: int = 0
    delays_s: list[float] = field(default_factory=list[float])
    made_in_vain: int = 0


class Listener:
    """Finds out what contestants are told.

    Args:
        judge: Completeness of `(n,) float32` sound at 16 000 Hz.
        read: Text of such sound.
        after_s: Silence after which a pause is judged.
    """

    def __init__(
        self,
        vad: VadModel,
        judge: Callable[[Float32], float],
        read: Callable[[Float32], Awaitable[str]],
        after_s: float,
    ) -> None:
        self._vad = vad
        self._judge = judge
        self._read = read
        self._after_s = after_s
        self.took_s: list[float] = []
        """Processor time of each verdict on a sound, which is what it takes on a machine with nothing else to do."""

    async def hear(self, take: Take) -> Heard:
        """Everything that is heard in a take."""
        activity = self._vad.probabilities(take.audio)
        likely = np.flatnonzero(activity >= EAR.silence_probability)
        begin_s = max(0.0, likely[0] * CHUNK_S - PRE_ROLL_S)
        verdicts: dict[int, Verdict] = {}
        for last, following in zip(likely, [*likely[1:], activity.size], strict=True):
            judged_s = (last + 1) * CHUNK_S + self._after_s
            if (following - last - 1) * CHUNK_S < self._after_s:
                continue
            audio = take.audio[round(begin_s * SPEECH_RATE_HZ) : round(judged_s * SPEECH_RATE_HZ)]
            began_s = time.thread_time()
            completeness = self._judge(audio[-round(LONGEST_S * SPEECH_RATE_HZ) :])
            self.took_s.append(time.thread_time() - began_s)
            verdicts[int(last)] = Verdict(completeness, is_unfinished(await self._read(audio)))
        return Heard(take, activity, verdicts, int(likely[-1]))


def replay(
    heard: Heard, contestant: Contestant, habits: PauseHabits, judging_s: float, outcome: Outcome
) -> PauseHabits:
    """Lets a contestant decide; adds to `outcome`, returns what it has learned of the speaker."""
    turn = _Turn(heard, contestant, habits, judging_s)
    for chunk in range(heard.activity.size):
        turn.hear(chunk)
    outcome.takes += 1
    outcome.pauses += turn.pauses
    outcome.cut += turn.cut
    outcome.spoilt += turn.cut > 0
    outcome.made_in_vain += turn.made_in_vain
    outcome.delays_s.append(turn.audible_s - heard.take.ends_s)
    return turn.habits.finished()


class _Turn:
    """One take on its way through one contestant."""

    def __init__(self, heard: Heard, contestant: Contestant, habits: PauseHabits, judging_s: float) -> None:
        self.habits = habits
        self.pauses = self.cut = self.made_in_vain = 0
        self._heard = heard
        self._contestant = contestant
        self._judging_s = judging_s
        self._facts: SpeechFacts | None = None
        self._last_likely = -1
        self._audible_s: float | None = None

    @property
    def audible_s(self) -> float:
        """When the answer may be heard; the take is too short for some contestants, they are asked again at its end."""
        if self._audible_s is None and self._facts is not None:
            decision = decide(self._contestant.policy, self._facts, self._facts.likely_until_s)
            return decision.audible_from_s if isinstance(decision, End) else decision.until_s
        assert self._audible_s is not None
        return self._audible_s

    def hear(self, chunk: int) -> None:
        """Takes the next chunk of sound."""
        now_s, probability = (chunk + 1) * CHUNK_S, self._heard.activity[chunk]
        if probability >= EAR.speech_probability:
            self._speech(now_s)
        if probability >= EAR.silence_probability:
            self._last_likely = chunk
            if self._facts is not None:
                self._facts = self._facts.heard_perhaps(now_s)
        if self._facts is not None and self._audible_s is None:
            self._judge(now_s)
            self._decide(now_s)

    def _speech(self, now_s: float) -> None:
        if self._facts is None:
            self._facts = SpeechFacts(now_s - CHUNK_S, now_s, now_s, habits=self.habits)
            return
        habits = self._after_pause(now_s, now_s - CHUNK_S - self._facts.surely_until_s)
        if self._contestant.learns:
            self.habits = habits
        self._facts = replace(self._facts.heard_speech(now_s), habits=self.habits)
        self._audible_s = None

    def _after_pause(self, now_s: float, pause_s: float) -> PauseHabits:
        if pause_s < LEAST_PAUSE_S:
            return self.habits
        self.pauses += 1
        if self._audible_s is None:
            return self.habits.paused(pause_s)
        if self._audible_s < now_s - CHUNK_S:
            self.cut += 1
            return self.habits.cut_off(pause_s)
        self.made_in_vain += 1
        return self.habits.resumed(pause_s)

    def _judge(self, now_s: float) -> None:
        assert self._facts is not None
        verdict = self._heard.verdicts.get(self._last_likely)
        policy = self._contestant.policy
        due_s = (self._last_likely + 1) * CHUNK_S + policy.pause_s + self._judging_s
        if verdict is None or not self._contestant.listens or now_s < due_s or self._facts.completeness is not None:
            return
        unfinished = verdict.is_unfinished if self._contestant.reads else None
        self._facts = self._facts.judged(verdict.completeness, is_unfinished=unfinished)

    def _decide(self, now_s: float) -> None:
        assert self._facts is not None
        decision = decide(self._contestant.policy, self._facts, now_s)
        if isinstance(decision, End):
            self._audible_s = decision.audible_from_s
