"""Brings a database to the shape that this version needs, one service at a time and all steps or none."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

from mumble_ai.storage.database import DatabaseUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

LOCK: Final = 0x6D756D626C65
"""Key of the advisory lock ("mumble" in ASCII)."""
CONNECT_S: Final = 5
_STEPS: Final = Path(__file__).parent / "migrations"
# It tells of each of its parts that it is there, already when it is loaded: that is for the functions to do.
logging.getLogger("alembic").setLevel(logging.WARNING)
_LOCK_NOT_AVAILABLE: Final = "55P03"


class NewerDatabase(Exception):
    """The database was brought further by a newer version of Mumble-AI than this one."""


async def upgrade(url: str, *, to: str = "head", deadline_s: float = 120.0) -> str:
    """Runs the steps that are missing, in one transaction. Services that start together wait for each other.

    Args:
        url: `postgresql://…`.
        to: The step to stop after.
        deadline_s: How long to wait for another service that does the same.

    Returns:
        The number of the last step.

    Raises:
        DatabaseUnavailable: PostgreSQL can't be reached, or another service is at it for longer than the deadline.
        NewerDatabase: This version does not know the database's last step.
    """
    return await asyncio.to_thread(_upgrade, url, to, deadline_s)


def latest() -> str:
    """The number of the newest step."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def _upgrade(url: str, to: str, deadline_s: float) -> str:
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        poolclass=NullPool,
        connect_args={"connect_timeout": CONNECT_S, "options": "-c timezone=UTC"},
    )
    try:
        with engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = {int(deadline_s * 1000)}"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            return _run_steps(connection, to)
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", "") == _LOCK_NOT_AVAILABLE:
            raise DatabaseUnavailable(
                f"another service has been changing the database for {deadline_s:.0f} s; see its log"
            ) from error
        raise DatabaseUnavailable(" ".join(str(error.orig).split())[:300]) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseUnavailable(" ".join(str(error.orig).split())[:300]) from error
        raise
    finally:
        engine.dispose()


def _run_steps(connection: Connection, to: str) -> str:
    from alembic import command
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = _config()
    steps = ScriptDirectory.from_config(config)
    found = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in steps.walk_revisions()}
    if found is not None and found not in known:
        raise NewerDatabase(
            f"the database is at step {found}, which this version ({latest()}) does not know: "
            "run the newer version again, or restore a backup made before it"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
