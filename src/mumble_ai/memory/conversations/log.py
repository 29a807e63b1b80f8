"""Keeps every conversation without making it wait, and reads it back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import structlog

from mumble_ai.memory.conversations import history, keeping, topic_words
from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.memory.conversations.history import HistorySearch, Page, Said
from mumble_ai.memory.conversations.keeping import Kept, Unknown
from mumble_ai.memory.conversations.session_cache import SessionCache
from mumble_ai.memory.conversations.session_policy import SessionPolicy
from mumble_ai.memory.conversations.topic_tracking import Evidence, SentenceEmbedder, resolve
from mumble_ai.memory.conversations.write_behind import RETRY_S, Spool, WriteBehind
from mumble_ai.memory.people.people import Meeting, People
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.database import Database, DatabaseUnavailable

_log = structlog.get_logger(__name__)

EMBED_S: Final = 2.0
_TOPIC_CHARACTERS: Final = 1000


@dataclass(frozen=True, slots=True)
class LogPolicy:
    """What is kept at hand.

    Attributes:
        short_term: Messages of a talk that are restored after a restart.
    """

    sessions: SessionPolicy = field(default_factory=SessionPolicy)
    short_term: int = 10


class ConversationLog:
    """Everything said, by person.

    Args:
        embedder: For topics; without it they are told by words alone.
        retry_s: How long the database is left alone before what waits on disk is offered again.
    """

    def __init__(
        self,
        db: Database,
        people: People,
        spool: Spool,
        *,
        cache: SessionCache | None = None,
        embedder: SentenceEmbedder | None = None,
        policy: LogPolicy | None = None,
        retry_s: float = RETRY_S,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._people = people
        self._cache = cache
        self._embedder = embedder
        self._policy = policy or LogPolicy()
        self._now = now
        self._behind = WriteBehind(self._store, spool, retry_s=retry_s)

    def start(self) -> None:
        """Begins to store what is recorded."""
        self._behind.start()

    def record(self, exchange: SpokenExchange) -> None:
        """Takes an exchange to be kept; returns at once and never fails."""
        record: dict[str, Any] = {"exchange": exchange.to_json()}
        if meeting := self._people.meeting_of(exchange.person_id):
            record["meeting"] = asdict(meeting)
        self._behind.put(record)

    async def flush(self) -> None:
        """Returns when everything recorded so far is stored or on disk."""
        await self._behind.flush()

    async def close(self) -> None:
        """Stores what waits, or leaves it on disk for the next start."""
        await self._behind.close()

    def standing(self) -> Standing:
        """Whether what is said is being kept."""
        return self._behind.standing()

    async def recent(self, person_id: UUID, limit: int) -> list[Said]:
        """The last messages of a person, oldest first.

        Raises:
            DatabaseUnavailable: They can't be read now.
        """
        async with self._db.person(person_id) as session:
            return await history.last_messages(session, limit)

    async def search(self, person_id: UUID, wanted: HistorySearch) -> Page:
        """One page of what a person said or was told.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            return await history.search(session, wanted)

    async def short_term(self, person_id: UUID, door: str) -> list[Said]:
        """The last messages of the talk this person would go on with now, oldest first; none where there is none.

        Never fails: what neither the cache nor the database gives is not remembered.
        """
        if self._cache and (cached := await self._cache.read(person_id, door)) is not None:
            return cached[-self._policy.short_term :]
        try:
            async with self._db.person(person_id) as session:
                since = self._now() - self._policy.sessions.end
                talk = await history.open_session(session, door, since)
                return await history.last_messages(session, self._policy.short_term, session_id=talk) if talk else []
        except DatabaseUnavailable as error:
            _log.warning("a talk is not taken up again", why=str(error))
            return []

    async def tend(self) -> None:
        """Notes which sessions and topics are over by now; called now and then.

        Raises:
            DatabaseUnavailable: Later, then.
        """
        async with self._db.everybody("sessions and topics end by the clock") as session:
            await keeping.tend(session, self._policy.sessions, self._now())
            await resolve(session, self._now())

    async def _store(self, record: dict[str, Any]) -> None:
        exchange = SpokenExchange.from_json(record["exchange"])
        if meeting := record.get("meeting"):
            person_id = await self._people.met_again(Meeting(**meeting))
            if person_id is None:
                return
            exchange = replace(exchange, person_id=person_id)
        evidence = await self._evidence(exchange)
        try:
            await self._keep(exchange, evidence)
        except DatabaseUnavailable:
            await self._remember(exchange)
            raise
        except Unknown:
            linked_to = await self._people.get(exchange.person_id)
            if linked_to is None:
                return
            exchange = replace(exchange, person_id=linked_to.id)
            await self._keep(exchange, evidence)
        await self._remember(exchange)

    async def _keep(self, exchange: SpokenExchange, evidence: Evidence) -> Kept:
        async with self._db.person(exchange.person_id) as session:
            return await keeping.keep(
                session,
                exchange,
                evidence,
                policy=self._policy.sessions,
                now=self._now(),
            )

    async def _remember(self, exchange: SpokenExchange) -> None:
        if self._cache and self._now() - exchange.said_at < self._policy.sessions.end:
            await self._cache.add(exchange)

    async def _evidence(self, exchange: SpokenExchange) -> Evidence:
        asked, heard = exchange.asked_text[:_TOPIC_CHARACTERS], exchange.heard_text[:_TOPIC_CHARACTERS]
        terms = topic_words.of_exchange(asked, heard)
        if self._embedder and terms:
            try:
                async with asyncio.timeout(EMBED_S):
                    vectors = await self._embedder.embed([f"{asked}\n{heard}"])
                return Evidence(terms, vectors[0], self._embedder.name)
            except Exception as error:
                _log.warning("a topic is told by its words alone", why=str(error) or type(error).__name__)
        return Evidence(terms)
