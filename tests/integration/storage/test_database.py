"""PostgreSQL killed, frozen, slow and back again: nobody waits for long, and nothing is half stored."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.storage.database import Database, DatabasePolicy, DatabaseUnavailable
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.migrate import upgrade
from mumble_ai.storage.tables import Person
from tests.support.net import free_port
from tests.support.postgres import PostgresServer

HASTY = DatabasePolicy(connect_s=1.0, statement_s=0.5)
DEADLINE_S = 15.0


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[tuple[PostgresServer, Database]]:
    """A server to be ill-treated, and its database."""
    with PostgresServer(tmp_path / "data", synchronous_commit="on") as server:
        await upgrade(server.cluster.url())
        database = Database(server.cluster.url(), policy=HASTY, breaker=BreakerPolicy(3, 0.3))
        yield server, database
        await database.close()
        server.process.send_signal(signal.SIGCONT)


async def people(database: Database) -> list[str]:
    async with database.everybody("looks") as session:
        return list(await session.scalars(select(Person.name).order_by(Person.name)))


async def add(database: Database, name: str) -> None:
    async with database.everybody("adds") as session:
        session.add(Person(id=new_id(), name=name))


async def until_back(database: Database) -> list[str]:
    async with asyncio.timeout(DEADLINE_S):
        while True:
            try:
                return await people(database)
            except DatabaseUnavailable:
                await asyncio.sleep(0.05)


async def test_a_server_that_is_killed_is_said_at_once_left_alone_and_used_again(
    own: tuple[PostgresServer, Database],
) -> None:
    server, database = own
    await add(database, "Ada")
    assert not database.standing().degraded
    server.process.kill()
    server.process.wait()
    for _ in range(4):
        with pytest.raises(DatabaseUnavailable):
            await add(database, "Bert")
    assert database.standing().degraded
    begun = time.monotonic()
    with pytest.raises(DatabaseUnavailable, match="left alone"):
        await people(database)
    assert time.monotonic() - begun < 0.05
    server.start()
    assert await until_back(database) == ["Ada"]
    assert not database.standing().degraded


async def test_a_server_that_is_frozen_keeps_nobody(own: tuple[PostgresServer, Database]) -> None:
    server, database = own
    await add(database, "Ada")
    for process in (server.process.pid, *_backends(server)):
        _send(process, signal.SIGSTOP)
    begun = time.monotonic()
    for _ in range(3):
        with pytest.raises(DatabaseUnavailable):
            await people(database)
    assert time.monotonic() - begun < 8.0
    for process in (*_backends(server), server.process.pid):
        _send(process, signal.SIGCONT)
    assert await until_back(database) == ["Ada"]


async def test_who_stops_waiting_is_free_at_once(own: tuple[PostgresServer, Database]) -> None:
    server, database = own
    await people(database)
    for process in (server.process.pid, *_backends(server)):
        _send(process, signal.SIGSTOP)
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await people(database)
    assert time.monotonic() - begun < 0.4
    for process in (*_backends(server), server.process.pid):
        _send(process, signal.SIGCONT)


async def test_a_statement_that_takes_too_long_is_ended(own: tuple[PostgresServer, Database]) -> None:
    _, database = own
    with pytest.raises(DatabaseUnavailable, match="statement timeout"):
        async with database.everybody("dawdles") as session:
            await session.execute(text("SELECT pg_sleep(5)"))


async def test_an_error_of_the_one_who_asks_is_no_fault_of_the_database(database: Database) -> None:
    person = Person(id=new_id(), name="Ada")
    for _ in range(5):
        with pytest.raises(IntegrityError):
            async with database.everybody("adds badly") as session:
                session.add(Person(id=person.id, name="Ada", role="queen"))
    assert not database.standing().degraded
    assert await people(database) == []


async def test_a_block_that_fails_stores_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await _fail_halfway(database)
    assert await people(database) == []


async def _fail_halfway(database: Database) -> None:
    async with database.everybody("fails") as session:
        session.add(Person(id=new_id(), name="Ada"))
        await session.flush()
        raise ZeroDivisionError


async def test_more_at_once_than_there_are_connections_wait_their_turn(database: Database) -> None:
    await asyncio.gather(*(add(database, f"{number:02}") for number in range(40)))
    assert len(await people(database)) == 40


async def test_a_server_that_is_not_there() -> None:
    database = Database(f"postgresql://me:secret@127.0.0.1:{free_port()}/x", policy=HASTY)
    with pytest.raises(DatabaseUnavailable, match="refused"):
        await people(database)
    await database.close()


def _backends(server: PostgresServer) -> list[int]:
    return [child.pid for child in psutil.Process(server.process.pid).children(recursive=True)]


def _send(pid: int, number: signal.Signals) -> None:
    os.kill(pid, number)
