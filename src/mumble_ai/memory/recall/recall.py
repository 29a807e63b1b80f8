"""Recall: the lines said before that belong to what is said now, each with who, when and why."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

import numpy as np
import structlog
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.recall import keywords, lookup
from mumble_ai.memory.recall.candidates import Search, candidates_of, neighbours_of
from mumble_ai.memory.recall.choosing import Ranked, Recalled, choose
from mumble_ai.memory.recall.embedding import Embedder, EmbedderUnavailable, Encoding
from mumble_ai.memory.recall.late_interaction import question_tokens
from mumble_ai.memory.recall.lookup import Line
from mumble_ai.memory.recall.outdated import outdated_among
from mumble_ai.memory.recall.question import Question, read_question
from mumble_ai.memory.recall.ranking import (
    WITHOUT_TOKENS,
    WORDS_ALONE,
    Ranking,
    Weights,
    plain_mix,
    score,
    signs,
)
from mumble_ai.memory.recall.spreading import spread
from mumble_ai.memory.recall.terms import number_of
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.database import Database
from mumble_ai.storage.vectors import VectorIndex, VectorsUnavailable

EMBED_S: Final = 1.0
"""A question that is not embedded by then is looked for by its words."""
NEAR_S: Final = 0.5
"""An index that has not answered by then is done without."""

KEPT_SCORES: Final = 1000
"""Keyword scores remembered beyond those of the candidates, for lines that are candidates by their meaning."""
LEAST_RANKED: Final = 60
"""Lines out of which those that fit the budget are chosen."""
LEAST_SIMILARITY: Final = 0.3
"""Cosine from which a line is recalled that has no word of the question in or beside it, in `Ranking.LATE`."""
A_NAME: Final = 2.0
"""What the name of somebody who speaks weighs among the words of a question, whose rarity is 3 to 6."""
TOPIC: Final = {"active": 0.2, "resolved": -0.4}
"""What the state of a line's topic counts; the signs of a good line add up to about ten."""
OUTDATED: Final = 1.0
"""What it counts against a line that its facts have been replaced."""
_LOOKED_AT: Final = 2

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RecallPolicy:
    """How much is looked at and given.

    Attributes:
        by_words: Turns read for their words, and their neighbours with them.
        by_meaning: Turns read for their vectors, likewise.
        most_lines: Lines given at most, however small they are.
        ranking: `LATE` weighs every sign; `MIX` adds cosine and keywords alone.
        semantic_weight: Share of the cosine in `MIX`.
        least_similarity: Cosine from which `MIX` recalls a line that has no word of the question in or beside it.
    """

    by_words: int = 80
    by_meaning: int = 40
    most_lines: int = 10
    ranking: Ranking = Ranking.LATE
    semantic_weight: float = 0.7
    least_similarity: float = 0.7


class Recall:
    """Finds what was said before.

    Args:
        embedder: None where lines are found by their words alone.
        vectors: None likewise.
        assistant_name: Under which the assistant's own words are kept.
        language: ISO 639-1 code of the words.
    """

    def __init__(
        self,
        db: Database,
        embedder: Embedder | None,
        vectors: VectorIndex | None,
        *,
        assistant_name: str,
        policy: RecallPolicy | None = None,
        weights: Weights | None = None,
        language: str = "en",
    ) -> None:
        self._db = db
        self._embedder = embedder
        self._vectors = vectors
        self._assistant_name = assistant_name
        self._policy = policy or RecallPolicy()
        is_mix = self._policy.ranking is Ranking.MIX
        self._least_similarity = self._policy.least_similarity if is_mix else LEAST_SIMILARITY
        self._weights = weights or Weights()
        self._language = language
        self._trouble = "" if embedder and vectors else "meaning is not compared: that is switched off"

    def standing(self) -> Standing:
        """Whether lines are found by meaning too, or by their words alone."""
        if self._trouble:
            return Standing(f"keyword search only: {self._trouble}", degraded=True)
        return Standing("keywords and meaning")

    async def recall(
        self,
        person_id: UUID,
        text: str,
        *,
        now: datetime,
        budget_tokens: int,
        exclude_session: UUID | None = None,
        heard_by_others: bool = False,
    ) -> list[Recalled]:
        """The lines that belong to what is said, the likeliest first.

        Args:
            now: The moment; what is said later is not recalled.
            budget_tokens: What all lines together may take of a prompt, about.
            exclude_session: A session that is in the prompt anyway.
            heard_by_others: Lines said in private are left out.

        Raises:
            DatabaseUnavailable: Nothing can be recalled now.
        """
        question = read_question(text, self._language)
        embedding = asyncio.create_task(self._understand(person_id, text))
        try:
            async with self._db.person(person_id) as session:
                found = await self._search(session, question, embedding, person_id, exclude_session)
                lines = await self._read(session, found)
                lines = [one for one in lines if one.session_id != exclude_session and one.said_at <= now]
                if heard_by_others:
                    lines = [one for one in lines if not one.private]
                ranked = await asyncio.to_thread(self._rank, question, lines, found)
                best = [one.line.message_id for one in ranked[: _LOOKED_AT * self._policy.most_lines]]
                outdated = await outdated_among(session, best)
        finally:
            embedding.cancel()
        ranked = sorted(ranked, key=lambda one: -(one.score - OUTDATED * (one.line.message_id in outdated)))
        return choose(ranked, question, budget_tokens=budget_tokens, most=self._policy.most_lines, outdated=outdated)

    async def _understand(self, person_id: UUID, text: str) -> _Understood:
        """The question as the model sees it, and what is near it; nothing of it where that can't be had."""
        if self._embedder is None or self._vectors is None:
            return _Understood()
        try:
            async with asyncio.timeout(EMBED_S):
                encoding = (await self._embedder.encode([text]))[0]
        except (EmbedderUnavailable, TimeoutError) as error:
            self._note_trouble(f"the embedder: {error or 'no answer in time'}")
            return _Understood()
        try:
            async with asyncio.timeout(NEAR_S):
                near = await self._vectors.query(
                    self._embedder.name, encoding.vector, person_id, self._policy.by_meaning
                )
        except (VectorsUnavailable, TimeoutError) as error:
            self._note_trouble(f"the vector index: {error or 'no answer in time'}")
            return _Understood(encoding)
        self._note_trouble("")
        return _Understood(encoding, {one.item_id: one.similarity for one in near})

    async def _search(
        self,
        session: AsyncSession,
        question: Question,
        embedding: asyncio.Task[_Understood],
        person_id: UUID,
        exclude_session: UUID | None,
    ) -> _Found:
        name, messages = await lookup.person_and_messages(session)
        told = question.told_by((name, self._assistant_name))
        terms = list(dict.fromkeys(word.term for word in told)) or list(dict.fromkeys(w.term for w in question.words))
        numbers = [number_of(term, person_id) for term in terms]
        counts = await lookup.count_words(session, numbers)
        rarities = keywords.rarity(counts, messages)
        chosen = lookup.worth_looking_for(counts)
        by_place: dict[int, float] = {}
        if chosen:
            postings = await lookup.find_postings(session, [numbers[n] for n in chosen], exclude_session)
            turns = keywords.with_neighbours(postings)
            by_place = _best(turns.places, keywords.scores(turns, rarities[chosen]), KEPT_SCORES)
        understood = await embedding
        near_places = await lookup.places_of(session, understood.near) if understood.near else {}
        wanted = frozenset([*list(by_place)[: self._policy.by_words], *near_places.values()])
        rarity_of = dict(zip(terms, rarities.tolist(), strict=True))
        weights = [rarity_of.get(word.term, A_NAME) for word in question.words]
        tokens = None
        if understood.encoding is not None and understood.encoding.spans:
            tokens = question_tokens(understood.encoding, question.words, weights)
        return _Found(Search(by_place, understood.near, wanted, tokens), understood.encoding is not None)

    async def _read(self, session: AsyncSession, found: _Found) -> list[Line]:
        places = {place + beside for place in found.search.wanted for beside in (-1, 0, 1)}
        space = self._embedder.name if self._embedder and found.search.tokens else ""
        return await lookup.read_lines(session, places, space) if places else []

    def _rank(self, question: Question, lines: list[Line], found: _Found) -> list[Ranked]:
        if not lines:
            return []
        neighbours = neighbours_of(lines)
        seen = signs(candidates_of(question, lines, found.search, neighbours, self._assistant_name), neighbours)
        weights = asdict(self._weights_for(found))
        topics = np.array([TOPIC.get(one.topic_state, 0.0) for one in lines])
        total = score(seen, self._weights_for(found)) + topics
        best_first: list[int] = np.argsort(-total, kind="stable").tolist()
        order = [n for n in best_first if self._is_near_enough(lines[n], found.search)]
        ranked = [
            Ranked(
                lines[n],
                float(total[n]),
                {name: float(column[n]) for name, column in seen.items()},
                {name: weights[name] * float(column[n]) for name, column in seen.items()} | {"topic": float(topics[n])},
            )
            for n in order[: max(LEAST_RANKED, _LOOKED_AT * self._policy.most_lines)]
        ]
        return spread(ranked) if question.asks_for_several else ranked

    def _is_near_enough(self, line: Line, search: Search) -> bool:
        if line.place in search.keywords:
            return True
        return search.near.get(line.message_id, 0.0) >= self._least_similarity

    def _weights_for(self, found: _Found) -> Weights:
        if not found.is_embedded:
            return WORDS_ALONE
        if self._policy.ranking is Ranking.MIX:
            return plain_mix(self._policy.semantic_weight)
        return self._weights if found.search.tokens is not None else WITHOUT_TOKENS

    def _note_trouble(self, trouble: str) -> None:
        if trouble and not self._trouble:
            _log.warning("lines are found by their words alone for now", reason=trouble)
        self._trouble = trouble


@dataclass(frozen=True, slots=True)
class _Understood:
    """A question embedded, and the cosine of the messages nearest to it."""

    encoding: Encoding | None = None
    near: dict[UUID, float] = field(default_factory=dict[UUID, float])


@dataclass(frozen=True, slots=True)
class _Found:
    search: Search
    is_embedded: bool


def _best(places: NDArray[np.int64], scores: NDArray[np.float64], most: int) -> dict[int, float]:
    """Place to score, the highest first, of those that have any."""
    order = np.argsort(-scores, kind="stable")[:most]
    return {int(places[n]): float(scores[n]) for n in order if scores[n] > 0}
