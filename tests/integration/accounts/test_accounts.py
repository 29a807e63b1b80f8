"""Accounts and sessions on a real PostgreSQL, with time as the test has it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from mumble_ai.accounts.accounts import AccountRefused, Accounts
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Role
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import AccountRow
from tests.support.control_panel import PASSWORD, hasty_passwords


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 6, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def ahead(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def accounts(database: Database, clock: Clock) -> AsyncIterator[Accounts]:
    made = Accounts(database, People(database), passwords=hasty_passwords(), now=clock)
    yield made
    made.close()


async def test_the_first_owner_is_made_once_whoever_asks(accounts: Accounts) -> None:
    made = await asyncio.gather(*(accounts.first_owner() for _ in range(3)))
    ((account, password),) = [one for one in made if one is not None]
    assert account.is_owner
    assert await accounts.matching("Owner", password) is not None
    assert await accounts.first_owner() is None


async def test_the_first_owner_is_the_owner_who_is_known(accounts: Accounts) -> None:
    known = await accounts.add_person("Olga", Role.OWNER, "olga", PASSWORD)
    async with accounts.db.everybody("her account is gone") as session:
        await session.delete(await session.get_one(AccountRow, known.id))
    made = await accounts.first_owner()
    assert made is not None
    assert made[0].person.id == known.person.id


@pytest.mark.parametrize("name", ["", " ", "-a", "a b", "a\u202eb", "<b>", "x" * 65])
async def test_a_name_that_could_be_mistaken_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountRefused):
        await accounts.add_person("Ann", Role.MEMBER, name, PASSWORD)


async def test_two_names_that_look_alike_are_one(accounts: Accounts) -> None:
    await accounts.add_person("Ann", Role.MEMBER, "Ann", PASSWORD)
    with pytest.raises(AccountRefused):
        await accounts.add_person("Ann", Role.MEMBER, "\uff21nn", PASSWORD)
    assert [info.account.person.name for info in await accounts.everybody()] == ["Ann"], "and nobody is left behind"


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "password123456", "x" * 257])
async def test_a_password_that_is_easily_guessed_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(AccountRefused):
        await accounts.add_person("Ann", Role.MEMBER, "ann", password)


async def test_a_token_changes_and_the_former_one_lives_on_until_the_new_one_is_seen(
    accounts: Accounts, clock: Clock
) -> None:
    ann = await accounts.add_person("Ann", Role.MEMBER, "ann", PASSWORD)
    opened = await accounts.sessions.open(ann.id, address="127.0.0.1", user_agent="")
    clock.ahead(minutes=16)
    rotated = await accounts.sessions.find(opened.token)
    assert rotated is not None
    assert rotated.new_token not in ("", opened.token)
    under_way = await accounts.sessions.find(opened.token)
    assert under_way is not None
    assert under_way.new_token == "", "requests under way go on with the former one"
    clock.ahead(seconds=31)
    cut_off = await accounts.sessions.find(opened.token)
    assert cut_off is not None
    assert cut_off.new_token, "a browser that never got the new one gets another"
    assert await accounts.sessions.find(rotated.new_token) is None
    clock.ahead(seconds=31)
    assert await accounts.sessions.find(cut_off.new_token) is not None
    assert await accounts.sessions.find(opened.token) is None, "the new one was seen: the former one is over"


async def test_a_session_ends_when_it_is_not_used_and_in_any_case(accounts: Accounts, clock: Clock) -> None:
    ann = await accounts.add_person("Ann", Role.MEMBER, "ann", PASSWORD)
    idle = await accounts.sessions.open(ann.id, address="", user_agent="")
    clock.ahead(days=14, seconds=1)
    assert await accounts.sessions.find(idle.token) is None
    token = (await accounts.sessions.open(ann.id, address="", user_agent="")).token
    for _ in range(8):
        clock.ahead(days=11)
        found = await accounts.sessions.find(token)
        assert found is not None
        token = found.new_token or token
    clock.ahead(days=3)
    assert await accounts.sessions.find(token) is None


async def test_whoever_is_forgotten_has_no_account_and_leaves_no_name_on_record(
    accounts: Accounts, database: Database
) -> None:
    ann = await accounts.add_person("Ann", Role.MEMBER, "ann", PASSWORD)
    await accounts.audit.note(ann, "key.made", "printer")
    exported = await Privacy(database, accounts.people).export(ann.person.id)
    assert "argon2" not in str(exported)
    await Privacy(database, accounts.people).forget_me(ann.person.id)
    assert await accounts.everybody() == []
    (entry,) = await accounts.audit.entries()
    assert (entry.by, entry.account_id) == ("", None)


async def test_the_record_is_bounded_in_time(accounts: Accounts, clock: Clock) -> None:
    await accounts.audit.note(None, "account.made", "old")
    clock.ahead(days=366)
    await accounts.audit.note(None, "account.made", "new")
    assert await accounts.audit.forget_old() == 1
    assert [entry.subject for entry in await accounts.audit.entries()] == ["new"]
