"""The database as the settings say."""

from __future__ import annotations

import asyncio

import structlog

from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.settings import Settings
from mumble_ai.stack.stores import database_url
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.migrate import upgrade

log = structlog.get_logger()


def open_database(settings: Settings) -> Database:
    """The database; nothing is connected yet."""
    breaker = BreakerPolicy(settings.db_circuit_threshold, settings.db_circuit_timeout)
    return Database(database_url(settings), breaker=breaker)


async def migrate_when_there(settings: Settings, *, retry_s: float = 2.0, is_logged: bool = True) -> None:
    """Brings the database to the shape that this version needs, as soon as it can be reached.

    Args:
        is_logged: Whether the log tells of it; a command has its own words on the terminal.

    Raises:
        NewerDatabase: It was brought further by a newer version.
    """
    said = ""
    while True:
        try:
            step = await upgrade(database_url(settings))
        except DatabaseUnavailable as error:
            if is_logged and str(error) != said:
                said = str(error)
                log.warning("waiting for the database", why=said)
            await asyncio.sleep(retry_s)
        else:
            if is_logged:
                log.info("the database is ready", step=step)
            return
