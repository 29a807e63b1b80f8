"""A connection that waits for PostgreSQL for so long and no longer.

The server's own limit of a statement is no help where the server is frozen or the network is gone without a word.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from psycopg import AsyncConnection, OperationalError
from psycopg.abc import PQGen
from psycopg.waiting import wait_async

RV = TypeVar("RV")
_INTERVAL_S = 0.1
_GOODBYE_S = 0.5
_LEAVING: set[asyncio.Task[None]] = set()


class PatientConnection(AsyncConnection[Any]):
    """Closed when an answer takes longer than `deadline_s`, or when nobody waits for it any more.

    Attributes:
        deadline_s: How long one answer may take.
    """

    deadline_s = 5.0

    async def wait(
        self,
        gen: PQGen[RV],
        interval: float = _INTERVAL_S,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own
    ) -> RV:
        """Sees an exchange with the server through.

        Raises:
            OperationalError: It took too long.
        """
        try:
            async with asyncio.timeout(self.deadline_s):
                return await wait_async(gen, self.pgconn.socket, interval=interval, timeout=timeout)
        except TimeoutError:
            self.pgconn.finish()
            raise OperationalError(f"PostgreSQL gave no answer within {self.deadline_s:g} s") from None
        except asyncio.CancelledError:
            # The server is not asked to stop, which would wait for it once more: it finds nobody there.
            self.pgconn.finish()
            raise


def connector(deadline_s: float) -> Callable[..., Awaitable[PatientConnection]]:
    """What connects, for SQLAlchemy."""

    async def connect(*arguments: Any, **options: Any) -> PatientConnection:
        connecting = asyncio.ensure_future(PatientConnection.connect(*arguments, **options))
        try:
            connection = await asyncio.shield(connecting)
        except asyncio.CancelledError:
            # Whoever gave up is not kept waiting for the goodbye.
            leaving = asyncio.create_task(_abandon(connecting), name="goodbye to the database")
            _LEAVING.add(leaving)
            leaving.add_done_callback(_LEAVING.discard)
            raise
        connection.deadline_s = deadline_s
        return connection

    return connect


async def _abandon(connecting: asyncio.Future[PatientConnection]) -> None:
    """Lets a connection be made, for a moment, to close it: one that is left half made occupies the server for as long
    as it waits for a name and a password."""
    await asyncio.wait([connecting], timeout=_GOODBYE_S)
    if connecting.done() and not connecting.cancelled() and connecting.exception() is None:
        await connecting.result().close()
    connecting.cancel()
