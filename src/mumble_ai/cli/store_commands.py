"""`stores`: looking after the database and what is made from it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from mumble_ai.cli.terminal import FAILED, complain, say
from mumble_ai.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, help="The stores: backups, and the vector index made again.")


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Write everything that is remembered to a file, while all goes on."""
    from mumble_ai.stack.backup import BackupFailed, back_up
    from mumble_ai.stack.stores import database_url

    try:
        back_up(database_url(load_settings()), file)
    except BackupFailed as problem:
        complain(str(problem))
        raise typer.Exit(FAILED) from None
    say(f"{file} has everything ({_size(file)}). Keep it safe: it holds what people said")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file of `stores backup`.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of everything that is remembered now."""
    from mumble_ai.stack.backup import BackupFailed
    from mumble_ai.stack.backup import restore as put_back
    from mumble_ai.stack.stores import database_url

    settings = load_settings()
    if not yes:
        typer.confirm("Everything remembered since that backup will be gone. Go on?", abort=True)
    try:
        put_back(database_url(settings), file)
    except BackupFailed as problem:
        complain(str(problem))
        raise typer.Exit(FAILED) from None
    say(f"Everything is as it was in {file}")
    asyncio.run(_make_again(settings))


@app.command()
def rebuild_vectors() -> None:
    """Make the vector index again from the database."""
    asyncio.run(_make_again(load_settings()))


async def _make_again(settings: Settings) -> None:
    from mumble_ai.stack.database import open_database
    from mumble_ai.stack.stores import chroma_url, database_url, redis_url
    from mumble_ai.storage import outbox
    from mumble_ai.storage.cache import Cache
    from mumble_ai.storage.chroma import ChromaIndex
    from mumble_ai.storage.database import DatabaseUnavailable
    from mumble_ai.storage.migrate import NewerDatabase, upgrade
    from mumble_ai.storage.redis import RedisAway, RedisLink
    from mumble_ai.storage.vectors import VectorsUnavailable

    database, index, link = open_database(settings), ChromaIndex(chroma_url(settings)), RedisLink(redis_url(settings))
    try:
        await upgrade(database_url(settings))
        try:
            await Cache(link).drop_all("")
        except RedisAway:
            say("Redis is away: what it has kept may be a little old for half an hour")
        count = await outbox.tell_everything(database)
        try:
            await index.drop_all()
            await outbox.deliver(database, index)
            say(f"The vector index has {count} vectors")
        except VectorsUnavailable as problem:
            say(f"{count} vectors wait: Chroma is away ({problem}). They are told to it when it is back")
    except (DatabaseUnavailable, NewerDatabase) as problem:
        complain(f"The database: {problem}")
        raise typer.Exit(FAILED) from None
    finally:
        await index.close()
        await link.close()
        await database.close()


def _size(file: Path) -> str:
    return f"{max(1, file.stat().st_size >> 10)} kB"
