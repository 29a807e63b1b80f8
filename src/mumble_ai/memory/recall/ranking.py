"""Puts candidate turns in order by several signs at once. Pure: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mumble_ai.memory.recall.neighbours import Neighbours

Column = NDArray[np.float64]

BEST_OF_A_TALK: Final = 3
"""Turns of a talk that say how well the talk fits."""
LONGEST: Final = 40
"""Telling words after which a longer turn is not more likely to hold an answer."""


class Ranking(StrEnum):
    """How candidates are put in order: by every sign, or by cosine and keywords alone in a fixed mix."""

    LATE = "late"
    MIX = "mix"


@dataclass(frozen=True, slots=True)
class Candidates:
    """Turns to be put in order, each array `(n,)`, in the order of their places.

    Attributes:
        alone: Late interaction of the turn alone; all 0 without an embedder.
        together: The same with its neighbours.
        keywords: BM25 with its neighbours.
        meaning: Cosine of question and turn.
        speaker: 1 where the one asked about speaks, -1 where somebody else does, 0 where nobody is asked about.
        asks: Whether the turn asks something.
        lengths: Telling words.
        opens: How near it is to the beginning of its talk, where news is told; 1 for the first turn.
        tells_time: Whether a moment is asked for and the turn names one.
        tells_number: Whether a number is asked for and the turn has one.
        said_then: Whether a time is named and the turn was said then, or soon after.
        phatic: Whether it is thanks, praise or a greeting.
        names: Proper names in it, 0 to 1.
        talks: Which talk it belongs to.
    """

    alone: Column
    together: Column
    keywords: Column
    meaning: Column
    speaker: Column
    asks: Column
    lengths: Column
    opens: Column
    tells_time: Column
    tells_number: Column
    said_then: Column
    phatic: Column
    names: Column
    talks: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts, in three steps: matches of tokens and of a named time 2, weaker ones 1, hints a half.

    All signs but `asks` and `phatic` speak for a turn.

    Attributes:
        answers: How well the turn before matches, where that one asks something.
        talk: How well the best turns of the same talk match.
    """

    alone: float = 2.0
    together: float = 2.0
    keywords: float = 1.0
    meaning: float = 1.0
    speaker: float = 0.5
    asks: float = -0.5
    answers: float = 2.0
    talk: float = 2.0
    length: float = 0.5
    opens: float = 1.0
    tells_time: float = 1.0
    tells_number: float = 1.0
    said_then: float = 2.0
    phatic: float = -0.5
    names: float = 0.5


WITHOUT_TOKENS: Final = Weights(alone=0.0, together=0.0, keywords=3.5, meaning=2.5, answers=0.0)
"""For embedders that give whole texts only."""
WORDS_ALONE: Final = Weights(alone=0.0, together=0.0, keywords=5.0, meaning=0.0, answers=0.0)
"""For when nothing can be embedded."""
_NOTHING: Final = Weights(**dict.fromkeys(asdict(Weights()), 0.0))


def plain_mix(semantic_weight: float) -> Weights:
    """The fixed mix of cosine and keywords.

    Args:
        semantic_weight: Share of the cosine, 0 to 1.
    """
    return replace(_NOTHING, meaning=semantic_weight, keywords=1.0 - semantic_weight)


def signs(found: Candidates, neighbours: Neighbours) -> Mapping[str, Column]:
    """Every sign of every candidate, normalised to the best one of this question, by the names in `Weights`."""
    first = _share(found.together) + 0.4 * _share(found.keywords) + 0.05 * found.speaker
    return {
        "alone": _share(found.alone),
        "together": _share(found.together),
        "keywords": _share(found.keywords),
        "meaning": _share(found.meaning - found.meaning.min(initial=1.0)),
        "speaker": found.speaker,
        "asks": found.asks,
        "answers": neighbours.before(found.asks) * neighbours.before(_share(found.alone)),
        "talk": _share(_of_talk(first, found.talks)),
        "length": np.log1p(np.minimum(found.lengths, LONGEST)),
        "opens": found.opens,
        "tells_time": found.tells_time,
        "tells_number": found.tells_number,
        "said_then": found.said_then,
        "phatic": found.phatic,
        "names": found.names,
    }


def score(found: Mapping[str, Column], weights: Weights) -> Column:
    """`(n,)`: the higher, the more likely a turn belongs to what was asked."""
    total = np.zeros_like(next(iter(found.values())))
    for name, weight in asdict(weights).items():
        total += weight * found[name]
    return total


def _share(values: Column) -> Column:
    """Of the best one."""
    best = values.max(initial=0.0)
    return np.maximum(values, 0.0) / best if best > 0 else np.zeros_like(values)


def _of_talk(values: Column, talks: NDArray[np.int64]) -> Column:
    """For each turn the mean of the best ones of its talk."""
    order = np.lexsort((-values, talks))
    ordered = talks[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    rank = np.arange(len(talks)) - np.repeat(begins, np.diff(np.append(begins, len(talks))))
    best = np.where(rank < BEST_OF_A_TALK, values[order], 0.0)
    sums = np.add.reduceat(best, begins) if len(begins) else np.zeros(0)
    spread = np.repeat(sums, np.diff(np.append(begins, len(talks))))
    result = np.zeros_like(values)
    result[order] = spread / BEST_OF_A_TALK
    return result
