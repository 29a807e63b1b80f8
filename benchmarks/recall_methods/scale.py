"""Recall and writing where one person has said very much: made-up talk, seeded, whose words are as common as real ones.

The vectors are random, so that only time is measured here. Questions are embedded by the real model.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import insert, text

from benchmarks.recall_methods.house import LATER, House
from benchmarks.report import Row, summary_ms
from mumble_ai.memory.recall import token_matrix
from mumble_ai.memory.recall.embedding import Embedder, unit
from mumble_ai.memory.recall.index import Indexer
from mumble_ai.memory.recall.recall import Recall
from mumble_ai.memory.recall.signs import signs_of
from mumble_ai.memory.recall.terms import numbers_of, telling_words
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Message, Person, RecallEntry, RecallTokens, Session
from mumble_ai.storage.vectors import VectorItem

TALK_MESSAGES: Final = 20
MESSAGE_WORDS: Final = 12
VOCABULARY: Final = 30_000
QUESTIONS: Final = 300
WRITES: Final = 300
BUDGET_TOKENS: Final = 600
_BATCH: Final = 5000
_SYLLABLES: Final = tuple(a + b for a in "bdfgklmnprst" for b in "aeiou")
_BEGAN: Final = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Talk:
    """Made-up talk: `(messages, words)` numbers of words, the commoner the smaller (Zipf's law)."""

    words: NDArray[np.int64]

    @staticmethod
    def of(messages: int) -> Talk:
        random = np.random.default_rng(4)
        weights = 1 / (np.arange(VOCABULARY) + 10)
        return Talk(random.choice(VOCABULARY, (messages, MESSAGE_WORDS), p=weights / weights.sum()))

    def text(self, n: int) -> str:
        return " ".join(_spelt(int(word)) for word in self.words[n]).capitalize() + "."

    def question(self, n: int) -> str:
        """Five of a message's words, as somebody asks who wants to find it."""
        return "Do you know what I said about " + " ".join(_spelt(int(word)) for word in self.words[n][:5]) + "?"


async def measure_scale(house: House, embedder: Embedder, messages: int) -> list[Row]:
    """Times of recall and of writing, with so many messages of one person stored."""
    talk = Talk.of(messages)
    person_id, talk_id = await _move_in(house, embedder.name, talk)
    recall = Recall(house.db, embedder, house.index, assistant_name="assistant")
    asked_s: list[float] = []
    for n in np.random.default_rng(5).integers(messages, size=QUESTIONS).tolist():
        began_s = time.perf_counter()
        await recall.recall(person_id, talk.question(n), now=LATER, budget_tokens=BUDGET_TOKENS)
        asked_s.append(time.perf_counter() - began_s)
    indexer = Indexer(house.db, embedder, assistant_name="assistant")
    written_s, embedded_s = [], []
    for n in range(WRITES):
        message = _message(person_id, talk_id, messages + n, talk.text(n))
        began_s = time.perf_counter()
        async with house.db.person(person_id) as session:
            session.add(Message(**message))
        await indexer.note_words(person_id, [message["id"]])
        written_s.append(time.perf_counter() - began_s)
        await indexer.embed(person_id, [message["id"]], embedder)
        embedded_s.append(time.perf_counter() - began_s - written_s[-1])
    times = {
        "recall": asked_s,
        "write, found by words": written_s,
        "then, as a job, found by meaning": embedded_s,
    }
    return [{"what": what, "messages": messages, "n": len(took), **summary_ms(took)} for what, took in times.items()]


async def _move_in(house: House, space: str, talk: Talk) -> tuple[UUID, UUID]:
    person = Person(id=new_id(), name="Anna")
    count = len(talk.words)
    talks = [new_id() for _ in range(-(-count // TALK_MESSAGES))]
    async with house.db.everybody("moves in") as session:
        session.add(person)
    for begin in range(0, count, _BATCH):
        batch = range(begin, min(begin + _BATCH, count))
        await _store(house, person.id, talks, batch, talk, space)
    async with house.db.everybody("moves in") as session:
        for table in ("messages", "recall_entries", "recall_tokens"):
            await session.execute(text(f"ANALYZE {table}"))
    return person.id, talks[-1]


async def _store(house: House, person_id: UUID, talks: list[UUID], batch: range, talk: Talk, space: str) -> None:
    random = np.random.default_rng(batch.start)
    vectors = unit(random.standard_normal((len(batch), 384)).astype(np.float32))
    packed = token_matrix.pack(unit(random.standard_normal((MESSAGE_WORDS, 384)).astype(np.float32)))
    messages, entries, tokens, items = [], [], [], []
    for n, vector in zip(batch, vectors, strict=True):
        message = _message(person_id, talks[n // TALK_MESSAGES], n, talk.text(n))
        words = telling_words(message["text"])
        numbers = numbers_of(words, person_id)
        messages.append(message)
        owner = {"message_id": message["id"], "person_id": person_id, "space": space}
        entries.append(
            owner
            | {"session_id": message["session_id"], "place": n, "who": "Anna", "terms": numbers, "length": len(words)}
            | {"signs": signs_of(message["text"]).packed, "said_at": message["said_at"]}
        )
        tokens.append(owner | {"tokens": packed})
        items.append(VectorItem(message["id"], person_id, vector))
    async with house.db.everybody("moves in") as session:
        mine = dict.fromkeys(message["session_id"] for message in messages)
        await session.execute(insert(Session), [_session(person_id, talk_id) for talk_id in mine])
        for table, rows in ((Message, messages), (RecallEntry, entries), (RecallTokens, tokens)):
            await session.execute(insert(table), rows)
    await house.index.add(space, items)


def _session(person_id: UUID, talk_id: UUID) -> dict[str, Any]:
    moments = dict.fromkeys(("started_at", "last_active_at", "closed_at"), _BEGAN)
    return {"id": talk_id, "person_id": person_id, "door": "web", "state": "closed"} | moments


def _message(person_id: UUID, talk_id: UUID, n: int, said: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person_id": person_id,
        "session_id": talk_id,
        "role": "user",
        "kind": "text",
        "door": "web",
        "text": said,
        "said_at": _BEGAN + timedelta(seconds=30 * n),
    }


def _spelt(word: int) -> str:
    spelt = ""
    for _ in range(3):
        word, syllable = divmod(word, len(_SYLLABLES))
        spelt += _SYLLABLES[syllable]
    return spelt
