"""How long a part is waited for, learned from how long it took lately. Pure."""

from __future__ import annotations

import statistics
from collections import deque
from dataclasses import dataclass
from typing import Final

REMEMBERED: Final = 20
"""Waits that count; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class PatiencePolicy:
    """Bounds of the wait, in seconds.

    Attributes:
        first_s: While nothing is known about the part.
        least_s: However fast it usually is; a busy machine makes even a good part late now and then.
        most_s: However slow it usually is.
        times: Multiple of the usual wait that is waited.
    """

    first_s: float
    least_s: float
    most_s: float
    times: float = 3.0


class Patience:
    """Waits for one kind of work."""

    def __init__(self, policy: PatiencePolicy) -> None:
        self._policy = policy
        self._took_s: deque[float] = deque(maxlen=REMEMBERED)

    def note(self, took_s: float, units: float = 1.0) -> None:
        """The part did `units` of work in `took_s` seconds."""
        self._took_s.append(took_s / units)

    @property
    def usual_s(self) -> float | None:
        """What one unit usually takes, in seconds; None while nothing is known."""
        # The lower median: one cold start among the first few does not make the part a slow one.
        return statistics.median_low(self._took_s) if self._took_s else None

    def limit_s(self, units: float = 1.0) -> float:
        """How long `units` of work may take before it is taken for lost, in seconds."""
        policy, usual_s = self._policy, self.usual_s
        if usual_s is None:
            return policy.first_s
        return min(max(policy.least_s, policy.times * usual_s * units), policy.most_s)
