"""How each service is, in words that may be shown to strangers; asked in the background, never while somebody waits."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

import structlog
from pydantic import BaseModel

from mumble_ai.stack.board import Board, HealthBoard, Part, State

FRESH_S: Final = 10.0
SHOWN_CHECKS: Final = 4
_HARMLESS: Final = re.compile(r"[a-z][a-z0-9 _-]{0,30}")

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class ServiceStatus(BaseModel):
    """One service.

    Attributes:
        reason: Why it is not healthy, for strangers: no address, no version, nothing of what is inside.
        answered_ms: How long it took to answer; None where it did not.
    """

    name: str
    title: str
    state: Literal["healthy", "degraded", "starting", "down"]
    reason: str = ""
    answered_ms: float | None = None


class StackStatus(BaseModel):
    """Every service at one moment.

    Attributes:
        checked_at: When they were asked; None while the first answers are awaited.
    """

    checked_at: datetime | None
    services: list[ServiceStatus]


@dataclass(slots=True)
class PublicStatus:
    """Keeps the last answers of all services and asks again when somebody looks and they are old.

    Args:
        board: Asks the services.
        fresh_s: How old answers may be before they are asked for again.
    """

    board: HealthBoard
    fresh_s: float = FRESH_S
    _kept: Board | None = None
    _kept_s: float = 0.0
    _asking: asyncio.Task[None] | None = field(default=None)

    def now(self) -> StackStatus:
        """The last answers; older ones are replaced in the background."""
        is_old = self._kept is None or time.monotonic() - self._kept_s > self.fresh_s
        if is_old and (self._asking is None or self._asking.done()):
            self._asking = asyncio.create_task(self._ask(), name="asking the services")
        if self._kept is None:
            return StackStatus(checked_at=None, services=[])
        return StackStatus(
            checked_at=self._kept.checked_at, services=[told_to_strangers(part) for part in self._kept.parts]
        )

    async def first(self) -> None:
        """Waits until there are answers at all."""
        self.now()
        if self._asking is not None:
            await self._asking

    async def close(self) -> None:
        """Ends a question that is under way."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self) -> None:
        try:
            self._kept = await self.board.look()
            self._kept_s = time.monotonic()
        except Exception:  # the last answers stay, and the next look tries again
            log.exception("the services could not be asked")


def told_to_strangers(part: Part) -> ServiceStatus:
    """What anybody may know of a part."""
    return ServiceStatus(
        name=part.name,
        title=part.title,
        state=part.state.value,
        reason=_reason(part),
        answered_ms=None if part.took_ms is None else round(part.took_ms, 1),
    )


def _reason(part: Part) -> str:
    if part.state is State.HEALTHY:
        return ""
    if part.state is State.STARTING:
        return "It is being started."
    if part.state is State.DEGRADED:
        return f"A spare does part of its work{_named(part, are_spares=True)}."
    if part.took_ms is None:
        return "It does not answer."
    return f"It runs, but something it needs does not{_named(part, are_spares=False)}."


def _named(part: Part, *, are_spares: bool) -> str:
    """The names of the checks that are the reason, where they are plain words."""
    names = [check.name for check in part.checks if (check.degraded if are_spares else not check.ok)]
    shown = [name.replace("_", " ") for name in names if _HARMLESS.fullmatch(name)][:SHOWN_CHECKS]
    return f": {', '.join(shown)}" if shown else ""
