"""The nightly work of actions: what was done long ago is not kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from mumble_ai.assistant.actions.deeds import Deeds
from mumble_ai.storage.jobs import JobHandlers

FORGET_DEEDS_JOB: Final = "forget-deeds"
KEPT_FOR: Final = timedelta(days=7)
"""No turn is delivered again, and nothing undone, after so long."""
NIGHTLY: Final = "40 2 * * *"


def register(handlers: JobHandlers, deeds: Deeds, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Lets the jobs service forget old deeds every night."""

    async def forget() -> None:
        await deeds.forget_old(now() - KEPT_FOR)

    handlers.register(FORGET_DEEDS_JOB, forget, schedule=NIGHTLY)
