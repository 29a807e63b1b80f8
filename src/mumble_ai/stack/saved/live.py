"""Settings while a process runs: who takes a change up, and when the process has to start again for one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from mumble_ai.settings import Settings

RESTART_EXIT: Final = 86
"""Exit code of a process that ends to start again with other settings; nothing has failed."""
QUIET_WITHIN_S: Final = 60.0
"""How long one wait for a quiet moment is; another one follows."""

Take = Callable[[Settings, frozenset[str]], Awaitable[None]]
Quiet = Callable[[float], Awaitable[bool]]

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class RestartNeeded(Exception):
    """The process has to start again: raised by what can't take a change up, and by the process itself to end."""


class LiveSettings:
    """The settings of one process, and what in it wants to know of changes.

    Attributes:
        settings: As they are now.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._takers: list[Take] = []
        self._quiets: list[Quiet] = []

    def when_changed(self, take: Take) -> None:
        """Calls `take` with the new settings and the fields that changed, those alone that act at once.

        It may raise RestartNeeded where this change is more than it can take up.
        """
        self._takers.append(take)

    def end_only_when(self, quiet: Quiet) -> None:
        """Lets the process start again only where `quiet` says so; it waits so many seconds at most for that."""
        self._quiets.append(quiet)

    async def take(self, settings: Settings, at_once: frozenset[str]) -> bool:
        """Tells everybody of a change; false where the process has to start again for it."""
        self.settings = settings
        is_taken = True
        for taker in self._takers:
            try:
                await taker(settings, at_once)
            except RestartNeeded as error:
                log.info("this change needs a new start", why=str(error))
                is_taken = False
            except Exception:  # a part that stumbles over a change is put right by a new start
                log.exception("a change of settings was not taken up")
                is_taken = False
        return is_taken

    async def quiet(self) -> None:
        """Waits until nothing is under way that an end would cut."""
        for quiet in self._quiets:
            while not await quiet(QUIET_WITHIN_S):
                log.info("waits for a quiet moment to start again")
