"""BM25 over a turn and its neighbours: an answer is often one turn away from the words of the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mumble_ai.memory.recall.neighbours import Neighbours

K1: Final = 1.2
B: Final = 0.75
"""Robertson and Zaragoza, The Probabilistic Relevance Framework (2009)."""
NEIGHBOUR: Final = 0.5
"""What a word in the turn before or after counts."""
USUAL_LENGTH: Final = 10.0
"""Telling words of a turn."""
MOST_WORDS: Final = 14
"""Words of a question that are looked for, the rarest first; a longer text has enough rare ones."""
MOST_TURNS: Final = 2500
"""Turns looked at for their words: the common words of a question are left out beyond that."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Turns with words of the question and the turns beside them, in the order of their places.

    Attributes:
        rows: `(n,)` where each is on the shelf.
        places: `(n,)` running numbers, ascending.
        talks: `(n,)` the talk of each, as a number.
        lengths: `(n,)` telling words of each.
        matches: `(terms, n)` bool: which words each has.
    """

    rows: NDArray[np.int32]
    places: NDArray[np.int64]
    talks: NDArray[np.int64]
    lengths: NDArray[np.float64]
    matches: NDArray[np.bool_]


def rarity(messages_with: NDArray[np.float64], messages: int) -> NDArray[np.float64]:
    """Inverse document frequency of words, from how many messages have each."""
    return np.log1p((max(messages, 1) - messages_with + 0.5).clip(0.5) / (messages_with + 0.5))


def worth_looking_for(messages_with: Sequence[int]) -> list[int]:
    """Which words, as indexes: the rarest, as long as not too many turns have them."""
    order = sorted((n for n, count in enumerate(messages_with) if count), key=lambda n: messages_with[n])
    chosen: list[int] = []
    turns = 0
    for n in order[:MOST_WORDS]:
        turns += messages_with[n]
        if chosen and turns > MOST_TURNS:
            break
        chosen.append(n)
    return chosen


def scores(turns: Postings, rarities: NDArray[np.float64]) -> NDArray[np.float64]:
    """`(n,)` BM25 of each turn with its neighbours."""
    neighbours = Neighbours.of(turns.places, turns.talks)
    has = turns.matches.astype(np.float64)
    counts = has + NEIGHBOUR * (neighbours.before(has) + neighbours.after(has))
    lengths = turns.lengths + NEIGHBOUR * (neighbours.before(turns.lengths) + neighbours.after(turns.lengths))
    saturation = K1 * (1 - B + B * lengths / (USUAL_LENGTH * (1 + 2 * NEIGHBOUR)))
    return rarities @ (counts * (K1 + 1) / (counts + saturation))
