"""A spare engine inside this process: opened when it is first needed, closed when it has not been needed for long."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Generic, Protocol, TypeVar

from mumble_ai.speech.contract import EngineUnavailable

KEPT_S: Final = 600.0
"""A spare that nobody needed for this long gives its memory back."""
REOPEN_S: Final = 15.0
"""A spare that could not be opened is not tried again before this."""

_log = logging.getLogger(__name__)


class _Closable(Protocol):
    async def close(self) -> None: ...


E = TypeVar("E", bound=_Closable)


class Spare(Generic[E]):
    """One spare engine.

    Args:
        name: For people: "Moonshine inside the bot".
        open_engine: Loads it; may take seconds.

    Attributes:
        answers: How often it was used.
    """

    def __init__(self, name: str, open_engine: Callable[[], Awaitable[E]]) -> None:
        self.name = name
        self.answers = 0
        self._open_engine = open_engine
        self._engine: E | None = None
        self._opening: asyncio.Task[E] | None = None
        self._problem = ""
        self._reopen_at_s = 0.0
        self._used_at_s = 0.0

    @property
    def ready(self) -> E | None:
        """The engine, if it is open."""
        return self._engine

    @property
    def problem(self) -> str:
        """Why it could not be opened; empty while nothing is known against it."""
        return self._problem

    def prepare(self) -> None:
        """Begins to open it, if that was not done; returns at once."""
        now_s = asyncio.get_running_loop().time()
        self._used_at_s = now_s
        if self._engine is None and self._opening is None and now_s >= self._reopen_at_s:
            _log.info("opening %s", self.name)
            self._opening = asyncio.create_task(self._open(), name=f"open {self.name}")
            self._opening.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def engine(self) -> E:
        """The open engine; a caller who gives up waiting does not stop it from being opened.

        Raises:
            EngineUnavailable: It can't be opened.
        """
        self.prepare()
        if self._engine is not None:
            return self._engine
        if self._opening is None:
            raise EngineUnavailable(f"{self.name}: {self._problem}")
        return await asyncio.shield(self._opening)

    async def retire(self) -> None:
        """Closes it when nobody has needed it for `KEPT_S`."""
        if self._engine is not None and asyncio.get_running_loop().time() - self._used_at_s > KEPT_S:
            _log.info("closing %s", self.name)
            await self.close()

    async def close(self) -> None:
        """Frees it; it can be opened again."""
        opening, self._opening = self._opening, None
        engine, self._engine = self._engine, None
        if opening is not None:
            opening.cancel()
            await asyncio.gather(opening, return_exceptions=True)
        if engine is not None:
            await engine.close()

    async def _open(self) -> E:
        try:
            self._engine = await self._open_engine()
        except Exception as error:  # whatever an engine raises while it loads, there is no spare then
            self._problem = str(error) or type(error).__name__
            self._reopen_at_s = asyncio.get_running_loop().time() + REOPEN_S
            _log.warning("%s cannot be opened: %s", self.name, self._problem)
            raise EngineUnavailable(f"{self.name}: {self._problem}") from error
        finally:
            self._opening = None
        self._problem = ""
        return self._engine
