"""Turns that follow each other in one talk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which rows follow each other.

    Attributes:
        follows: `(n - 1,)` bool: row i + 1 is the turn after row i, in the same talk.
    """

    follows: NDArray[np.bool_]

    @staticmethod
    def of(places: NDArray[np.int64], talks: NDArray[np.int64]) -> Neighbours:
        """From running numbers, ascending, and the talk of each row."""
        return Neighbours((np.diff(places) == 1) & (np.diff(talks) == 0))

    def before(self, values: Float) -> Float:
        """For each row, in the last axis, the value of the turn before it; 0 where there is none."""
        shifted = np.zeros_like(values)
        shifted[..., 1:] = values[..., :-1] * self.follows
        return shifted

    def after(self, values: Float) -> Float:
        """For each row the value of the turn after it; 0 where there is none."""
        shifted = np.zeros_like(values)
        shifted[..., :-1] = values[..., 1:] * self.follows
        return shifted
