"""An engine that is loaded while its service already answers."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, Generic, Protocol, TypeVar

import structlog

from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.speech.status import EngineState, EngineStatus, ReportsStatus

RETRY_DELAYS_S: Final = (5.0, 15.0, 60.0)
Report = Callable[[str, float | None], None]
"""Takes what is being done, in words, and the share that is done, if known."""

log = structlog.get_logger(__name__)


class Closable(Protocol):
    async def close(self) -> None: ...


E = TypeVar("E", bound=Closable)


class LoadingEngine(Generic[E]):
    """Loads an engine behind the scenes, again after a failure, and tells how it is.

    Args:
        load: Makes the engine; reports what it does.
    """

    def __init__(self, load: Callable[[Report], Awaitable[E]]) -> None:
        self._load = load
        self._engine: E | None = None
        self._status = EngineStatus(EngineState.LOADING, "starting")
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to load."""
        self._task = asyncio.create_task(self._run(), name="load engine")

    async def close(self) -> None:
        """Stops loading and frees the engine."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._engine is not None:
            await self._engine.close()

    @asynccontextmanager
    async def lifespan(self, app: object, /) -> AsyncGenerator[None]:
        """The life of an application around this engine."""
        self.start()
        try:
            yield
        finally:
            await self.close()

    def status(self) -> EngineStatus:
        """How the engine is now."""
        engine: Any = self._engine
        if engine is None:
            return self._status
        return engine.status() if isinstance(engine, ReportsStatus) else EngineStatus(EngineState.READY)

    @property
    def engine(self) -> E:
        """The loaded engine.

        Raises:
            EngineUnavailable: It is still loading, or failed to.
        """
        if self._engine is None:
            raise EngineUnavailable(f"the engine is {self._status.state}: {self._status.detail}")
        return self._engine

    async def _run(self) -> None:
        for attempt in itertools.count():
            try:
                self._engine = await self._load(self._report)
            except Exception as error:
                self._status = EngineStatus(EngineState.FAILING, str(error) or type(error).__name__)
                log.error("engine does not load", reason=self._status.detail)
                await asyncio.sleep(RETRY_DELAYS_S[min(attempt, len(RETRY_DELAYS_S) - 1)])
            else:
                return

    def _report(self, detail: str, progress: float | None) -> None:
        self._status = EngineStatus(EngineState.LOADING, detail, progress)
