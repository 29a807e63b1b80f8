"""A backup holds everything, and brings it back, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select, text

from mumble_ai.stack.backup import BackupFailed, back_up, restore
from mumble_ai.storage import jobs
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.migrate import latest, upgrade
from mumble_ai.storage.tables import Person
from tests.support.postgres import PostgresServer


@pytest.fixture
def owned_url(postgres_server: PostgresServer) -> Iterator[str]:
    """An empty database of an ordinary user, as services have it."""
    name = postgres_server.create()
    with psycopg.connect(postgres_server.cluster.url(), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'it''s %40 secret'".encode())
        connection.execute(f"ALTER DATABASE {name} OWNER TO {name}".encode())
    yield postgres_server.cluster.url(name).replace(
        "postgres:secret%20for%20a%20test", f"{name}:it%27s%20%2540%20secret"
    )
    postgres_server.drop(name)


async def names(url: str) -> list[str]:
    database = Database(url)
    async with database.everybody("looks") as session:
        found = list(await session.scalars(select(Person.name).order_by(Person.name)))
    await database.close()
    return found


async def add(url: str, name: str) -> None:
    database = Database(url)
    async with database.everybody("adds") as session:
        session.add(Person(id=new_id(), name=name))
        await jobs.defer(session, "greet", name=name)
    await database.close()


async def test_everything_comes_back_again_and_again(owned_url: str, tmp_path: Path) -> None:
    await upgrade(owned_url)
    await add(owned_url, "Ada")
    file = tmp_path / "backup"
    back_up(owned_url, file)
    assert file.stat().st_mode & 0o077 == 0
    for _ in range(2):
        await add(owned_url, "Bert")
        await add(owned_url, "Carl")
        restore(owned_url, file)
        assert await names(owned_url) == ["Ada"]
        assert await upgrade(owned_url) == latest()
        back_up(owned_url, file)
    database = Database(owned_url)
    async with database.everybody("looks") as session:
        waiting = await session.execute(text("SELECT task_name, args->>'name' FROM procrastinate_jobs"))
        assert waiting.all() == [("greet", "Ada")]
    await database.close()


async def test_a_backup_that_breaks_off_changes_nothing(owned_url: str, tmp_path: Path) -> None:
    await upgrade(owned_url)
    await add(owned_url, "Ada")
    file = tmp_path / "backup"
    back_up(owned_url, file)
    await add(owned_url, "Bert")
    whole = file.read_bytes()
    for broken in (b"", b"nonsense", whole[: len(whole) // 2]):
        file.write_bytes(broken)
        with pytest.raises(BackupFailed):
            restore(owned_url, file)
        assert await names(owned_url) == ["Ada", "Bert"]
    with pytest.raises(BackupFailed, match="can't be read"):
        restore(owned_url, tmp_path / "nothing")


async def test_a_backup_that_fails_leaves_the_old_one(owned_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_bytes(b"the old one")
    with pytest.raises(BackupFailed):
        back_up(owned_url.replace("/template1", "/nothing"), file)
    assert file.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(BackupFailed, match="can't be written"):
        back_up(owned_url, tmp_path / "no" / "folder")
