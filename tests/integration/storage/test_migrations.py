"""The database comes to its shape, from nothing and from every earlier step, whoever else is at it."""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import SchemaItem

from mumble_ai.storage.base import Base
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.migrate import LOCK, NewerDatabase, _config, latest, upgrade
from tests.support.net import free_port
from tests.support.postgres import PostgresServer

STEPS = [step.revision for step in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))]

GIVEN_UP = {"recall_terms"}
"""Tables that a later step drops, since what they hold is counted from other tables."""


@pytest.fixture
def empty_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    name = postgres_server.create()
    yield postgres_server.cluster.url(name)
    postgres_server.drop(name)


@pytest.fixture
def engine(empty_url: str) -> Iterator[sa.Engine]:
    engine = sa.create_engine(sa.make_url(empty_url).set(drivername="postgresql+psycopg"), poolclass=sa.NullPool)
    yield engine
    engine.dispose()


def _is_ours(item: SchemaItem, name: str | None, kind: str, reflected: bool, compared: SchemaItem | None) -> bool:
    return not (kind == "table" and str(name).startswith(("procrastinate_", "alembic_")))


def differences(connection: sa.Connection) -> list[Any]:
    options = {"include_object": _is_ours, "compare_type": True, "compare_server_default": True}
    return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)


async def test_the_steps_make_exactly_what_the_tables_say(database: Database) -> None:
    async with database.everybody("compares") as session:
        found = await (await session.connection()).run_sync(differences)
    assert found == []


def test_the_steps_are_one_line() -> None:
    assert sorted(STEPS) == STEPS
    assert sorted({step[:4] for step in STEPS}) == [f"{number:04}" for number in range(1, int(STEPS[-1][:4]) + 1)]
    assert latest() == STEPS[-1]


def some_value(column: sa.Column[Any], person_id: uuid.UUID) -> Any:
    """A value that fits the column, as far as its type says."""
    if column.name == "person_id":
        return person_id
    samples: dict[type[Any], Any] = {
        uuid.UUID: uuid.uuid4(),
        str: "x",
        bytes: b"x",
        bool: False,
        int: 1,
        float: 0.5,
        datetime: datetime.now(UTC),
        date: date(2026, 1, 1),
        object: {},
        list: [],
    }
    return samples[column.type.python_type]


def fill(engine: sa.Engine) -> dict[str, int]:
    """Puts a person, and a row into every table that takes one without further ado; how many rows each has."""
    tables = sa.MetaData()
    tables.reflect(engine)
    person_id = uuid.uuid4()
    for table in tables.sorted_tables:
        if table.name.startswith(("procrastinate_", "alembic_")):
            continue
        needed = [column for column in table.c if not column.nullable and column.server_default is None]
        row = {c.name: some_value(c, person_id) for c in needed if c.identity is None}
        if table.name == "people":
            row |= {"id": person_id, "name": "Ada"}
        try:
            with engine.begin() as connection:
                connection.execute(table.insert().values(row))
        except IntegrityError:
            continue  # It wants to know more than its types say.
    with engine.connect() as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in tables.sorted_tables
            if not table.name.startswith(("procrastinate_", "alembic_"))
        }


@pytest.mark.parametrize("step", ["base", *STEPS])
async def test_from_every_earlier_step_with_what_is_in_it(empty_url: str, engine: sa.Engine, step: str) -> None:
    before: dict[str, int] = {}
    if step != "base":
        assert await upgrade(empty_url, to=step) == step
        before = {table: rows for table, rows in fill(engine).items() if table not in GIVEN_UP}
        assert before["people"] == 1
    assert await upgrade(empty_url) == latest()
    with engine.connect() as connection:
        for table, rows in before.items():
            assert connection.execute(sa.text(f'SELECT count(*) FROM "{table}"')).scalar_one() == rows, table
        assert differences(connection) == []
    assert await upgrade(empty_url) == latest(), "once more changes nothing"


UPGRADE = "import asyncio, sys; from mumble_ai.storage.migrate import upgrade; print(asyncio.run(upgrade(sys.argv[1])))"


async def test_services_that_start_together_wait_for_each_other(empty_url: str) -> None:
    services = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", UPGRADE, empty_url, stdout=asyncio.subprocess.PIPE)
        for _ in range(2)
    ]
    done = await asyncio.gather(
        upgrade(empty_url), upgrade(empty_url), *(service.communicate() for service in services)
    )
    assert done[:2] == [latest(), latest()]
    assert [out.decode().strip() for out, _ in done[2:]] == [latest()] * 2
    assert [service.returncode for service in services] == [0, 0]


async def test_who_waits_too_long_says_so(empty_url: str, engine: sa.Engine) -> None:
    with engine.connect() as other:
        other.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        with pytest.raises(DatabaseUnavailable, match="another service"):
            await upgrade(empty_url, deadline_s=0.1)
    assert await upgrade(empty_url) == latest()


async def test_a_step_that_fails_leaves_what_was_there(empty_url: str, engine: sa.Engine) -> None:
    await upgrade(empty_url, to=STEPS[0])
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE vectors (mine int)"))
    with pytest.raises(sa.exc.ProgrammingError, match="already exists"):
        await upgrade(empty_url)
    with engine.begin() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == STEPS[0]
        connection.execute(sa.text("DROP TABLE vectors"))
    assert await upgrade(empty_url) == latest()


async def test_a_database_of_a_newer_version_is_left_alone(empty_url: str, engine: sa.Engine) -> None:
    await upgrade(empty_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="step 9999"):
        await upgrade(empty_url)


async def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(DatabaseUnavailable, match=r"[Cc]onnection refused"):
        await upgrade(f"postgresql://me:secret@127.0.0.1:{free_port()}/x")
