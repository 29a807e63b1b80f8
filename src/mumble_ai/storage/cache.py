"""What is wanted again soon, in Redis: JSON with a time to live. Whoever asks makes it anew where there is none."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from mumble_ai.storage.redis import RedisAway, RedisLink

_PREFIX: Final = "mumble-ai:cache:"


@dataclass(frozen=True, slots=True)
class CacheSize:
    """What Redis holds.

    Attributes:
        values: Names that something is kept under.
        server_bytes: Memory of the whole server.
    """

    values: int
    server_bytes: int


class Cache:
    """Values by name. While Redis is away it knows nothing and keeps nothing, and says so at once."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def get(self, name: str) -> Any:
        """The value, or None."""
        try:
            kept: str | None = await self._link.ask(lambda redis: redis.get(_PREFIX + name))
        except RedisAway:
            return None
        return _value(kept)

    async def put(self, name: str, value: Any, ttl_s: float) -> None:
        """Keeps what JSON can say for `ttl_s` seconds."""
        await self._try(lambda redis: redis.set(_PREFIX + name, json.dumps(value), px=round(ttl_s * 1000)))

    async def append(self, name: str, value: Any, *, keep: int, ttl_s: float) -> None:
        """Adds to a list of which the last `keep` values are kept until `ttl_s` seconds after the last one."""

        async def work(redis: Any) -> None:
            async with redis.pipeline(transaction=True) as pipe:
                pipe.rpush(_PREFIX + name, json.dumps(value))
                pipe.ltrim(_PREFIX + name, -keep, -1)
                pipe.pexpire(_PREFIX + name, round(ttl_s * 1000))
                await pipe.execute()

        await self._try(work)

    async def recent(self, name: str) -> list[Any] | None:
        """The values of a list, the oldest first; None where there is none, or nobody knows."""
        try:
            kept: list[str] = await self._link.ask(lambda redis: redis.lrange(_PREFIX + name, 0, -1))
        except RedisAway:
            return None
        return [_value(one) for one in kept] or None

    async def drop(self, *names: str) -> None:
        """Forgets these."""
        if names:
            await self._try(lambda redis: redis.delete(*(_PREFIX + name for name in names)))

    async def drop_all(self, start: str) -> None:
        """Forgets everything whose name starts so, such as all of a person.

        Raises:
            RedisAway: It could not be done: try again, later; all of it ends with its time to live anyway.
        """

        async def work(redis: Any) -> None:
            pattern = _PREFIX + start.translate(_ESCAPED) + "*"
            found: list[str] = [key async for key in redis.scan_iter(match=pattern, count=500)]
            for first in range(0, len(found), 500):
                await redis.unlink(*found[first : first + 500])

        await self._link.ask(work)

    async def size(self) -> CacheSize:
        """How much is in it.

        Raises:
            RedisAway: It can't be asked now.
        """

        async def work(redis: Any) -> CacheSize:
            keys = 0
            async for _ in redis.scan_iter(match=f"{_PREFIX}*", count=1000):
                keys += 1
            memory = await redis.info("memory")
            return CacheSize(keys, int(memory["used_memory"]))

        return await self._link.ask(work)

    async def _try(self, work: Callable[[Any], Awaitable[Any]]) -> None:
        try:
            await self._link.ask(work)
        except RedisAway:
            return


_ESCAPED: Final = str.maketrans({mark: f"\\{mark}" for mark in "*?[]\\^"})


def _value(kept: str | None) -> Any:
    return None if kept is None else json.loads(kept)
