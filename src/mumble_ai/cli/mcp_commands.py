"""`mcp`: keys of other assistants, and the MCP servers ours may use."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import UUID

import typer
from rich.table import Table

from mumble_ai.cli.terminal import FAILED, complain, out, say
from mumble_ai.settings import load_settings

# The database and the protocol are imported where they are used: no other command waits for them.
if TYPE_CHECKING:
    from mumble_ai.assistant.mcp.keys import McpKeys

app = typer.Typer(no_args_is_help=True, help="MCP: other assistants that use ours, and servers that ours uses.")

T = TypeVar("T")
PersonName = Annotated[str, typer.Argument(help="Name or id of the person.")]
KeyName = Annotated[str, typer.Argument(help="Name of the key, such as that of the program.")]


@app.command()
def key(
    person: PersonName,
    name: KeyName,
    act: Annotated[bool, typer.Option("--act", help="May also change something, not only look it up.")] = False,
) -> None:
    """Make a key with which a program acts for a person; it is shown once."""
    made = _with_keys(person, lambda keys, person_id: keys.create(person_id, name, may_act=act))
    print(made)


@app.command()
def keys(person: PersonName) -> None:
    """The keys of a person."""
    table = Table("name", "may", "made", "last used", "", box=None, pad_edge=False)
    for info in _with_keys(person, lambda keys, person_id: keys.of(person_id)):
        may = "look up and act" if info.may_act else "look up"
        table.add_row(info.name, may, _day(info.created_at), _day(info.last_used_at), "revoked" * info.is_revoked)
    out.print(table)


@app.command()
def revoke(person: PersonName, name: KeyName) -> None:
    """Make a key open nothing any more."""
    _with_keys(person, lambda keys, person_id: keys.revoke(person_id, name))
    say(f"{name} opens nothing any more.")


@app.command()
def servers() -> None:
    """Connect to the MCP servers in mcp.json and show which of their tools the assistant would use."""
    from mumble_ai.assistant.mcp.sources import BadSources, read_sources, sources_file
    from mumble_ai.assistant.mcp.toolbox import McpToolbox

    path = sources_file(load_settings())
    try:
        sources = read_sources(path)
    except BadSources as error:
        complain(str(error))
        raise typer.Exit(FAILED) from None
    if not sources:
        say(f"No MCP server is added. Write them to {path}; docs/mcp.md shows how.")
        return
    table = Table("server", "tool", "", box=None, pad_edge=False)
    away = False
    for name, tools, problem in asyncio.run(McpToolbox(sources).look()):
        away = away or bool(problem)
        for tool, how in tools or [("", problem)]:
            table.add_row(name, tool, how)
    out.print(table)
    if away:
        raise typer.Exit(FAILED)


def _with_keys(person: str, do: Callable[[McpKeys, UUID], Awaitable[T]]) -> T:
    from sqlalchemy import select

    from mumble_ai.assistant.mcp.keys import KeyRefused, McpKeys
    from mumble_ai.stack.database import open_database
    from mumble_ai.storage import tables
    from mumble_ai.storage.database import DatabaseUnavailable

    async def run() -> T:
        database = open_database(load_settings())
        try:
            async with database.everybody("the owner of the machine names somebody") as session:
                rows = (await session.execute(select(tables.Person.id, tables.Person.name))).all()
            found = [row.id for row in rows if person in (str(row.id), row.name)]
            if len(found) != 1:
                known = ", ".join(sorted({row.name for row in rows})) or "nobody"
                raise KeyRefused(f"{len(found)} people are called {person!r}; known are: {known}")
            return await do(McpKeys(database), found[0])
        finally:
            await database.close()

    try:
        return asyncio.run(run())
    except KeyRefused as error:
        complain(str(error))
    except DatabaseUnavailable as error:
        complain(f"The database can't be reached: {error}\nIs it running? ./mumble-ai status")
    raise typer.Exit(FAILED)


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "never"
