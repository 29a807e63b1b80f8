"""Lines that were read, as numbers for the ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mumble_ai.memory.recall import late_interaction
from mumble_ai.memory.recall.late_interaction import QuestionTokens
from mumble_ai.memory.recall.lookup import Line
from mumble_ai.memory.recall.neighbours import Neighbours
from mumble_ai.memory.recall.question import Question
from mumble_ai.memory.recall.ranking import Candidates, Column
from mumble_ai.memory.recall.signs import MOST_NAMES


@dataclass(frozen=True, slots=True)
class Search:
    """What was found before any line was read.

    Attributes:
        keywords: Place to BM25 score.
        near: Message to cosine, of the nearest in meaning.
        wanted: Places to be read, with the turns before and after them.
        tokens: Of the question; None without an embedder that gives them.
    """

    keywords: Mapping[int, float]
    near: Mapping[UUID, float]
    wanted: frozenset[int]
    tokens: QuestionTokens | None


def neighbours_of(lines: Sequence[Line]) -> Neighbours:
    """Which of these lines follow each other."""
    return Neighbours.of(np.array([line.place for line in lines], np.int64), _talks(lines))


def candidates_of(
    question: Question, lines: Sequence[Line], search: Search, neighbours: Neighbours, assistant_name: str
) -> Candidates:
    """The lines as numbers.

    Args:
        lines: At least one, in the order of their places.
    """
    alone, together = _late(lines, search.tokens, neighbours)
    signs = [line.signs for line in lines]
    floor = min(search.near.values(), default=0.0)
    return Candidates(
        alone=alone,
        together=together,
        keywords=np.array([search.keywords.get(line.place, 0.0) for line in lines]),
        meaning=np.array([search.near.get(line.message_id, floor) for line in lines]),
        speaker=_speakers(question, lines, assistant_name),
        asks=np.array([s.asks for s in signs], np.float64),
        lengths=np.array([line.length for line in lines], np.float64),
        tells_time=np.array([question.asks_when and s.has_time for s in signs], np.float64),
        tells_number=np.array([question.asks_how_many and s.has_number for s in signs], np.float64),
        phatic=np.array([s.is_phatic for s in signs], np.float64),
        names=np.array([s.names for s in signs]) / MOST_NAMES,
        talks=_talks(lines),
    )


def _late(lines: Sequence[Line], tokens: QuestionTokens | None, neighbours: Neighbours) -> tuple[Column, Column]:
    if tokens is None:
        return np.zeros(len(lines)), np.zeros(len(lines))
    near = late_interaction.nearest(tokens, [line.tokens for line in lines])
    return late_interaction.alone(tokens, near), late_interaction.together(tokens, near, neighbours)


def _speakers(question: Question, lines: Sequence[Line], assistant_name: str) -> Column:
    """Who is asked about: whoever is named, else the one who asks, or the assistant."""
    named = question.named({line.who for line in lines})
    if len(named) == 1:
        return np.array([1.0 if line.who in named else -1.0 for line in lines])
    if not named and question.of_asker != question.of_assistant:
        return np.array([1.0 if (line.who == assistant_name) == question.of_assistant else -1.0 for line in lines])
    return np.zeros(len(lines))


def _talks(lines: Sequence[Line]) -> NDArray[np.int64]:
    numbers: dict[UUID, int] = {}
    return np.array([numbers.setdefault(line.session_id, len(numbers)) for line in lines], np.int64)
