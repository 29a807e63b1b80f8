"""Recall at k: the share of a question's evidence among the first k turns, as a mean over questions."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarks.recall_methods.conversations import Asked
from benchmarks.report import Row, percentile

DEPTHS: Final = (5, 10, 20, 50)
ALL: Final = "all"
_RESAMPLED: Final = 1000


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and what a method found for it.

    Attributes:
        ranked: Indexes of turns, the best first.
        took_s: None where the method was not timed.
    """

    asked: Asked
    conversation: str
    ranked: Sequence[int]
    took_s: float | None = None

    def recall(self, depth: int) -> float:
        """The share of the evidence among the first `depth`."""
        return len(self.asked.evidence.intersection(self.ranked[:depth])) / len(self.asked.evidence)


def row(method: str, what: str, answered: Sequence[Answered]) -> Row:
    """The figures of one method on some questions."""
    times_s = [one.took_s for one in answered if one.took_s is not None]
    by_ten = [one.recall(10) for one in answered]
    return {
        "method": method,
        "questions": what,
        "n": len(answered),
        **{f"recall_at_{k}": round(100 * statistics.fmean(one.recall(k) for one in answered), 1) for k in DEPTHS},
        "at_10_plus_minus": round(100 * _half_interval(by_ten), 1),
        "p50_ms": round(1000 * percentile(times_s, 50), 1) if times_s else None,
        "p95_ms": round(1000 * percentile(times_s, 95), 1) if times_s else None,
    }


def rows(method: str, answered: Sequence[Answered], *, apart: bool) -> list[Row]:
    """All questions together and, on demand, by category and by conversation."""
    found = [row(method, ALL, answered)]
    if apart:
        for attribute in ("category", "conversation"):
            kinds = sorted({_kind(one, attribute) for one in answered})
            found += [row(method, kind, [o for o in answered if _kind(o, attribute) == kind]) for kind in kinds]
    return found


def _kind(answered: Answered, attribute: str) -> str:
    return answered.asked.category if attribute == "category" else answered.conversation


def _half_interval(values: Sequence[float]) -> float:
    """Half of the 95 % interval of a mean, by bootstrap over questions."""
    random = np.random.default_rng(0)
    means = random.choice(np.array(values), (_RESAMPLED, len(values))).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(high - low) / 2
