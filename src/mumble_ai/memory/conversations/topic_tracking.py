"""Finds the topic of each exchange as it is stored, and moves topics through their lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.conversations import topic_words
from mumble_ai.memory.conversations.topic_policy import (
    BY_MEANING,
    BY_WORDS,
    Begin,
    Stay,
    TakeUp,
    TopicState,
    decide,
)
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Message, Topic

RESOLVED_AFTER: Final = timedelta(hours=24)
"""A topic that was not taken up again for so long is done with, until it is taken up all the same."""
_COMPARED: Final = 20
_LABEL_SETTLES: Final = 3
"""The label follows the first exchanges, then stays what people know it by."""


class SentenceEmbedder(Protocol):
    """Turns texts into vectors of length one; `name` says which model does."""

    @property
    def name(self) -> str: ...
    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an exchange is about, as far as can be told.

    Attributes:
        terms: Its telling words, weighed.
        vector: `(d,)` float32 of length one, or None without an embedder.
        embedder: The model that made it.
    """

    terms: dict[str, float]
    vector: NDArray[np.float32] | None = None
    embedder: str = ""


async def place(
    session: AsyncSession, evidence: Evidence, said_at: datetime, *, is_new_session: bool, private: bool
) -> UUID | None:
    """The topic an exchange of this person belongs to; begins it, or takes it up again, where that is so.

    Args:
        session: One person's, in which nobody else places an exchange of theirs at the same time.
        private: Whether it was said in private: its words belong to no topic that others may read.
    """
    alike_in_privacy = select(Topic).where(Topic.private.is_(private))
    topics = list(await session.scalars(alike_in_privacy.order_by(Topic.last_said_at.desc()).limit(_COMPARED)))
    active = next((topic for topic in topics if topic.state == TopicState.ACTIVE), None)
    if evidence.vector is not None and all(topic.embedder == evidence.embedder for topic in topics):
        policy, alike = BY_MEANING, _by_meaning(topics, evidence.vector)
    else:
        policy, alike = BY_WORDS, _by_words(topics, evidence)
    decision = decide(
        telling_terms=len(evidence.terms),
        active=alike.pop(active.id) if active else None,
        strayed=active.strayed if active else 0,
        others=alike,
        is_new_session=is_new_session,
        policy=policy,
    )
    match decision:
        case Stay(strayed) if active:
            is_telling = not strayed and len(evidence.terms) >= policy.fewest_terms
            _go_on(active, evidence if is_telling else None, said_at, strayed)
            return active.id
        case TakeUp(topic_id):
            topic = next(topic for topic in topics if topic.id == topic_id)
            await _leave(session)
            topic.state, topic.resolved_at = TopicState.ACTIVE, None
            _go_on(topic, evidence, said_at, 0)
            return topic.id
        case Begin(strayed):
            topic = await _begin(session, evidence, said_at, private=private)
            if active and strayed:
                await _take_along(session, active, topic, strayed)
            _go_on(topic, evidence, said_at, 0)
            return topic.id
        case _:
            return None


async def resolve(session: AsyncSession, now: datetime) -> None:
    """Topics nobody came back to are done with."""
    await session.execute(
        update(Topic)
        .where(Topic.state != TopicState.RESOLVED, Topic.last_said_at < now - RESOLVED_AFTER)
        .values(state=TopicState.RESOLVED, resolved_at=now)
    )


async def _begin(session: AsyncSession, evidence: Evidence, said_at: datetime, *, private: bool) -> Topic:
    topic = Topic(
        id=new_id(),
        label=topic_words.label(evidence.terms),
        private=private,
        state=TopicState.ACTIVE,
        started_at=said_at,
        last_said_at=said_at,
        exchanges=0,
        strayed=0,
        terms={},
        centroid=None,
        embedder="",
    )
    await _leave(session)
    session.add(topic)
    await session.flush()
    return topic


async def _leave(session: AsyncSession) -> None:
    """Whatever was talked about until now, in private or not, is left."""
    for active in await session.scalars(select(Topic).where(Topic.state == TopicState.ACTIVE)):
        active.state = TopicState.SWITCHED
    await session.flush()


async def _take_along(session: AsyncSession, left: Topic, begun: Topic, strayed: int) -> None:
    """The exchanges that had strayed from the topic left were the first of the new one."""
    asked = select(Message).where(Message.topic_id == left.id, Message.role == "user")
    first = list(await session.scalars(asked.order_by(Message.said_at.desc()).limit(strayed)))
    if not first:
        return
    begun.started_at = min(message.said_at for message in first)
    for message in reversed(first):
        begun.terms = topic_words.added(begun.terms, topic_words.telling_words(message.text))
    begun.exchanges += len(first)
    left.exchanges -= len(first)
    left.strayed = 0
    await session.execute(
        update(Message)
        .where(Message.topic_id == left.id, Message.said_at >= begun.started_at)
        .values(topic_id=begun.id)
    )


def _go_on(topic: Topic, evidence: Evidence | None, said_at: datetime, strayed: int) -> None:
    """Counts an exchange; what strays from the topic does not change what it is about."""
    topic.exchanges += 1
    topic.strayed = strayed
    topic.last_said_at = max(topic.last_said_at, said_at)
    if evidence is None:
        return
    topic.terms = topic_words.added(topic.terms, evidence.terms)
    if topic.exchanges <= _LABEL_SETTLES:
        topic.label = topic_words.label(topic.terms) or topic.label
    if evidence.vector is not None:
        is_same = topic.centroid is not None and topic.embedder == evidence.embedder
        before = _vector(topic) if is_same else evidence.vector
        weight = 1 / min(topic.exchanges, 8)
        topic.centroid = (before + weight * (evidence.vector - before)).astype("<f4").tobytes()
        topic.embedder = evidence.embedder


def _by_meaning(topics: Sequence[Topic], vector: NDArray[np.float32]) -> dict[UUID, float]:
    centroids = {topic.id: _vector(topic) for topic in topics}
    return {i: float(np.dot(c, vector)) / (float(np.linalg.norm(c)) or 1.0) for i, c in centroids.items()}


def _vector(topic: Topic) -> NDArray[np.float32]:
    return np.frombuffer(topic.centroid or b"", "<f4").astype(np.float32)


def _by_words(topics: Sequence[Topic], evidence: Evidence) -> dict[UUID, float]:
    background = [topic.terms for topic in topics]
    return {topic.id: topic_words.likeness(topic.terms, evidence.terms, background) for topic in topics}
