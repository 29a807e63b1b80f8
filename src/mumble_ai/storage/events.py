"""News between services, by Redis: told once to whoever listens, lost while nobody does or Redis is away.

News is a hint to look (a setting changed, a person asked to be forgotten), never the only copy of anything.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from redis.exceptions import RedisError

from mumble_ai.storage.redis import RedisAway, RedisLink

MOST_WAITING: Final = 256
RECONNECT_S: Final = 1.0
PING_S: Final = 15.0
_PREFIX: Final = "mumble-ai:news:"


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened.

    Attributes:
        topic: Such as `settings`.
        told: What JSON can say.
    """

    topic: str
    told: Any


class Listening:
    """What arrived and was not read yet; the oldest goes when it is too much.

    Attributes:
        missed: How many went unread, or arrived broken.
    """

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[News] = asyncio.Queue(MOST_WAITING)
        self.missed = 0
        self.connected = asyncio.Event()

    async def next(self) -> News:
        """Waits for the next."""
        return await self._waiting.get()

    def take(self, news: News) -> None:
        """Adds one."""
        if self._waiting.full():
            self._waiting.get_nowait()
            self.missed += 1
        self._waiting.put_nowait(news)


class Events:
    """Tells and hears news."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def tell(self, topic: str, told: Any) -> bool:
        """Tells whoever listens; false while Redis is away."""
        try:
            await self._link.ask(lambda redis: redis.publish(_PREFIX + topic, json.dumps(told)))
        except RedisAway:
            return False
        return True

    @asynccontextmanager
    async def listening(self, *topics: str) -> AsyncGenerator[Listening]:
        """Hears of these topics while the block runs; connects again when Redis was away."""
        listening = Listening()
        task = asyncio.create_task(self._hear(topics, listening), name="news")
        try:
            yield listening
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _hear(self, topics: tuple[str, ...], listening: Listening) -> None:
        while True:
            with suppress(RedisError, OSError, TimeoutError):
                await self._hear_until_cut(self._link.client, topics, listening)
            listening.connected.clear()
            await asyncio.sleep(RECONNECT_S)

    async def _hear_until_cut(self, redis: Any, topics: tuple[str, ...], listening: Listening) -> None:
        async with redis.pubsub() as heard:
            await heard.subscribe(*(_PREFIX + topic for topic in topics))
            while True:
                message = await heard.get_message(timeout=PING_S)
                if message is None:
                    # A server that is frozen, or gone without a word, is found out by its silence.
                    await heard.ping()
                    message = await heard.get_message(timeout=PING_S)
                    if message is None:
                        raise TimeoutError
                if message["type"] == "subscribe":
                    listening.connected.set()
                if message["type"] == "message":
                    try:
                        listening.take(News(message["channel"].removeprefix(_PREFIX), json.loads(message["data"])))
                    except ValueError:
                        listening.missed += 1
