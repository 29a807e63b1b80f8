"""Stores records after the fact, in order; what the database can't take now waits on disk."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final, Protocol

import structlog

from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.database import DatabaseUnavailable

_log = structlog.get_logger(__name__)

Record = dict[str, Any]
Store = Callable[[Record], Awaitable[None]]
"""Stores a record once, however often it is given; raises DatabaseUnavailable where it must be given again."""

MOST_WAITING: Final = 1000
"""Records that wait in memory; a later one is not kept, and health says so."""
RETRY_S: Final = 5.0
CLOSE_S: Final = 5.0
CANCEL_AGAIN_S: Final = 0.2


class Spool(Protocol):
    """Keeps records on disk, in order, until they are delivered."""

    @property
    def waiting(self) -> int: ...
    async def put(self, record: bytes) -> None: ...
    async def deliver(self, take: Callable[[bytes], Awaitable[None]]) -> None: ...


class WriteBehind:
    """Takes records at once and stores them one after the other.

    While the database is away records go to the spool; as long as it holds any, new ones queue up behind them.
    """

    def __init__(self, store: Store, spool: Spool, *, retry_s: float) -> None:
        self._store = store
        self._spool = spool
        self._retry_s = retry_s
        self._queue: asyncio.Queue[Record] = asyncio.Queue(MOST_WAITING)
        self._task: asyncio.Task[None] | None = None
        self._is_closing = False
        self._lost = 0
        self._away = ""

    def put(self, record: Record) -> None:
        """Takes a record; returns at once and never fails."""
        try:
            self._queue.put_nowait(record)
        except asyncio.QueueFull:
            self._lose("too many are waiting to be stored")

    def start(self) -> None:
        """Begins to store."""
        self._task = asyncio.create_task(self._run(), name="write-behind")

    async def flush(self) -> None:
        """Returns when everything taken so far is stored or on disk."""
        await self._queue.join()

    async def close(self) -> None:
        """Stores what waits, or leaves it on disk, within `CLOSE_S`."""
        if self._task:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_S):
                    await self._queue.join()
            self._is_closing = True
            while not self._task.done():  # not every library lets a cancellation through
                self._task.cancel()
                await asyncio.wait({self._task}, timeout=CANCEL_AGAIN_S)
        while not self._queue.empty():
            await self._to_disk(self._queue.get_nowait())

    def standing(self) -> Standing:
        """Whether what is said is being kept."""
        lost = f"; {self._lost} could not be kept" if self._lost else ""
        if self._away or self._spool.waiting:
            why = self._away or "it answers again"
            return Standing(
                f"{self._spool.waiting} exchanges wait on disk for the database: {why}{lost}", degraded=True
            )
        return Standing(f"conversations are kept{lost}", degraded=bool(lost))

    async def _run(self) -> None:
        while not self._is_closing:
            if self._spool.waiting:
                await self._deliver()
            patience_s = self._retry_s if self._spool.waiting else None
            try:
                record = await asyncio.wait_for(self._queue.get(), patience_s)
            except TimeoutError:
                continue
            try:
                await self._take(record)
            finally:
                self._queue.task_done()

    async def _take(self, record: Record) -> None:
        try:
            if self._spool.waiting:
                await self._to_disk(record)
            else:
                await self._try_to_store(record)
        except DatabaseUnavailable as error:
            self._away = str(error)
            await self._to_disk(record)
        except asyncio.CancelledError:
            await self._to_disk(record)
            raise

    async def _deliver(self) -> None:
        async def take(kept: bytes) -> None:
            await self._try_to_store(json.loads(kept))

        try:
            await self._spool.deliver(take)
        except DatabaseUnavailable as error:
            self._away = str(error)

    async def _try_to_store(self, record: Record) -> None:
        try:
            await self._store(record)
        except DatabaseUnavailable:
            raise
        except Exception as error:
            _log.exception("an exchange can't be stored")
            self._lose(str(error))
        self._away = ""

    async def _to_disk(self, record: Record) -> None:
        try:
            await self._spool.put(json.dumps(record, ensure_ascii=False).encode())
        except OSError as error:
            self._lose(str(error))

    def _lose(self, why: str) -> None:
        self._lost += 1
        _log.error("an exchange is not kept", why=why, lost=self._lost)
