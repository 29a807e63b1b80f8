"""`mumble-ai people` on a real database."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mumble_ai.cli.commands import app
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database
from tests.support.net import free_port
from tests.support.remembering import DOOR, PATIENT

Command = Callable[..., Result]


@pytest.fixture
def command(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MUMBLE_AI_HOME", str(tmp_path))
    monkeypatch.setenv("TIME_ZONE", "Europe/Berlin")
    return lambda *words, **options: CliRunner().invoke(app, ["people", *words], **options)


@pytest.fixture
def known(database_url: str) -> dict[str, Person]:
    async def meet() -> dict[str, Person]:
        database = Database(database_url)
        people = People(database, policy=PATIENT)
        met = {name: await people.met(DOOR, f"certificate:{name}", "1", name) for name in ("Anna", "Ben")}
        async with database.everybody("for a test") as session:
            session.add(tables.Identity(person_id=met["Ben"].id, kind="sip", value="+4930"))
        await database.close()
        return met

    return asyncio.run(meet())


def test_everybody_is_listed(command: Command, known: dict[str, Person]) -> None:
    listed = json.loads(command("list", "--json").stdout)
    assert {row["name"]: row["role"] for row in listed} == {"Anna": "member", "Ben": "member"}
    table = command("list").stdout
    assert "mumble, sip" in table
    assert str(known["Anna"].id) in table


def test_an_owner_is_made_by_name_or_code_and_the_last_one_stays(command: Command, known: dict[str, Person]) -> None:
    assert "my code is " in command("owner").stdout
    assert command("owner", "anna").exit_code == 0
    assert json.loads(command("show", "Anna", "--json").stdout)["role"] == "owner"
    refused = command("role", "Anna", "member")
    assert (refused.exit_code, "nobody else is an owner" in refused.stderr) == (1, True)
    assert command("role", "Ben", "owner").exit_code == 0
    assert command("role", "Anna", "member").exit_code == 0
    assert command("role", "Anna", "guest").exit_code == 1


def test_one_person_is_shown_and_given_as_a_file(command: Command, known: dict[str, Person], tmp_path: Path) -> None:
    assert "I know you as Ben, by your certificate and your phone." in command("show", str(known["Ben"].id)).stdout
    file = tmp_path / "ben.json"
    assert command("export", "Ben", str(file)).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text("utf-8"))["person"]["name"] == "Ben"
    assert json.loads(command("export", "Ben").stdout)["person"]["id"] == str(known["Ben"].id)
    missing = command("show", "Carl")
    assert (missing.exit_code, "nobody is called 'Carl'" in missing.stderr) == (1, True)


def test_two_persons_are_linked_after_a_question(command: Command, known: dict[str, Person]) -> None:
    assert command("link", "Anna", "Ben", input="n\n").exit_code == 1
    assert len(json.loads(command("list", "--json").stdout)) == 2
    assert command("link", "Anna", "Ben", input="y\n").exit_code == 0
    (card,) = json.loads(command("list", "--json").stdout)
    assert card["known_by"] == ["mumble anna", "mumble ben", "sip +4930"]
    assert command("link", "Anna", "Anna", "--yes").exit_code == 2


def test_a_person_is_forgotten_after_a_question(command: Command, known: dict[str, Person]) -> None:
    assert command("forget", "Ben", input="n\n").exit_code == 1
    done = command("forget", "Ben", "--yes")
    assert (done.exit_code, "Backups" in done.stdout) == (0, True)
    assert [row["name"] for row in json.loads(command("list", "--json").stdout)] == ["Anna"]


def test_without_a_database_it_says_what_to_do(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    done = command("list")
    assert (done.exit_code, "./mumble-ai up" in done.stderr) == (1, True)
