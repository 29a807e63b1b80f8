"""The nightly work of accounts: the record of changes is kept for so long and no longer."""

from __future__ import annotations

from typing import Final

from mumble_ai.accounts.audit import Audit
from mumble_ai.storage.jobs import JobHandlers

FORGET_AUDIT_JOB: Final = "forget-audit"
NIGHTLY: Final = "50 2 * * *"


def register(handlers: JobHandlers, audit: Audit) -> None:
    """Lets the jobs service forget old entries every night."""

    async def forget() -> None:
        await audit.forget_old()

    handlers.register(FORGET_AUDIT_JOB, forget, schedule=NIGHTLY)
