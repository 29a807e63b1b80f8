"""The real thing to measure: PostgreSQL, Chroma, the indexer and recall, with conversations in it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import numpy as np

from benchmarks.recall_methods.conversations import Conversation
from benchmarks.recall_methods.counting import DEPTHS, Answered
from mumble_ai.memory.recall.embedding import Embedder
from mumble_ai.memory.recall.index import Indexer
from mumble_ai.memory.recall.recall import Recall, RecallPolicy
from mumble_ai.memory.recall.understanding import NEAR_S
from mumble_ai.storage import outbox
from mumble_ai.storage.chroma import ChromaIndex
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.migrate import upgrade
from mumble_ai.storage.tables import Message, Person, Session
from mumble_ai.storage.vectors import Float32, Near, VectorIndex, VectorItem
from tests.support.chroma_server import ChromaServer
from tests.support.postgres import PostgresServer

NO_LIMIT: Final = 1_000_000
LATER: Final = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class ExactIndex:
    """A vector index in memory that is never wrong."""

    _items: dict[tuple[str, UUID], dict[UUID, Float32]] = field(default_factory=dict)
    _stacked: dict[tuple[str, UUID], tuple[list[UUID], Float32]] = field(default_factory=dict)

    async def add(self, space: str, items: Sequence[VectorItem]) -> None:
        """See `VectorIndex.add`."""
        for item in items:
            self._items.setdefault((space, item.person_id), {})[item.item_id] = item.vector
            self._stacked.pop((space, item.person_id), None)

    async def query(self, space: str, vector: Float32, person_id: UUID, limit: int) -> list[Near]:
        """See `VectorIndex.query`."""
        known = self._items.get((space, person_id))
        if not known:
            return []
        if (space, person_id) not in self._stacked:
            self._stacked[space, person_id] = list(known), np.stack(list(known.values()))
        ids, vectors = self._stacked[space, person_id]
        similarity = vectors @ vector
        nearest = np.argsort(-similarity, kind="stable")[:limit]
        return [Near(ids[n], float(similarity[n])) for n in nearest]

    async def delete(self, person_id: UUID, item_ids: Sequence[UUID] | None = None, space: str = "") -> None:
        """See `VectorIndex.delete`."""
        for key in [key for key in self._items if key[1] == person_id and space in ("", key[0])]:
            for item_id in list(self._items[key]) if item_ids is None else item_ids:
                self._items[key].pop(item_id, None)
            self._stacked.pop(key, None)


@dataclass(frozen=True, slots=True)
class House:
    """A database with an index beside it."""

    db: Database
    index: VectorIndex

    async def move_in(self, conversation: Conversation, embedder: Embedder) -> dict[UUID, int]:
        """Stores and indexes a conversation, as its first speaker's; gives message id to index of the turn."""
        person = Person(id=new_id(), name=conversation.people[0])
        talks = {turn.talk: new_id() for turn in conversation.turns}
        ids = {new_id(): n for n in range(len(conversation.turns))}
        async with self.db.everybody("moves in") as session:
            session.add(person)
            await session.flush()
            session.add_all(_session(person.id, talk_id, conversation, talk) for talk, talk_id in talks.items())
            await session.flush()
            for message_id, n in ids.items():
                turn = conversation.turns[n]
                session.add(
                    Message(
                        id=message_id,
                        person_id=person.id,
                        session_id=talks[turn.talk],
                        role="user" if turn.who == conversation.people[0] else "assistant",
                        kind="text",
                        door="web",
                        text=turn.text,
                        said_at=turn.said_at,
                    )
                )
        indexer = Indexer(self.db, embedder, assistant_name=conversation.people[1])
        await indexer.index(person.id, ids)
        await outbox.deliver(self.db, self.index)
        return ids

    async def ask(
        self, conversation: Conversation, embedder: Embedder, policy: RecallPolicy | None = None
    ) -> list[Answered]:
        """Moves a conversation in and asks its questions, one after the other."""
        ids = await self.move_in(conversation, embedder)
        async with self.db.everybody("asks") as session:
            message = await session.get(Message, next(iter(ids)))
            assert message is not None
        recall = Recall(
            self.db,
            embedder,
            self.index,
            assistant_name=conversation.people[1],
            policy=policy or RecallPolicy(most_lines=max(DEPTHS)),
        )
        answered: list[Answered] = []
        for question in conversation.questions:
            began_s = time.perf_counter()
            found = await recall.recall(message.person_id, question.text, now=LATER, budget_tokens=NO_LIMIT)
            took_s = time.perf_counter() - began_s
            answered.append(Answered(question, conversation.name, [ids[one.message_id] for one in found], took_s))
        return answered


def _session(person_id: UUID, talk_id: UUID, conversation: Conversation, talk: int) -> Session:
    turns = [turn for turn in conversation.turns if turn.talk == talk]
    began, ended = turns[0].said_at, turns[-1].said_at
    return Session(
        id=talk_id,
        person_id=person_id,
        door="web",
        state="closed",
        started_at=began,
        last_active_at=ended,
        closed_at=ended,
        message_count=len(turns),
    )


@asynccontextmanager
async def open_house(**options: str) -> AsyncGenerator[House]:
    """A PostgreSQL of its own in a temporary folder, with every table, and a Chroma.

    Args:
        options: Settings of the PostgreSQL.
    """
    with (
        tempfile.TemporaryDirectory(prefix="mumble-ai-recall-") as folder,
        PostgresServer(Path(folder) / "data", **options) as server,
        ChromaServer(Path(folder) / "vectors") as chroma,
    ):
        await upgrade(server.cluster.url())
        db = Database(server.cluster.url())
        index = ChromaIndex(chroma.url, query_s=NEAR_S)
        yield House(db, index)
        await index.close()
        await db.close()
