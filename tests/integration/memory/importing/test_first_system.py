"""A database of the first system is taken over, once, however often it is done."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import func, select, text
from typer.testing import CliRunner, Result

from mumble_ai.cli.commands import app
from mumble_ai.memory.importing.first_system import CannotRead, FirstSystem
from mumble_ai.storage import tables
from mumble_ai.storage.base import Base
from mumble_ai.storage.database import Database
from tests.support.net import free_port
from tests.support.postgres import PostgresServer

DUMP = Path(__file__).parents[3] / "data" / "first_system.sql"
TAKEN = (tables.Person, tables.Session, tables.Message, tables.FactRow, tables.EventRow, tables.EntityMention)


@pytest.fixture
def old_url(postgres_server: PostgresServer) -> Iterator[str]:
    name = postgres_server.create()
    url = postgres_server.cluster.url(name)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(DUMP.read_bytes())
    yield url
    postgres_server.drop(name)


@pytest.fixture
def take_over(
    old_url: str, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MUMBLE_AI_HOME", str(tmp_path))
    return lambda *words: CliRunner().invoke(
        app, ["import-first-system", old_url, "--zone", "America/New_York", *words], catch_exceptions=False
    )


def read(database_url: str, *statements: Any) -> list[Any]:
    """Rows of our database, a list for each statement."""

    async def work() -> list[Any]:
        database = Database(database_url)
        async with database.everybody("looks") as session:
            found = [(await session.execute(statement)).all() for statement in statements]
        await database.close()
        return found

    return asyncio.run(work())


def counts(database_url: str) -> list[int]:
    return [rows[0][0] for rows in read(database_url, *(select(func.count()).select_from(t) for t in TAKEN))]


def test_everything_worth_it_is_taken_over(take_over: Callable[..., Result], database_url: str) -> None:
    done = take_over()
    assert done.exit_code == 0, done.output
    for line in (
        "people: 2 found, 2 added",
        "messages: 9 found, 9 added",
        "memories: 3 found, 3 added",
        "events: 3 found, 3 added",
        "names in messages: 3 found, 3 added",
        "mail addresses: 1 found, 1 added",
        "left out, it names nobody: 2",
        "left out, it has no words: 1",
        "  BOT_PERSONA=You are a pirate.",
    ):
        assert line in done.output
    assert "SHORT_TERM_MEMORY_LIMIT" not in done.output
    people, identities, messages, sessions = read(
        database_url,
        select(tables.Person.name, tables.Person.role, tables.Person.mail).order_by(tables.Person.name),
        select(tables.Identity.kind, tables.Identity.value).order_by(tables.Identity.value),
        select(tables.Message.text, tables.Message.said_at).order_by(tables.Message.said_at),
        select(tables.Session.state, tables.Session.message_count).order_by(tables.Session.started_at),
    )
    assert people == [("Otto", "member", ""), ("Paula", "member", "paula@example.org")]
    assert identities == [("first-system", "otto"), ("first-system", "paula")]
    assert messages[0] == ("My parrot Kiki learned to whistle.", datetime(2025, 6, 15, 15, 6, 40, tzinfo=UTC))
    assert sessions == [("closed", 4), ("closed", 1), ("closed", 3), ("closed", 1)]


def test_wall_time_stays_wall_time_where_it_lived(take_over: Callable[..., Result], database_url: str) -> None:
    take_over()
    events, facts = read(
        database_url,
        select(tables.EventRow).order_by(tables.EventRow.begins_at),
        select(tables.FactRow.text, tables.FactRow.category, tables.FactRow.importance).order_by(tables.FactRow.text),
    )
    train, vet, birthday = (row[0] for row in events)
    assert (train.title, train.begins_at) == ("Train to Cologne", datetime(2025, 6, 20, 13, 15, tzinfo=UTC))
    assert (vet.zone, vet.begins_at) == ("America/New_York", datetime(2099, 7, 1, 18, 30, tzinfo=UTC))
    assert (vet.description, vet.importance, vet.remind_minutes) == ("Bring the small cage", 8, [60])
    assert (birthday.is_all_day, birthday.duration_s) == (True, timedelta(days=1) // timedelta(seconds=1))
    assert facts == [
        ("Paula has a parrot called Kiki", "fact", 7),
        ("Paula likes lemon ice cream", "preference", 4),
        ("Train to Cologne (2025-06-20 09:15)", "schedule", 10),
    ]


def test_taken_over_again_nothing_comes_twice_and_what_is_new_is_added(
    take_over: Callable[..., Result], database_url: str, old_url: str
) -> None:
    take_over()
    before = counts(database_url)
    again = take_over()
    assert counts(database_url) == before
    assert re.findall(r"(\d+) added", again.output) == ["0"] * 6
    with psycopg.connect(old_url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO conversation_history (id, user_name, user_session, message_type, role, message, timestamp)"
            " VALUES (12, 'Paula', 9, 'voice', 'user', 'Good night.', '2025-06-17 19:20:00')"
        )
    assert "messages: 10 found, 1 added" in take_over().output
    people, sessions, messages, facts, events, mentions = before
    assert counts(database_url) == [people, sessions, messages + 1, facts, events, mentions]


def test_a_dry_run_counts_and_changes_nothing(
    take_over: Callable[..., Result], database_url: str, old_url: str
) -> None:
    done = take_over("--dry-run")
    assert "messages: 9 found\n" in done.output
    assert "added" not in done.output
    rows = read(database_url, *(select(func.count()).select_from(table) for table in Base.metadata.sorted_tables))
    assert {row[0][0] for row in rows} == {0}


def test_people_of_the_first_system_are_linked_at_the_terminal(
    take_over: Callable[..., Result], database_url: str
) -> None:
    take_over()
    assert CliRunner().invoke(app, ["people", "link", "Otto", "Paula", "--yes"]).exit_code == 0
    again = take_over()
    assert "messages: 9 found, 0 added" in again.output
    people, messages = read(database_url, select(tables.Person.name), select(func.count()).select_from(tables.Message))
    assert people == [("Otto",)]
    assert messages == [(9,)]


def test_what_was_taken_over_is_made_findable(take_over: Callable[..., Result], database_url: str) -> None:
    take_over()
    (names,) = read(database_url, text("SELECT task_name FROM procrastinate_jobs"))
    assert ("embed-messages",) in names


async def test_something_else_is_refused(database_url: str) -> None:
    with pytest.raises(CannotRead, match="no database of the first system"):
        await FirstSystem.open(database_url)
    with pytest.raises(CannotRead, match="can't be reached"):
        await FirstSystem.open(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
