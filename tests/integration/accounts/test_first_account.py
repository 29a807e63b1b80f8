"""The owner's account at the first start: made once, shown once, by `up` on the terminal, by the panel in its log."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mumble_ai.accounts.accounts import Accounts
from mumble_ai.cli.account_commands import show_first_owner
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel.sign_in.first_account import tell_first_account, to_the_log
from mumble_ai.settings import load_settings
from mumble_ai.storage.database import Database, DatabaseUnavailable
from tests.support.control_panel import PASSWORD, hasty_passwords, panel_settings
from tests.support.postgres import PostgresServer

SHOWN = re.compile(
    r"\nSign in to the pages as the owner \(this is shown once; change it on the page “Account”\):\n"
    r"  name      owner\n  password  ([a-z2-9]{4}(?:-[a-z2-9]{4}){3})\n+"
)


@pytest.fixture
async def accounts(database: Database) -> AsyncIterator[Accounts]:
    made = Accounts(database, People(database), passwords=hasty_passwords())
    yield made
    made.close()


async def test_panels_that_start_together_make_one_account_and_one_of_them_tells(
    accounts: Accounts, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    await asyncio.gather(*(tell_first_account(accounts, told.append) for _ in range(4)))
    assert len(told) == 1
    await tell_first_account(accounts, told.append)
    assert len(told) == 1, "a later start tells it again"
    to_the_log(told[0])
    shown = SHOWN.fullmatch(capsys.readouterr().out)
    assert shown is not None
    assert await accounts.matching("owner", shown[1]) is not None
    assert [(entry.action, entry.subject) for entry in await accounts.audit.entries()] == [("account.made", "owner")]


async def test_no_account_is_made_where_there_is_one(accounts: Accounts) -> None:
    await accounts.add_person("Mia", Role.MEMBER, "mia", PASSWORD)
    told: list[str] = []
    await tell_first_account(accounts, told.append)
    assert not told
    assert [info.account.sign_in_name for info in await accounts.everybody()] == ["mia"]


async def test_the_panel_tries_until_the_database_lets_it(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    lets_it = accounts.first_owner
    answers = iter([DatabaseUnavailable("it restarts"), DatabaseUnavailable("it restarts"), None])

    async def away_at_first() -> object:
        error = next(answers)
        if error is not None:
            raise error
        return await lets_it()

    monkeypatch.setattr(accounts, "first_owner", away_at_first)
    told: list[str] = []
    await tell_first_account(accounts, told.append, retry_s=0.01)
    assert len(told) == 1


def test_up_shows_the_account_once_and_nothing_of_its_log(
    postgres_server: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = panel_settings(postgres_server.cluster.url(postgres_server.create()), tmp_path)
    show_first_owner(settings)
    assert SHOWN.fullmatch(capsys.readouterr().out)
    show_first_owner(settings)
    assert capsys.readouterr().out == ""


def test_up_says_what_to_do_where_the_database_is_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mumble_ai.services.accounts_desk.FIRST_ACCOUNT_S", 0.2)
    away = {"MUMBLE_AI_HOME": str(tmp_path), "DATABASE_URL": "postgresql://me:secret@127.0.0.1:1/mine"}
    show_first_owner(load_settings(away, None))
    said = capsys.readouterr().out
    assert said.strip() == (
        "Nobody can sign in to the pages yet. When the database runs: ./mumble-ai account add NAME --owner"
    )
