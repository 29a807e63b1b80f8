"""Late interaction: each telling token of the question finds its nearest token in a turn (ColBERT, Khattab 2020).

Here with an encoder that was not trained for it, so rare words weigh more, and a turn may be helped by its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mumble_ai.memory.recall.embedding import Encoding
from mumble_ai.memory.recall.neighbours import Neighbours
from mumble_ai.memory.recall.terms import Word
from mumble_ai.memory.recall.token_matrix import Float32, products, rows_in

SHARPNESS: Final = 1.5
"""Power of a similarity: a near match counts for more than several faint ones."""
NEIGHBOUR: Final = 0.8
"""What a match in the turn before or after counts."""


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """The telling tokens of a question.

    Attributes:
        tokens: `(n, d)` unit vectors.
        weights: `(n,)` adding up to one.
    """

    tokens: Float32
    weights: NDArray[np.float64]


def question_tokens(encoding: Encoding, words: Sequence[Word], weights: Sequence[float]) -> QuestionTokens:
    """The tokens of the words that tell something, each with the weight of its word.

    Args:
        weights: Of each word, such as its rarity. Where all are nothing, all tokens count alike.
    """
    by_token = np.array([_weight_at(span, words, weights) for span in encoding.spans])
    kept = by_token > 0
    if not kept.any():
        kept, by_token = np.ones(len(by_token), np.bool_), np.ones(len(by_token))
    return QuestionTokens(encoding.tokens[kept], by_token[kept] / max(by_token[kept].sum(), 1e-9))


def nearest(question: QuestionTokens, packed: Sequence[bytes]) -> NDArray[np.float64]:
    """`(n, turns)`: how near the nearest token of each turn is to each token of the question, 0 to 1.

    Args:
        packed: The token vectors of each turn; empty for a turn without.
    """
    found = np.zeros((len(question.weights), len(packed)))
    counts = np.array([rows_in(one, question.tokens.shape[1]) for one in packed], np.int64)
    has = counts > 0
    if has.any() and len(question.weights):
        similarity = products(b"".join(packed), question.tokens)
        begins = np.concatenate([[0], np.cumsum(counts[has])[:-1]])
        found[:, has] = np.maximum.reduceat(similarity, begins, axis=0).T
    return np.maximum(found, 0)


def alone(question: QuestionTokens, near: NDArray[np.float64]) -> NDArray[np.float64]:
    """`(turns,)`: how well each turn alone matches."""
    return question.weights @ near**SHARPNESS


def together(question: QuestionTokens, near: NDArray[np.float64], neighbours: Neighbours) -> NDArray[np.float64]:
    """`(turns,)`: how well each turn matches with the help of its neighbours."""
    helped = np.maximum(neighbours.before(near), neighbours.after(near)) * NEIGHBOUR
    return question.weights @ np.maximum(near, helped) ** SHARPNESS


def _weight_at(span: tuple[int, int], words: Sequence[Word], weights: Sequence[float]) -> float:
    for word, weight in zip(words, weights, strict=True):
        if span[0] < word.end and word.begin < span[1]:
            return weight
    return 0.0
