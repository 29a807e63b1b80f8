"""Recall: the lines said before that belong to what is said now, each with who, when and why."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.recall import lookup
from mumble_ai.memory.recall.candidates import Search, candidates_of
from mumble_ai.memory.recall.choosing import Ranked, Recalled, choose
from mumble_ai.memory.recall.embedding import Embedder
from mumble_ai.memory.recall.lookup import Line
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
from mumble_ai.memory.recall.searching import around, look_for, search_of
from mumble_ai.memory.recall.shelf import Shelf
from mumble_ai.memory.recall.shelves import Shelves
from mumble_ai.memory.recall.spreading import spread
from mumble_ai.memory.recall.understanding import Understanding, Understood
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.database import Database
from mumble_ai.storage.vectors import VectorIndex

LEAST_RANKED: Final = 60
"""Lines read, out of which those that fit the budget are chosen."""
LEAST_SIMILARITY: Final = 0.3
"""Cosine from which a line is recalled that has no word of the question in or beside it, in `Ranking.LATE`."""
TOPIC: Final = {"active": 0.2, "resolved": -0.4}
"""What the state of a line's topic counts; the signs of a good line add up to about ten."""
OUTDATED: Final = 1.0
"""What it counts against a line that its facts have been replaced."""
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RecallPolicy:
    """How much is looked at and given.

    Attributes:
        by_words: Turns looked at for their words, and their neighbours with them.
        by_meaning: Turns looked at for their vectors, likewise.
        most_lines: Lines given at most, however small they are.
        ranking: `LATE` weighs every sign; `MIX` adds cosine and keywords alone.
        semantic_weight: Share of the cosine in `MIX`.
        least_similarity: Cosine from which `MIX` recalls a line that has no word of the question in or beside it.
    """

    by_words: int = 60
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
        self._understanding = Understanding(embedder, vectors)
        self._assistant_name = assistant_name
        self._policy = policy or RecallPolicy()
        is_mix = self._policy.ranking is Ranking.MIX
        self._least_similarity = self._policy.least_similarity if is_mix else LEAST_SIMILARITY
        self._weights = weights or Weights()
        self._language = language
        self._shelves = Shelves(db)

    def standing(self) -> Standing:
        """Whether lines are found by meaning too, or by their words alone."""
        if trouble := self._understanding.trouble:
            return Standing(f"keyword search only: {trouble}", degraded=True)
        return Standing("keywords and meaning")

    async def recall(
        self,
        person_id: UUID,
        text: str,
        *,
        now: datetime,
        budget_tokens: int,
        but: Collection[UUID] = (),
        heard_by_others: bool = False,
        most_lines: int | None = None,
    ) -> list[Recalled]:
        """The lines that belong to what is said, the likeliest first.

        Args:
            now: The moment; what is said later is not recalled.
            budget_tokens: What all lines together may take of a prompt, about.
            but: Messages that are in the prompt anyway.
            heard_by_others: Lines said in private are left out.
            most_lines: Lines given at most; None for what the policy says.

        Raises:
            DatabaseUnavailable: Nothing can be recalled now.
        """
        question = read_question(text, self._language)
        asking = asyncio.create_task(self._understanding.of(person_id, text, self._policy.by_meaning))
        try:
            async with self._db.person(person_id) as session:
                # What others may not hear is known when it is read: then everything is.
                most = None if heard_by_others else LEAST_RANKED
                best = await self._place(session, question, asking, person_id, but, most, now)
                lines = await lookup.read_lines(session, [one.message_id for one in best]) if best else {}
        finally:
            asking.cancel()
        if len(lines) < len(best):
            self._shelves.forget(person_id)
        ranked = [_read(one, line) for one in best if (line := lines.get(one.message_id))]
        if heard_by_others:
            ranked = [one for one in ranked if not one.line.private]
        ranked.sort(key=lambda one: -one.score)
        if question.asks_for_several:
            ranked = spread(ranked)
        most = self._policy.most_lines if most_lines is None else most_lines
        return choose(ranked, question, budget_tokens=budget_tokens, most=most)

    async def _place(
        self,
        session: AsyncSession,
        question: Question,
        asking: asyncio.Task[Understood],
        person_id: UUID,
        but: Collection[UUID],
        most: int | None,
        now: datetime,
    ) -> list[_Placed]:
        """The messages that may belong to a question, the likeliest first, as far as they are near enough."""
        shelf = await self._shelves.of(session, person_id)
        if not len(shelf.lines):
            return []
        found = await asyncio.to_thread(look_for, question, shelf, person_id, self._assistant_name)
        best = list(found.scores)[: self._policy.by_words]
        # Read while the model and the index are at work.
        packed = await self._tokens_of(session, person_id, shelf, around(shelf, best))
        understood = await asking
        search = search_of(found, understood, shelf)
        rows = around(shelf, [*best, *search.near])
        rows = rows[shelf.lines.said_at[rows] <= (now - _EPOCH) // timedelta(microseconds=1)]
        if but:
            rows = np.setdiff1d(rows, list(shelf.rows_of(list(but)).values())).astype(np.int32)
        packed |= await self._tokens_of(session, person_id, shelf, rows, packed)
        weights = self._weights_for(search) if understood.encoding is not None else WORDS_ALONE
        return await asyncio.to_thread(self._rank, question, shelf, rows, search, packed, weights, most, now)

    async def _tokens_of(
        self,
        session: AsyncSession,
        person_id: UUID,
        shelf: Shelf,
        rows: NDArray[np.int32],
        known: Collection[int] = (),
    ) -> dict[int, bytes]:
        """The token vectors of rows that are not known yet."""
        if self._embedder is None or self._policy.ranking is Ranking.MIX:
            return {}
        ids = {row: shelf.key(row) for row in rows.tolist() if row not in known}
        if not ids:
            return {}
        found = await self._shelves.tokens(session, person_id, list(ids.values()), self._embedder.name)
        return {row: found.get(key, b"") for row, key in ids.items()}

    def _rank(
        self,
        question: Question,
        shelf: Shelf,
        rows: NDArray[np.int32],
        search: Search,
        packed: Mapping[int, bytes],
        weights: Weights,
        most: int | None,
        now: datetime,
    ) -> list[_Placed]:
        if not len(rows):
            return []
        tokens = [packed.get(row, b"") for row in rows.tolist()]
        candidates, neighbours = candidates_of(
            question, shelf, rows, search, tokens, assistant_name=self._assistant_name, now=now
        )
        seen = signs(candidates, neighbours)
        total = score(seen, weights)
        best_first: list[int] = np.argsort(-total, kind="stable").tolist()
        near = [n for n in best_first if self._is_near_enough(int(rows[n]), search)]
        by_row = np.stack(list(seen.values()), axis=1).tolist()
        return [
            _Placed(shelf.message_id(int(rows[n])), float(total[n]), dict(zip(seen, by_row[n], strict=True)), weights)
            for n in near[:most]
        ]

    def _is_near_enough(self, row: int, search: Search) -> bool:
        return row in search.keywords or search.near.get(row, 0.0) >= self._least_similarity

    def _weights_for(self, search: Search) -> Weights:
        if self._policy.ranking is Ranking.MIX:
            return plain_mix(self._policy.semantic_weight)
        return self._weights if search.tokens is not None else WITHOUT_TOKENS


@dataclass(frozen=True, slots=True)
class _Placed:
    """A message with its score and the signs that speak for it."""

    message_id: UUID
    score: float
    signs: Mapping[str, float]
    weights: Weights


def _read(placed: _Placed, line: Line) -> Ranked:
    read = {"topic": TOPIC.get(line.topic_state, 0.0), "outdated": -OUTDATED * line.is_outdated}
    weighed = {name: getattr(placed.weights, name) * sign for name, sign in placed.signs.items()}
    return Ranked(line, placed.score + sum(read.values()), placed.signs, weighed | read)
