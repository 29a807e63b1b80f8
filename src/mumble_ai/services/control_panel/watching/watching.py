"""Looks at health and jobs while an owner's page is open, and tells when something has changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final, NoReturn

import structlog

from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.stack.board import HealthBoard
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.storage.job_board import job_board

HEALTH_EVERY_S: Final = 3.0
HEALTH_FRESH_S: Final = 2.0
JOBS_EVERY_S: Final = 3.0

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Watching:
    """Two looks that nobody pays for while no owner looks."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self.board = HealthBoard(panel.settings, fresh_s=HEALTH_FRESH_S)
        self._seen: dict[str, object] = {}

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Looks for as long as the block lasts."""
        tasks = [
            asyncio.create_task(self._look("health", HEALTH_EVERY_S), name="watch health"),
            asyncio.create_task(self._look("jobs", JOBS_EVERY_S), name="watch jobs"),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(self, topic: str, every_s: float) -> NoReturn:
        while True:
            await asyncio.sleep(every_s)
            if not self._panel.live.has_owners:
                continue
            try:
                now = await self._health() if topic == "health" else await self._jobs()
            except DatabaseUnavailable:
                now = None
            except Exception:
                log.exception("nobody knows how it stands", topic=topic)
                continue
            if now != self._seen.get(topic, now):
                self._panel.live.tell("health" if topic == "health" else "jobs", None)
            self._seen[topic] = now

    async def _health(self) -> object:
        board = await self.board.look()
        return [(part.name, part.state, part.detail) for part in board.parts]

    async def _jobs(self) -> object:
        return await job_board(self._panel.household.stores.database)
