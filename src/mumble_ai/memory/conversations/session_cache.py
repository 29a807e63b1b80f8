"""The last messages of each talk, in Redis, so that a talk goes on at once after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import structlog

from mumble_ai.memory.conversations.exchange import SpokenExchange, plain
from mumble_ai.memory.conversations.history import Said
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.redis import RedisAway

_log = structlog.get_logger(__name__)

TTL_S: Final = 30 * 60.0
_PREFIX: Final = "session:"


class SessionCache:
    """Messages of a person at a door, for half an hour after the last; it may vanish at any moment.

    Args:
        limit: Messages of a talk that are kept.
    """

    def __init__(self, cache: Cache, *, limit: int, ttl_s: float = TTL_S) -> None:
        self._cache = cache
        self._limit = limit
        self._ttl_s = ttl_s

    async def add(self, exchange: SpokenExchange) -> None:
        """Remembers an exchange; does nothing while Redis is away. Remembered twice, it is read once."""
        if self._limit:
            for said in _of(exchange):
                name = _name(exchange.person_id, exchange.door)
                await self._cache.append(name, said, keep=2 * self._limit, ttl_s=self._ttl_s)

    async def read(self, person_id: UUID, door: str) -> list[Said] | None:
        """The last messages, oldest first; None where nothing is remembered."""
        kept = await self._cache.recent(_name(person_id, door))
        if kept is None:
            return None
        known = {said.message_id: said for said in map(_said, kept)}
        return sorted(known.values(), key=lambda said: said.said_at)[-self._limit :]

    async def forget(self, person_id: UUID) -> None:
        """Forgets all talks of a person; while Redis is away they are forgotten when their time is over."""
        try:
            await self._cache.drop_all(f"{_PREFIX}{person_id}:")
        except RedisAway as error:
            _log.warning("the last talk is forgotten in half an hour", why=str(error))


def _name(person_id: UUID, door: str) -> str:
    return f"{_PREFIX}{person_id}:{door}"


def _of(exchange: SpokenExchange) -> Sequence[dict[str, Any]]:
    def said(message_id: UUID, role: str, text: str, said_at: datetime) -> Said:
        return Said(
            message_id=message_id,
            session_id=None,
            turn_id=exchange.turn_id,
            role=role,
            kind="voice" if exchange.spoken else "text",
            door=exchange.door,
            channel=exchange.channel,
            private=exchange.private,
            text=text,
            interrupted=exchange.interrupted and role == "assistant",
            said_at=said_at,
        )

    both = (
        said(exchange.question_id, "user", exchange.asked_text, exchange.asked_at),
        said(exchange.answer_id, "assistant", exchange.heard_text, exchange.said_at),
    )
    return [{name: plain(value) for name, value in asdict(one).items()} for one in both if one.text.strip()]


def _said(kept: dict[str, Any]) -> Said:
    read: dict[str, Any] = {
        **kept,
        "message_id": UUID(kept["message_id"]),
        "said_at": datetime.fromisoformat(kept["said_at"]),
    }
    return Said(**read)
