"""`account`: who can sign in to the pages."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.table import Table

from mumble_ai.cli.terminal import FAILED, complain, out, say
from mumble_ai.settings import Settings, load_settings

# The database is imported where it is used: no other command carries it.
if TYPE_CHECKING:
    from mumble_ai.accounts.accounts import AccountInfo, Accounts

T = TypeVar("T")
SignInName = Annotated[str, typer.Argument(help="What they type to sign in.")]

app = typer.Typer(no_args_is_help=True, help="Accounts: who can sign in to the pages.")


@app.command("list")
def list_accounts() -> None:
    """Who can sign in."""
    table = Table("sign-in name", "person", "role", "last sign-in", "", box=None, pad_edge=False)
    for info in _run(lambda accounts: accounts.everybody()):
        person = info.account.person
        last = f"{info.last_sign_in_at.astimezone():%Y-%m-%d %H:%M}" if info.last_sign_in_at else ""
        marks = [*(["closed"] if info.is_closed else []), *([] if info.has_password else ["no password"])]
        table.add_row(info.account.sign_in_name, person.name, person.role.value, last, ", ".join(marks))
    out.print(table)


@app.command()
def add(
    sign_in_name: SignInName,
    person: Annotated[str, typer.Option("--person", help="Name or id of a person who is known already.")] = "",
    owner: Annotated[bool, typer.Option("--owner", help="Somebody new is an owner; else a member.")] = False,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from input.")] = False,
) -> None:
    """Make an account; without a password of yours one is made and printed once."""
    given = _read_password() if password_stdin else ""

    async def work(accounts: Accounts) -> str:
        from mumble_ai.accounts.tokens import readable_password
        from mumble_ai.memory.people.person import Role
        from mumble_ai.memory.people.roster import Roster

        password = given or readable_password()
        if person:
            card = await Roster(accounts.db, accounts.people).find(person)
            await accounts.add(card.person.id, sign_in_name, password)
        else:
            role = Role.OWNER if owner else Role.MEMBER
            await accounts.add_person(sign_in_name, role, sign_in_name, password)
        await accounts.audit.note(None, "account.made", sign_in_name)
        return password

    password = _run(work)
    say(f"{sign_in_name} can sign in now")
    if not given:
        out.print(f"Password, shown this once: {password}", markup=False)


@app.command()
def password(
    sign_in_name: Annotated[str, typer.Argument(help="Whose; none: the owner's.")] = "",
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read it from input.")] = False,
    generate: Annotated[bool, typer.Option("--generate", help="Make one, and print it once.")] = False,
) -> None:
    """Set a password; whoever is signed in to that account is signed out."""

    async def whose(accounts: Accounts) -> AccountInfo:
        infos = await accounts.everybody()
        if sign_in_name:
            chosen = [info for info in infos if info.account.sign_in_name == sign_in_name.strip().casefold()]
        else:
            chosen = [info for info in infos if info.account.is_owner]
        if len(chosen) == 1:
            return chosen[0]
        there = ", ".join(info.account.sign_in_name for info in infos) or "none"
        raise LookupError(f"say whose password it is; there are the accounts: {there}")

    info = _run(whose)
    new = _new_password(password_stdin, generate)

    async def work(accounts: Accounts) -> None:
        await accounts.set_password(info.account.id, new)
        await accounts.audit.note(None, "account.password_changed", info.account.sign_in_name)

    _run(work)
    say(f"{info.account.sign_in_name} signs in with the new password from now on")
    if generate:
        out.print(f"Password, shown this once: {new}", markup=False)


@app.command()
def remove(
    sign_in_name: SignInName,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete an account with its sessions and keys; the person stays."""

    async def find(accounts: Accounts) -> AccountInfo:
        info = await accounts.named(sign_in_name)
        if info is None:
            raise LookupError(f"there is no account {sign_in_name!r}; `mumble-ai account list` shows all")
        return info

    info = _run(find)
    if not yes and not typer.confirm(f"Delete the account of {info.account.person.name}?"):
        raise typer.Exit(FAILED)

    async def work(accounts: Accounts) -> None:
        await accounts.remove(info.account.id)
        await accounts.audit.note(None, "account.deleted", info.account.sign_in_name)

    _run(work)
    say(f"{info.account.sign_in_name} can't sign in any more")


def show_first_owner(settings: Settings) -> None:
    """Makes the owner's account where nobody has one, and prints its password, once; for `up`, whatever it runs in."""
    from mumble_ai.services.accounts_desk import first_owner
    from mumble_ai.storage.database import DatabaseUnavailable

    try:
        with ThreadPoolExecutor(1) as thread:
            made = thread.submit(lambda: asyncio.run(first_owner(settings))).result()
    except (DatabaseUnavailable, TimeoutError):
        out.print("\nNobody can sign in to the pages yet. When the database runs: ./mumble-ai account add NAME --owner")
        return
    if made:
        out.print(f"\n{made}", markup=False)


def _new_password(from_input: bool, generate: bool) -> str:
    from mumble_ai.accounts.tokens import readable_password

    if generate:
        return readable_password()
    if from_input:
        return _read_password()
    return typer.prompt("New password", hide_input=True, confirmation_prompt=True)


def _read_password() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _run(work: Callable[[Accounts], Awaitable[T]]) -> T:
    """Does it with the database of the settings; what can go wrong becomes one message."""
    from mumble_ai.services.accounts_desk import open_accounts
    from mumble_ai.storage.database import DatabaseUnavailable

    async def at_desk() -> T:
        async with open_accounts(load_settings()) as accounts:
            return await work(accounts)

    try:
        return asyncio.run(at_desk())
    except DatabaseUnavailable as error:
        complain(f"The database can't be used: {error}\nStart it: ./mumble-ai up")
    except (LookupError, ValueError) as error:
        complain(str(error))
    raise typer.Exit(FAILED)
