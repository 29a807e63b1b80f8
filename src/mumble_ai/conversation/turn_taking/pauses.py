"""How one person pauses, learned from what they did: pure, small, and made of plain numbers.

Three things are learned. How long this person is silent in the middle of what they say, as a high quantile of their own
pauses; old ones fade, and with few of them the normal silence counts. How often they go on after what sounded like the
end. And whose terminators these are: a person who
lets go of a push-to-talk key does it at all sorts of moments and seldom goes on at once, while a client that closes its
gate by itself does it after the same silence each time, also in the middle of a sentence.
"""

from __future__ import annotations

import dataclasses
import math
import statistics
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

LEAST_PAUSE_S: Final = 0.2
"""A shorter silence is part of a word or of a breath, and tells nothing."""
MOST_PAUSES: Final = 32
"""Pauses kept."""
FADING: Final = 0.94
"""Weight that a pause keeps with each one that follows: about the last 17 count."""
QUIET_FADING: Final = 0.98
"""Weight that a pause keeps with each turn that ended without one: habits go back to normal by themselves."""
CUT_OFF_WEIGHT: Final = 3.0
"""A pause in which the speaker was cut off counts as this many."""
PRIOR_WEIGHT: Final = 4.0
"""The normal silence counts as this many pauses."""
QUANTILE: Final = 0.9
"""Of the pauses that must not end a turn."""
MARGIN: Final = 1.15
"""By how much the allowance exceeds the quantile."""
LEAST_ALLOWANCE_S: Final = 0.4
"""Nobody is given less than this."""
END_WEIGHT: Final = 0.15
"""Weight of the newest end in `goes_on`: about the last dozen count."""
MOST_GAPS: Final = 9
"""Terminator gaps kept."""
GATE_SPREAD_S: Final = 0.05
"""Standard deviation of the silence before a gate closes, as seen through the network and 32 ms chunks."""
KEY_MEAN_S: Final = 0.25
"""Mean silence before a key is let go, an exponential distribution."""
SHORTEST_HOLD_S: Final = 0.12
"""No gate that a client offers by default closes sooner than this after speech."""
AT_ONCE_S: Final = 1.0
"""Going on within this time after a terminator is going on at once."""
SURE: Final = 3.0
"""Log odds from which the kind of terminator is believed."""
MOST_LOG_ODDS: Final = 6.0
"""Bound, so that a new client is noticed within a few turns."""


class Terminator(StrEnum):
    """Who ends the talk spurts of a person."""

    UNKNOWN = "unknown"
    KEY = "key"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class PauseHabits:
    """What is known of one person's pauses; each method returns the habits after one more observation.

    Attributes:
        pauses: In-turn pauses, oldest first: seconds and weight.
        goes_on: How often they went on after a turn had seemed over, 0 to 1.
        gaps: Silence before the last terminators, seconds.
        gate_log_odds: Above 0 where terminators look like those of a gate, below 0 where they look like those of a key.
    """

    pauses: tuple[tuple[float, float], ...] = ()
    goes_on: float = 0.0
    gaps: tuple[float, ...] = ()
    gate_log_odds: float = 0.0

    @property
    def terminator(self) -> Terminator:
        """Whose terminators these are, once that is sure."""
        if abs(self.gate_log_odds) < SURE:
            return Terminator.UNKNOWN
        return Terminator.GATE if self.gate_log_odds > 0 else Terminator.KEY

    def paused(self, pause_s: float, *, after_terminator: bool = False) -> Self:
        """The speaker went on after such a pause, and nobody had thought that the turn was over."""
        return self._with_pause(pause_s, 1.0)._judge_terminator(pause_s if after_terminator else None)

    def resumed(self, pause_s: float, *, after_terminator: bool = False) -> Self:
        """The turn had seemed over, but the speaker went on before an answer was audible."""
        return self.paused(pause_s, after_terminator=after_terminator)._with_end(went_on=True)

    def cut_off(self, pause_s: float, *, after_terminator: bool = False) -> Self:
        """The speaker went on after such a pause, but the answer to the first half was audible already."""
        habits = self._with_pause(pause_s, CUT_OFF_WEIGHT)._with_end(went_on=True)
        return habits._judge_terminator(pause_s if after_terminator else None)

    def finished(self, *, after_terminator: bool = False) -> Self:
        """A turn was over, and the speaker did not go on."""
        faded = tuple((pause_s, weight * QUIET_FADING) for pause_s, weight in self.pauses)
        habits = dataclasses.replace(self, pauses=faded)._with_end(went_on=False)
        return habits._judge_terminator(math.inf) if after_terminator else habits

    def terminated(self, gap_s: float) -> Self:
        """The client ended the talk spurt after this much silence."""
        if gap_s < SHORTEST_HOLD_S:
            change = -1.0
        elif len(self.gaps) < 2:
            change = 0.0
        else:
            off = (gap_s - statistics.median(self.gaps)) / GATE_SPREAD_S
            as_gate = -off * off / 2 - math.log(GATE_SPREAD_S * math.sqrt(2 * math.pi))
            as_key = -gap_s / KEY_MEAN_S - math.log(KEY_MEAN_S)
            change = min(1.0, max(-2.0, as_gate - as_key))
        return dataclasses.replace(self, gaps=(*self.gaps, gap_s)[-MOST_GAPS:])._shift(change)

    def allowance_s(self, normal_s: float, most_s: float) -> float:
        """Silence that this speaker is given before a turn is over.

        Args:
            normal_s: For somebody of whom nothing is known.
            most_s: Upper bound.
        """
        weight = sum(w for _, w in self.pauses)
        own_s = self._quantile_s() * MARGIN if self.pauses else normal_s
        mixed_s = (normal_s * PRIOR_WEIGHT + own_s * weight) / (PRIOR_WEIGHT + weight)
        return min(most_s, max(min(LEAST_ALLOWANCE_S, normal_s), mixed_s))

    def _with_pause(self, pause_s: float, weight: float) -> Self:
        if pause_s < LEAST_PAUSE_S:
            return self
        faded = tuple((old_s, w * FADING) for old_s, w in self.pauses)
        return dataclasses.replace(self, pauses=(*faded, (pause_s, weight))[-MOST_PAUSES:])

    def _with_end(self, *, went_on: bool) -> Self:
        return dataclasses.replace(self, goes_on=self.goes_on + END_WEIGHT * (went_on - self.goes_on))

    def _judge_terminator(self, silence_s: float | None) -> Self:
        if silence_s is None:
            return self
        return self._shift(2.0 if silence_s <= AT_ONCE_S else -0.3)

    def _shift(self, change: float) -> Self:
        odds = min(MOST_LOG_ODDS, max(-MOST_LOG_ODDS, self.gate_log_odds + change))
        return dataclasses.replace(self, gate_log_odds=odds)

    def _quantile_s(self) -> float:
        wanted = QUANTILE * sum(w for _, w in self.pauses)
        reached = 0.0
        for pause_s, weight in sorted(self.pauses):
            reached += weight
            if reached >= wanted:
                return pause_s
        return max(pause_s for pause_s, _ in self.pauses)
