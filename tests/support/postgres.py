"""A PostgreSQL server for tests: one a test process, and a fresh, migrated database a test."""

from __future__ import annotations

import asyncio
import itertools
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Self

import psycopg
import pytest
from psycopg import sql

from mumble_ai.stack.postgres import Cluster
from mumble_ai.storage.database import Database
from mumble_ai.storage.migrate import upgrade
from tests.support.net import free_port

START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 20.0
HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "autovacuum": "off",
}
"""Settings of a server whose data nobody misses."""


class PostgresServer:
    """A running server; use it as a context.

    Attributes:
        cluster: What it serves.
        process: The running server, to be killed or frozen by tests that do so (with a server of their own).
    """

    def __init__(self, folder: Path, **options: str) -> None:
        self.cluster = Cluster(folder, free_port(), "secret for a test", options=HASTY | options)
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        self.cluster.make()
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Starts it and waits until it answers."""
        log = (self.cluster.folder.parent / f"{self.cluster.folder.name}.log").open("ab")
        with log:
            self.process = subprocess.Popen(self.cluster.command(), stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                psycopg.connect(self.cluster.url(), connect_timeout=2).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    said = Path(log.name).read_text("utf-8", "replace")[-1000:]
                    raise RuntimeError(f"PostgreSQL did not start: {error}\n{said}") from error
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """Stops it; whoever is connected is cut off."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(STOP_TIMEOUT_S)

    def create(self, *, template: str = "template1") -> str:
        """Makes a database; returns its name."""
        name = f"{template}_{next(self._numbers)}"
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Drops a database, whoever uses it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def empty(self, name: str) -> None:
        """Deletes every row of a database at once, in whatever order tables point at each other."""
        with psycopg.connect(self.cluster.url(name)) as connection:
            connection.execute("SET session_replication_role = replica")
            found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            for (table,) in found:
                if table != "alembic_version":
                    connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))

    def _execute(self, statement: sql.Composable) -> None:
        with psycopg.connect(self.cluster.url(), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running server, the same for all tests of this process: leave it running."""
    with (
        tempfile.TemporaryDirectory(prefix="mumble-ai-postgres-") as folder,
        PostgresServer(Path(folder) / "data") as server,
    ):
        yield server


@pytest.fixture(scope="session")
def migrated_template(postgres_server: PostgresServer) -> str:
    """The name of a migrated database to make others from."""
    name = postgres_server.create()
    asyncio.run(upgrade(postgres_server.cluster.url(name)))
    return name


@pytest.fixture
def database_url(postgres_server: PostgresServer, migrated_template: str) -> Iterator[str]:
    """The URL of a fresh, migrated database."""
    name = postgres_server.create(template=migrated_template)
    yield postgres_server.cluster.url(name)
    postgres_server.drop(name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh, migrated database."""
    database = Database(database_url)
    yield database
    await database.close()
