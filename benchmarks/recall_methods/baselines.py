"""The methods ours is compared with, all on single turns: BM25, the cosine of MiniLM, and the fixed mix of both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.recall_methods.conversations import Conversation
from benchmarks.recall_methods.counting import DEPTHS, Answered
from mumble_ai.memory.recall import keywords
from mumble_ai.memory.recall.embedding import Embedder
from mumble_ai.memory.recall.terms import telling_words

SEMANTIC_WEIGHT: Final = 0.7


class PlainBm25:
    """BM25 of single turns."""

    def __init__(self, conversation: Conversation) -> None:
        documents = [[word.term for word in telling_words(turn.text)] for turn in conversation.turns]
        self._terms = {term: n for n, term in enumerate(sorted({t for document in documents for t in document}))}
        self._counts = np.zeros((len(self._terms), len(documents)))
        for n, document in enumerate(documents):
            for term in document:
                self._counts[self._terms[term], n] += 1
        lengths = self._counts.sum(axis=0)
        self._saturation = keywords.K1 * (1 - keywords.B + keywords.B * lengths / lengths.mean())
        self._rarity = keywords.rarity((self._counts > 0).sum(axis=1).astype(np.float64), len(documents))

    def scores(self, text: str) -> NDArray[np.float64]:
        """`(turns,)` of one question."""
        asked = [self._terms[word.term] for word in telling_words(text) if word.term in self._terms]
        counts = self._counts[asked]
        return self._rarity[asked] @ (counts * (keywords.K1 + 1) / (counts + self._saturation))


async def baselines(conversation: Conversation, embedder: Embedder) -> Mapping[str, list[Answered]]:
    """What each method finds."""
    words = PlainBm25(conversation)
    turns = await embedder.embed([turn.text for turn in conversation.turns])
    asked = await embedder.embed([question.text for question in conversation.questions])
    found: dict[str, list[Answered]] = {"BM25": [], "MiniLM": [], "0.7 MiniLM + 0.3 BM25": []}
    for question, vector in zip(conversation.questions, asked, strict=True):
        by_words, by_meaning = words.scores(question.text), (turns @ vector).astype(np.float64)
        share = by_words / max(by_words.max(), 1e-9)
        mixed = SEMANTIC_WEIGHT * by_meaning + (1 - SEMANTIC_WEIGHT) * share
        for method, scores in zip(found, (by_words, by_meaning, mixed), strict=True):
            ranked = np.argsort(-scores, kind="stable")[: max(DEPTHS)].tolist()
            found[method].append(Answered(question, conversation.name, ranked))
    return found
