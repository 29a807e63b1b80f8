"""BM25 over a turn and its neighbours: an answer is often one turn away from the words of the question."""

from __future__ import annotations

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
"""Telling words of a turn, and what is taken for a turn whose length is not known."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Turns with words of the question, in the order of their places.

    Attributes:
        places: `(n,)` running numbers, ascending.
        talks: `(n,)` the talk of each, as a number.
        lengths: `(n,)` telling words of each.
        matches: `(terms, n)` bool: which words each has.
    """

    places: NDArray[np.int64]
    talks: NDArray[np.int64]
    lengths: NDArray[np.float64]
    matches: NDArray[np.bool_]


def rarity(messages_with: NDArray[np.float64], messages: int) -> NDArray[np.float64]:
    """Inverse document frequency of words, from how many messages have each."""
    return np.log1p((max(messages, 1) - messages_with + 0.5).clip(0.5) / (messages_with + 0.5))


def with_neighbours(found: Postings) -> Postings:
    """The same turns and those before and after them, which have no word of the question themselves."""
    places = np.unique(np.concatenate([found.places - 1, found.places, found.places + 1]))
    places = places[places >= 0]
    at = np.searchsorted(places, found.places)
    talks, lengths = np.zeros(len(places), np.int64), np.full(len(places), USUAL_LENGTH)
    unknown = np.ones(len(places), np.bool_)
    matches = np.zeros((len(found.matches), len(places)), np.bool_)
    talks[at], lengths[at], matches[:, at], unknown[at] = found.talks, found.lengths, found.matches, False
    # A neighbour's talk is not known: that of the turn beside it is assumed, and found out when it is read.
    for beside in (1, -1):
        is_beside = np.roll(~unknown, beside) & (places - np.roll(places, beside) == beside)
        talks = np.where(unknown & is_beside, np.roll(talks, beside), talks)
        unknown &= ~is_beside
    return Postings(places, talks, lengths, matches)


def scores(turns: Postings, rarities: NDArray[np.float64]) -> NDArray[np.float64]:
    """`(n,)` BM25 of each turn with its neighbours."""
    neighbours = Neighbours.of(turns.places, turns.talks)
    has = turns.matches.astype(np.float64)
    counts = has + NEIGHBOUR * (neighbours.before(has) + neighbours.after(has))
    lengths = turns.lengths + NEIGHBOUR * (neighbours.before(turns.lengths) + neighbours.after(turns.lengths))
    saturation = K1 * (1 - B + B * lengths / (USUAL_LENGTH * (1 + 2 * NEIGHBOUR)))
    return rarities @ (counts * (K1 + 1) / (counts + saturation))
