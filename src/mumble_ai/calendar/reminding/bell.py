"""Wakes whoever waits for the next due time when another process changes what is due (PostgreSQL, LISTEN)."""

from __future__ import annotations

import asyncio
from typing import Any, Final, NoReturn

import psycopg
import structlog
from psycopg import sql
from sqlalchemy import URL, make_url

from mumble_ai.calendar.reminding.planning import CHANNEL

LISTENING_S: Final = 300.0
"""Longest wait while it listens: the machine may have slept, its clock may have been set."""
DEAF_S: Final = 15.0
"""Longest wait while it does not."""
_RETRY_S: Final = 5.0
_CONNECT_S: Final = 5

log = structlog.get_logger()


class Bell:
    """Rings when something is due at another time than before."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._is_listening = False

    @property
    def is_listening(self) -> bool:
        """Whether changes of other processes are heard at once."""
        return self._is_listening

    def ring(self) -> None:
        """Wakes who waits."""
        self._rung.set()

    async def wait(self, at_most_s: float) -> None:
        """Waits until it rings, but no longer."""
        longest_s = LISTENING_S if self._is_listening else DEAF_S
        try:
            async with asyncio.timeout(max(0.0, min(at_most_s, longest_s))):
                await self._rung.wait()
        except TimeoutError:
            pass
        self._rung.clear()

    async def listen(self, url: str) -> NoReturn:
        """Hears changes until cancelled; connects again whenever the connection is lost."""
        while True:
            try:
                await self._listen_once(make_url(url))
            except (psycopg.Error, OSError) as error:
                log.info("changes of reminders are not heard at once", reason=str(error).strip()[:200])
            finally:
                self._is_listening = False
            await asyncio.sleep(_RETRY_S)

    async def _listen_once(self, url: URL) -> None:
        place: dict[str, Any] = url.translate_connect_args(username="user", database="dbname") | dict(url.query)
        connection = await psycopg.AsyncConnection.connect(**place, autocommit=True, connect_timeout=_CONNECT_S)
        async with connection:
            await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            self._is_listening = True
            # What was changed before is not told any more.
            self.ring()
            async for _ in connection.notifies():
                self.ring()
