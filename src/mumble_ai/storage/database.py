"""The way to PostgreSQL: sessions that see one person's rows, or, for upkeep, all of them.

Every query of what belongs to people goes through here; that is what keeps one person's memory from another.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from mumble_ai.resilience.breaker import BreakerPolicy, CircuitBreaker
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.patient_connection import connector
from mumble_ai.storage.scope import OWNER, NotYours, PersonSession

__all__ = ["Database", "DatabasePolicy", "DatabaseUnavailable", "NotYours"]


GRACE_S: Final = 0.5
"""After the time a statement may take, the server has so long to say that it took too long."""


class DatabaseUnavailable(Exception):
    """PostgreSQL can't be used now; the message says why. Nothing of the session was stored."""


@dataclass(frozen=True, slots=True)
class DatabasePolicy:
    """Limits.

    Attributes:
        connect_s: How long to wait for a connection, new or from the pool.
        statement_s: How long one statement may take.
        pool: Connections kept; as many again may be opened for a while.
    """

    connect_s: float = 2.0
    statement_s: float = 5.0
    pool: int = 8


class Database:
    """A pool of connections with a circuit breaker in front.

    Args:
        url: `postgresql://…`, or with SQLAlchemy's driver name in it.
    """

    def __init__(self, url: str, *, policy: DatabasePolicy | None = None, breaker: BreakerPolicy | None = None) -> None:
        policy = policy or DatabasePolicy()
        milliseconds = int(policy.statement_s * 1000)
        self._engine = create_async_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            pool_size=policy.pool,
            max_overflow=policy.pool,
            pool_timeout=policy.connect_s,
            connect_args={
                "async_creator_fn": connector(policy.statement_s + GRACE_S),
                "connect_timeout": max(1, round(policy.connect_s)),
                "options": f"-c statement_timeout={milliseconds} -c timezone=UTC",
            },
        )
        self.breaker = CircuitBreaker("database", breaker or BreakerPolicy(3, 30.0))

    def person(self, person_id: UUID) -> AbstractAsyncContextManager[AsyncSession]:
        """A transaction that sees and writes what belongs to this person; committed at the end of the block.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
            NotYours: Another person's row was to be written, or SQL was to be run that can't be limited to a person.
        """
        return self._transaction(PersonSession(self._engine, expire_on_commit=False, info={OWNER: person_id}))

    def everybody(self, why: str) -> AbstractAsyncContextManager[AsyncSession]:
        """A transaction without that limit, for upkeep and for what belongs to nobody; committed at the end.

        Args:
            why: For whoever reads the code.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        return self._transaction(AsyncSession(self._engine, expire_on_commit=False, info={"why": why}))

    def standing(self) -> Standing:
        """How it stood when it was last used."""
        reason = self.breaker.reason
        return Standing(f"away: {reason}" if reason else "answers", degraded=bool(reason))

    async def close(self) -> None:
        """Closes the connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _transaction(self, session: AsyncSession) -> AsyncGenerator[AsyncSession]:
        time = asyncio.get_running_loop().time
        permit = self.breaker.admit(time())
        if permit is None:
            raise DatabaseUnavailable(f"the database is left alone for a while: {self.breaker.reason}")
        try:
            async with session, session.begin():
                yield session
        except Exception as error:
            if why := _why_unavailable(error):
                permit.failed(time(), why)
                raise DatabaseUnavailable(why) from error
            permit.succeeded()
            raise
        else:
            permit.succeeded()
        finally:
            permit.dropped()


def _why_unavailable(error: Exception) -> str:
    """The reason, where an error says that the database, and not what was asked of it, is at fault."""
    is_lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if is_lost or isinstance(error, OperationalError | InterfaceError | PoolTimeout | OSError):
        cause = error.orig if isinstance(error, DBAPIError) else error
        return " ".join(str(cause).split())[:300] or type(error).__name__
    return ""
