"""Which lines of a shelf are looked at: those that have words of the question in or beside them, and those near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mumble_ai.memory.recall import keywords
from mumble_ai.memory.recall.candidates import Search
from mumble_ai.memory.recall.late_interaction import question_tokens
from mumble_ai.memory.recall.question import Question
from mumble_ai.memory.recall.shelf import Shelf
from mumble_ai.memory.recall.terms import number_of
from mumble_ai.memory.recall.understanding import Understood

KEPT_SCORES: Final = 1000
"""Keyword scores remembered beyond those of the candidates, for lines that are candidates by their meaning."""
A_NAME: Final = 2.0
"""What the name of somebody who speaks weighs among the words of a question, whose rarity is 3 to 6."""


@dataclass(frozen=True, slots=True)
class ByWords:
    """What a question finds by its words.

    Attributes:
        scores: Row of the shelf to BM25 score, the highest first.
        weights: Of each word of the question.
    """

    question: Question
    scores: Mapping[int, float]
    weights: Sequence[float]


def look_for(question: Question, shelf: Shelf, person_id: UUID, assistant_name: str) -> ByWords:
    """The lines that have words of the question in or beside them."""
    told = question.told_by((*shelf.lines.names, assistant_name))
    terms = list(dict.fromkeys(word.term for word in told or question.words))
    with_word = [shelf.rows_with(number_of(term, person_id)) for term in terms]
    counts = [len(rows) for rows in with_word]
    rarities = keywords.rarity(np.array(counts, np.float64), len(shelf.lines))
    rarity_of = dict(zip(terms, rarities.tolist(), strict=True))
    weights = [rarity_of.get(word.term, A_NAME) for word in question.words]
    chosen = keywords.worth_looking_for(counts)
    if not chosen:
        return ByWords(question, {}, weights)
    turns = shelf.postings([with_word[n] for n in chosen])
    return ByWords(question, _best(turns.rows, keywords.scores(turns, rarities[chosen]), KEPT_SCORES), weights)


def search_of(found: ByWords, understood: Understood, shelf: Shelf) -> Search:
    """What was found both ways."""
    rows = shelf.rows_of(list(understood.near)) if understood.near else {}
    near = {row: understood.near[message_id] for message_id, row in rows.items()}
    encoding, tokens = understood.encoding, None
    if encoding is not None and encoding.spans:
        tokens = question_tokens(encoding, found.question.words, found.weights)
    return Search(found.scores, near, tokens)


def around(shelf: Shelf, best: Sequence[int]) -> NDArray[np.int32]:
    """These rows and those before and after them, ascending."""
    middle = np.array(best, np.int32)
    rows = np.unique(np.concatenate([middle - 1, middle, middle + 1]))
    return rows[(rows >= 0) & (rows < len(shelf.lines))]


def _best(rows: NDArray[np.int32], scores: NDArray[np.float64], most: int) -> dict[int, float]:
    """Row to score, the highest first, of those that have any."""
    order: list[int] = np.argsort(-scores, kind="stable")[:most].tolist()
    return {int(rows[n]): float(scores[n]) for n in order if scores[n] > 0}
