"""The way to Redis, which may vanish at any moment: nothing is kept there alone, and nobody waits for it for long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

from mumble_ai.resilience.breaker import BreakerPolicy, CircuitBreaker
from mumble_ai.resilience.standing import Standing

T = TypeVar("T")


class RedisAway(Exception):
    """Redis can't be used now; the message says why."""


class RedisLink:
    """Connections to one server with a circuit breaker in front.

    Args:
        url: `redis://…`, password included.
        timeout_s: How long one call may take.
    """

    def __init__(self, url: str, *, timeout_s: float = 0.25, breaker: BreakerPolicy | None = None) -> None:
        self._timeout_s = timeout_s
        # The library's types leave out half of what its commands return.
        self.client: Any = Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
            url,
            socket_timeout=timeout_s,
            socket_connect_timeout=timeout_s,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
            max_connections=32,
        )
        self.breaker = CircuitBreaker("redis", breaker or BreakerPolicy(2, 2.0))

    def standing(self) -> Standing:
        """How it stood at the last call."""
        reason = self.breaker.reason
        return Standing(f"away: {reason}" if reason else "answers", degraded=bool(reason))

    async def close(self) -> None:
        """Closes the connections."""
        await self.client.aclose()

    async def ask(self, work: Callable[[Any], Awaitable[T]]) -> T:
        """Does something with the server.

        Raises:
            RedisAway: It does not answer in time, or was just found not to.
        """
        time = asyncio.get_running_loop().time
        permit = self.breaker.admit(time())
        if permit is None:
            raise RedisAway(self.breaker.reason)
        try:
            async with asyncio.timeout(self._timeout_s):
                found = await work(self.client)
        except (RedisError, OSError, TimeoutError) as error:
            why = _why(error) or f"no answer within {self._timeout_s:g} s"
            permit.failed(time(), why)
            raise RedisAway(why) from error
        else:
            permit.succeeded()
            return found
        finally:
            permit.dropped()


def _why(error: Exception) -> str:
    """In words for people; empty where no answer came in time."""
    if isinstance(error, TimeoutError | RedisTimeoutError):
        return ""
    # What is more than a lost connection, such as a wrong password, has a class of its own.
    return "nothing answers there" if type(error) is RedisConnectionError else str(error)
