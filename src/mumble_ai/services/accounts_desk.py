"""Accounts for a process that serves no pages: the command line, and other services that ask who a request is of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

from mumble_ai.accounts.accounts import AccountPolicy, Accounts
from mumble_ai.accounts.guard import Guard
from mumble_ai.accounts.session_guard import SessionGuard
from mumble_ai.memory.people.people import People
from mumble_ai.services.zone import house_zone
from mumble_ai.settings import Settings
from mumble_ai.stack.database import migrate_when_there, open_database

FIRST_ACCOUNT_S: Final = 30.0
"""How long the first account waits for the database."""


def account_policy(settings: Settings) -> AccountPolicy:
    """Limits as the settings say."""
    return AccountPolicy.of_days(
        idle=settings.session_idle_days, longest=settings.session_max_days, audit=settings.audit_retention_days
    )


@asynccontextmanager
async def open_accounts(settings: Settings) -> AsyncGenerator[Accounts]:
    """Everybody's accounts; nothing is connected until it is used."""
    database = open_database(settings)
    accounts = Accounts(database, People(database, time_zone=house_zone(settings)), policy=account_policy(settings))
    try:
        yield accounts
    finally:
        accounts.close()
        await database.close()


@asynccontextmanager
async def open_guard(settings: Settings) -> AsyncGenerator[Guard]:
    """Who a request comes from, for any service of this stack: one sign-in is good for all of one host."""
    async with open_accounts(settings) as accounts:
        yield SessionGuard(accounts, address=settings.control_panel_url)


async def first_owner(settings: Settings) -> str:
    """`make_first_owner` as soon as the database of the settings is there.

    Raises:
        TimeoutError: The database is not there.
        DatabaseUnavailable: It went away.
        TooBusy: Nothing is made.
    """
    async with asyncio.timeout(FIRST_ACCOUNT_S), open_accounts(settings) as accounts:
        await migrate_when_there(settings, retry_s=0.5, is_logged=False)
        return await make_first_owner(accounts)


async def make_first_owner(accounts: Accounts) -> str:
    """Makes the owner's account where nobody has one; what to show of it, this one time, or "" where there are some.

    Raises:
        DatabaseUnavailable: It is not made.
        TooBusy: It is not made.
    """
    made = await accounts.first_owner()
    if made is None:
        return ""
    account, password = made
    await accounts.audit.note(None, "account.made", account.sign_in_name)
    return (
        "Sign in to the pages as the owner (this is shown once; change it on the page “Account”):\n"
        f"  name      {account.sign_in_name}\n"
        f"  password  {password}"
    )
