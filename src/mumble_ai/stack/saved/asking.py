"""What is saved, asked of PostgreSQL by its driver alone.

Every process asks, most of them for nothing else: they do without the object-relational layer, which would take some
25 MB in each.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final, LiteralString

import psycopg
from psycopg.errors import UndefinedTable

from mumble_ai.stack.saved.values import Saved
from mumble_ai.storage.patient_connection import PatientConnection, connector

CHANNEL: Final = "mumble_ai_settings"
"""The channel on which the database tells every process that listens of a saving."""
_VERSION: Final = "SELECT coalesce(max(number), 0) FROM setting_changes"
_VALUES: Final = "SELECT key, value FROM saved_settings"


class CannotAsk(Exception):
    """The database can't be asked now; the message says why."""


@dataclass(frozen=True, slots=True)
class AskingPolicy:
    """Limits.

    Attributes:
        connect_s: How long to wait for a connection.
        answer_s: How long to wait for an answer.
    """

    connect_s: float = 2.0
    answer_s: float = 1.5


class SavedAsker:
    """One connection of one process; made at first use, and again when it was cut. For one task at a time.

    Args:
        url: `postgresql://…`.
    """

    def __init__(self, url: str, policy: AskingPolicy | None = None) -> None:
        self._url = url
        self._policy = policy or AskingPolicy()
        self._connect = connector(self._policy.answer_s)
        self._kept: PatientConnection | None = None

    async def version(self) -> int:
        """Number of the newest change; 0 where the database has no such table yet.

        Raises:
            CannotAsk: PostgreSQL can't be used now.
        """
        rows = await self._rows(_VERSION)
        return int(rows[0][0]) if rows else 0

    async def read(self) -> Saved:
        """Everything that is saved; nothing where the database has no such table yet.

        Raises:
            CannotAsk: PostgreSQL can't be used now.
        """
        # The number first: of a saving in between the values come early, and their number makes for another look.
        version = await self.version()
        return Saved(version, {str(key): value for key, value in await self._rows(_VALUES)})

    async def news(self, within_s: float) -> None:
        """Returns when something was saved since the last question, or after so many seconds.

        Raises:
            CannotAsk: PostgreSQL can't be used now.
        """
        try:
            connection = await self._connection()
            connection.deadline_s = within_s + self._policy.answer_s
            async with aclosing(connection.notifies(timeout=within_s, stop_after=1)) as told:
                async for _ in told:
                    return
        except (psycopg.Error, OSError, TimeoutError) as error:
            raise CannotAsk(_why(error)) from error

    async def close(self) -> None:
        """Closes the connection."""
        kept, self._kept = self._kept, None
        if kept is not None:
            await kept.close()

    async def _rows(self, question: LiteralString) -> list[tuple[Any, ...]]:
        try:
            connection = await self._connection()
            connection.deadline_s = self._policy.answer_s
            return await (await connection.execute(question)).fetchall()
        except UndefinedTable:
            return []
        except (psycopg.Error, OSError, TimeoutError) as error:
            raise CannotAsk(_why(error)) from error

    async def _connection(self) -> PatientConnection:
        if self._kept is None or self._kept.closed:
            async with asyncio.timeout(self._policy.connect_s):
                connection = await self._connect(self._url, autocommit=True)
            try:
                await connection.execute(f"LISTEN {CHANNEL}")
            except BaseException:
                await connection.close()
                raise
            self._kept = connection
        return self._kept


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
