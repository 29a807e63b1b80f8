"""`people`: who is known, what is kept of them, who is in charge."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.table import Table

from mumble_ai.cli.terminal import FAILED, MISUSED, complain, out, say
from mumble_ai.memory.people.person import Role
from mumble_ai.settings import Settings, load_settings

# The database is imported where it is used: no other command, and no other service, carries it.
if TYPE_CHECKING:
    from mumble_ai.memory.people.linking import Linking
    from mumble_ai.memory.people.roster import Card, Roster
    from mumble_ai.memory.privacy.privacy import Privacy

T = TypeVar("T")
Name = Annotated[str, typer.Argument(help="Name or id of a person.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]

app = typer.Typer(no_args_is_help=True, help="People: who is known, what is kept of them, who is in charge.")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the commands work with."""

    roster: Roster
    linking: Linking
    privacy: Privacy


@app.command("list")
def list_people(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Everybody who is known."""
    cards = _run(lambda desk: desk.roster.everybody())
    if as_json:
        print(json.dumps([_plain(card) for card in cards], indent=2, ensure_ascii=False))
        return
    table = Table("name", "role", "known by", "messages", "last seen", "id", box=None, pad_edge=False)
    for card in cards:
        kinds = ", ".join(sorted({identity.kind for identity in card.identities}))
        seen = f"{card.last_seen_at.astimezone():%Y-%m-%d %H:%M}" if card.last_seen_at else ""
        table.add_row(card.person.name, card.person.role.value, kinds, str(card.messages), seen, str(card.person.id))
    out.print(table)


@app.command()
def show(name: Name, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """One person: how they are known, what they set, what is known of them."""

    async def work(desk: _Desk) -> tuple[Card, str]:
        card = await desk.roster.find(name)
        return card, (await desk.privacy.known(card.person)).in_words()

    card, known = _run(work)
    if as_json:
        print(json.dumps(_plain(card) | {"known": known}, indent=2, ensure_ascii=False))
        return
    identities = [f"{identity.kind} {identity.value}" for identity in card.identities]
    for key, value in (_plain(card) | {"known_by": ", ".join(identities)}).items():
        print(f"{key}: {value}")
    print(f"What they hear when they ask what is known of them: {known}")


@app.command()
def role(name: Name, role: Annotated[Role, typer.Argument(help="`owner` or `member`.")]) -> None:
    """Make somebody an owner or a member."""

    async def work(desk: _Desk) -> str:
        card = await desk.roster.find(name)
        await desk.roster.give_role(card.person.id, role)
        return card.person.name

    say(f"{_run(work)} is now {'an owner' if role is Role.OWNER else f'a {role.value}'}")


@app.command()
def owner(name: Annotated[str, typer.Argument(help="Who; none: a code is printed.")] = "") -> None:
    """Make somebody an owner, by name, or by a code that they say or write to the assistant."""
    if name:
        role(name, Role.OWNER)
        return
    code = _run(lambda desk: desk.linking.owner_code())
    say(f"Whoever says or writes this to the assistant becomes an owner: my code is {code.digits}")
    say(f"It is good once, until {code.expires_at.astimezone():%H:%M}. They need a certificate or an account.")


@app.command()
def link(
    stays: Annotated[str, typer.Argument(help="Who stays.")],
    goes: Annotated[str, typer.Argument(help="Who is the same person; everything of theirs moves.")],
    yes: Yes = False,
) -> None:
    """Make two persons one. This can't be undone."""

    async def find(desk: _Desk) -> tuple[Card, Card]:
        return await desk.roster.find(stays), await desk.roster.find(goes)

    kept, gone = _run(find)
    if kept.person.id == gone.person.id:
        complain(f"{kept.person.name} is one person already")
        raise typer.Exit(MISUSED)
    question = f"Is {gone.person.name} ({gone.messages} messages) the same person as {kept.person.name}?"
    if not yes and not typer.confirm(question):
        raise typer.Exit(FAILED)
    _run(lambda desk: desk.linking.link(stays=kept.person, goes=gone.person))
    say(f"{gone.person.name} is {kept.person.name} now")


@app.command()
def export(
    name: Name,
    file: Annotated[Path | None, typer.Argument(help="The file to write; none: it is printed.")] = None,
) -> None:
    """Everything that is kept of a person, as JSON."""

    async def work(desk: _Desk) -> str:
        card = await desk.roster.find(name)
        return json.dumps(await desk.privacy.export(card.person.id), indent=2, ensure_ascii=False)

    text = _run(work)
    if file is None:
        print(text)
        return
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as written:
        written.write(text + "\n")
    say(f"{file} holds it; only you can read that file")


@app.command()
def forget(name: Name, yes: Yes = False) -> None:
    """Forget a person and everything of theirs. This can't be undone."""
    card = _run(lambda desk: desk.roster.find(name))
    if not yes and not typer.confirm(f"Forget {card.person.name} with {card.messages} messages and everything else?"):
        raise typer.Exit(FAILED)
    say(_run(lambda desk: desk.privacy.forget_me(card.person.id)).in_words)


def _plain(card: Card) -> dict[str, object]:
    person = card.person
    return {
        "id": str(person.id),
        "name": person.name,
        "role": person.role.value,
        "known_by": [f"{identity.kind} {identity.value}" for identity in card.identities],
        "time_zone": person.time_zone,
        "language": person.language,
        "clock": person.clock,
        "voice": person.voice,
        "reminded_by": person.reminded_by.value,
        "mail": person.mail,
        "messages": card.messages,
        "last_seen_at": card.last_seen_at.isoformat() if card.last_seen_at else None,
    }


def _run(work: Callable[[_Desk], Awaitable[T]]) -> T:
    """Does it with the database of the settings; what can go wrong becomes one message."""
    from mumble_ai.memory.people.roster import NotFound, OwnerNeeded
    from mumble_ai.storage.database import DatabaseUnavailable

    try:
        return asyncio.run(_at_desk(load_settings(), work))
    except DatabaseUnavailable as error:
        complain(f"The database can't be used: {error}\nStart it: ./mumble-ai up")
    except (NotFound, OwnerNeeded, LookupError, ValueError) as error:
        complain(str(error))
    raise typer.Exit(FAILED)


async def _at_desk(settings: Settings, work: Callable[[_Desk], Awaitable[T]]) -> T:
    from mumble_ai.memory.conversations.session_cache import SessionCache
    from mumble_ai.memory.people.linking import Linking
    from mumble_ai.memory.people.people import People
    from mumble_ai.memory.people.roster import Roster
    from mumble_ai.memory.privacy.privacy import Privacy
    from mumble_ai.services.flights import ForgettableFlights
    from mumble_ai.services.household import open_stores
    from mumble_ai.services.zone import house_zone
    from mumble_ai.storage.cache import Cache

    async with open_stores(settings) as stores:
        database = stores.database
        people = People(database, time_zone=house_zone(settings))
        cache = SessionCache(Cache(stores.redis), limit=settings.short_term_memory_limit)
        privacy = Privacy(database, people, cache=cache, elsewhere=(ForgettableFlights(settings),))
        return await work(_Desk(Roster(database, people), Linking(database, people), privacy))
