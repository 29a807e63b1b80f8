"""Lines of a shelf that may belong to a question, as numbers for the ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from mumble_ai.memory.recall import late_interaction
from mumble_ai.memory.recall.late_interaction import QuestionTokens
from mumble_ai.memory.recall.moments import moment_in
from mumble_ai.memory.recall.neighbours import Neighbours
from mumble_ai.memory.recall.question import Question
from mumble_ai.memory.recall.ranking import Candidates, Column
from mumble_ai.memory.recall.shelf import Shelf
from mumble_ai.memory.recall.signs import ASKS, HAS_NUMBER, HAS_TIME, IS_PHATIC, MOST_NAMES, NAMES


@dataclass(frozen=True, slots=True)
class Search:
    """What was found before any line was looked at.

    Attributes:
        keywords: Row of the shelf to BM25 score.
        near: Row to cosine, of the nearest in meaning.
        tokens: Of the question; None without an embedder that gives them.
    """

    keywords: Mapping[int, float]
    near: Mapping[int, float]
    tokens: QuestionTokens | None


def candidates_of(
    question: Question,
    shelf: Shelf,
    rows: NDArray[np.int32],
    search: Search,
    packed: Sequence[bytes],
    *,
    assistant_name: str,
    now: datetime,
) -> tuple[Candidates, Neighbours]:
    """The lines as numbers, and which of them follow each other.

    Args:
        rows: `(n,)` of the shelf, ascending; at least one.
        packed: The token vectors of each.
    """
    lines = shelf.lines
    talks = lines.talks[rows]
    who: list[int] = lines.who[rows].tolist()
    neighbours = Neighbours.of(lines.places[rows].astype(np.int64), talks)
    alone, together = _late(packed, search.tokens, neighbours)
    signs = lines.signs[rows].astype(np.int64)
    floor = min(search.near.values(), default=0.0)
    moment = moment_in(question.text, now)
    as_list: list[int] = rows.tolist()
    found = Candidates(
        alone=alone,
        together=together,
        keywords=np.array([search.keywords.get(row, 0.0) for row in as_list]),
        meaning=np.array([search.near.get(row, floor) for row in as_list]),
        speaker=_speakers(question, [lines.names[n] for n in who], assistant_name),
        asks=_has(signs, ASKS),
        lengths=lines.lengths[rows].astype(np.float64),
        opens=np.asarray(1.0 / (1.0 + shelf.turns[rows]), np.float64),
        tells_time=_has(signs, HAS_TIME) * question.asks_when,
        tells_number=_has(signs, HAS_NUMBER) * question.asks_how_many,
        said_then=np.zeros(len(rows)) if moment is None else moment.fits(lines.said_at[rows]),
        phatic=_has(signs, IS_PHATIC),
        names=(signs >> NAMES) / MOST_NAMES,
        talks=talks,
    )
    return found, neighbours


def _has(signs: NDArray[np.int64], sign: int) -> Column:
    return ((signs & sign) > 0).astype(np.float64)


def _late(packed: Sequence[bytes], tokens: QuestionTokens | None, neighbours: Neighbours) -> tuple[Column, Column]:
    if tokens is None:
        return np.zeros(len(packed)), np.zeros(len(packed))
    near = late_interaction.nearest(tokens, packed)
    return late_interaction.alone(tokens, near), late_interaction.together(tokens, near, neighbours)


def _speakers(question: Question, who: Sequence[str], assistant_name: str) -> Column:
    """Who is asked about: whoever is named, else the one who asks, or the assistant."""
    named = question.named(set(who))
    if len(named) == 1:
        return np.array([1.0 if name in named else -1.0 for name in who])
    if not named and question.of_asker != question.of_assistant:
        return np.array([1.0 if (name == assistant_name) == question.of_assistant else -1.0 for name in who])
    return np.zeros(len(who))
