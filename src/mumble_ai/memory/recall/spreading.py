"""Spreads the first lines over talks, for questions whose answer lies in several (maximal marginal relevance)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mumble_ai.memory.recall.choosing import Ranked

SPREAD: Final = 30
"""Lines that are put into another order; those behind them stay."""
BESIDE: Final = 0.5
"""What it counts against a line that the turn before or after it comes earlier in the list."""
SAME_TALK: Final = 0.2
"""The same for each line of its talk that does."""


def spread(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The lines in another order, each with the score that is left to it.

    Args:
        ranked: The best first.
    """
    left = list(ranked[:SPREAD])
    chosen: list[Ranked] = []
    while left:
        best = max(left, key=lambda one: one.score)
        left = [_after(best, one) for one in left if one is not best]
        chosen.append(best)
    lowest = chosen[-1].score if chosen else 0.0
    return chosen + [replace(one, score=min(one.score, lowest)) for one in ranked[SPREAD:]]


def _after(chosen: Ranked, one: Ranked) -> Ranked:
    lost = 0.0
    if one.line.session_id == chosen.line.session_id:
        lost += SAME_TALK
        if abs(one.line.place - chosen.line.place) == 1:
            lost += BESIDE
    return replace(one, score=one.score - lost) if lost else one
