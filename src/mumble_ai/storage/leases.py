"""Who does a thing that only one may do at a time, such as firing reminders.

Whoever holds a lease has it in Redis and as an advisory lock of PostgreSQL, in as many of the two as answer. A newcomer
needs every one that answers, so that either can fail and the lease stays where it is. When both fail at once the
holder loses it; for up to a third of its life two may then believe to hold it: what is done must bear being done twice.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import psycopg
from psycopg import AsyncConnection

from mumble_ai.storage.redis import RedisAway, RedisLink

_PREFIX: Final = "mumble-ai:lease:"
CONNECT_S: Final = 2
_RENEW: Final = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
_GIVE_BACK: Final = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"


class Lease:
    """Held by us until it is lost.

    Attributes:
        lost: Set when it is ours no more.
    """

    def __init__(self) -> None:
        self.lost = asyncio.Event()

    @property
    def held(self) -> bool:
        """Whether it is still ours."""
        return not self.lost.is_set()


class Leases:
    """Takes, renews and gives back.

    Args:
        url: Of PostgreSQL. A lease has a connection of its own.
    """

    def __init__(self, link: RedisLink, url: str) -> None:
        self._link = link
        self._url = url

    @asynccontextmanager
    async def holding(self, name: str, *, life_s: float = 15.0) -> AsyncGenerator[Lease | None]:
        """Holds the lease while the block runs; None where somebody else has it, or nobody can tell.

        Args:
            life_s: How long a holder that vanished keeps it from others.
        """
        claim = _Claim(name, life_s, self._link, self._url)
        if not await claim.renew():
            await claim.give_back()
            yield None
            return
        lease = Lease()
        renewing = asyncio.create_task(_keep(claim, lease, life_s / 3), name=f"lease {name}")
        try:
            yield lease
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
            await claim.give_back()


async def _keep(claim: _Claim, lease: Lease, every_s: float) -> None:
    while lease.held:
        await asyncio.sleep(every_s)
        if not await claim.renew():
            lease.lost.set()


class _Claim:
    """One lease in both places."""

    def __init__(self, name: str, life_s: float, link: RedisLink, url: str) -> None:
        self._key = _PREFIX + name
        self._number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        self._token = secrets.token_hex(16)
        self._life_s = life_s
        self._link = link
        self._url = url
        self._connection: AsyncConnection | None = None

    async def renew(self) -> bool:
        """Takes it, or makes sure of it; false where somebody else has it, or neither place answers."""
        answers = await asyncio.gather(self._in_redis(), self._in_postgres())
        return True in answers and False not in answers

    async def give_back(self) -> None:
        """Lets go."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
        try:
            await self._link.ask(lambda redis: redis.eval(_GIVE_BACK, 1, self._key, self._token))
        except RedisAway:
            return  # It ends by itself.

    async def _in_redis(self) -> bool | None:
        life_ms = str(round(self._life_s * 1000))
        try:
            granted: int = await self._link.ask(lambda redis: redis.eval(_RENEW, 1, self._key, self._token, life_ms))
        except RedisAway:
            return None
        return bool(granted)

    async def _in_postgres(self) -> bool | None:
        """The lock lives as long as the connection; it is asked whether it does."""
        try:
            async with asyncio.timeout(self._life_s / 4):
                if self._connection is not None:
                    await self._connection.execute("SELECT 1")
                    return True
                connection = await AsyncConnection.connect(self._url, autocommit=True, connect_timeout=CONNECT_S)
                found = await connection.execute("SELECT pg_try_advisory_lock(%s)", (self._number,))
                row = await found.fetchone()
                if row is not None and row[0]:
                    self._connection = connection
                    return True
                await connection.close()
                return False
        except (psycopg.Error, OSError, TimeoutError):
            if self._connection is not None:
                await self._connection.close()
                self._connection = None
            return None
