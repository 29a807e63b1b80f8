"""The nightly work of accounts: the record of changes and the logs of apps are kept for so long and no longer."""

from __future__ import annotations

from typing import Final

from mumble_ai.accounts.app_logs import AppLogs
from mumble_ai.accounts.audit import Audit
from mumble_ai.storage.jobs import JobHandlers

FORGET_AUDIT_JOB: Final = "forget-audit"
FORGET_APP_LOGS_JOB: Final = "forget-app-logs"
NIGHTLY: Final = "50 2 * * *"


def register(handlers: JobHandlers, audit: Audit, app_logs: AppLogs) -> None:
    """Lets the jobs service forget old entries every night."""

    async def forget() -> None:
        await audit.forget_old()

    async def forget_app_logs() -> None:
        await app_logs.forget_old()

    handlers.register(FORGET_AUDIT_JOB, forget, schedule=NIGHTLY)
    handlers.register(FORGET_APP_LOGS_JOB, forget_app_logs, schedule=NIGHTLY)
