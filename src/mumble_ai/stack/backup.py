"""A backup of the database in one file, and back (pg_dump, pg_restore). What Redis and Chroma have is made from it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from mumble_ai.stack.postgres import postgres_programs

TIMEOUT_S: Final = 3600
MAGIC: Final = b"PGDMP"
"""How a backup begins."""


class BackupFailed(Exception):
    """It could not be made or restored; the message says why."""


def back_up(url: str, file: Path) -> None:
    """Writes everything to a file that its owner alone can read; whole or not at all. Blocks.

    Raises:
        BackupFailed: It could not be made.
    """
    fresh = file.with_name(f".{file.name}.part")
    try:
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        _run("pg_dump", url, ["--format=custom", "--no-owner", "--no-privileges", f"--file={fresh}"])
        with fresh.open("rb") as written:
            os.fsync(written.fileno())
        fresh.replace(file)
    except OSError as error:
        raise BackupFailed(f"{file} can't be written: {error.strerror}") from error
    finally:
        fresh.unlink(missing_ok=True)


def restore(url: str, file: Path) -> None:
    """Puts a backup in the place of everything that is in the database; all of it or nothing. Blocks.

    Raises:
        BackupFailed: It is no backup, or could not be restored; the database is as it was.
    """
    try:
        with file.open("rb") as backup:
            begins = backup.read(len(MAGIC))
    except OSError as error:
        raise BackupFailed(f"{file} can't be read: {error.strerror}") from error
    if begins != MAGIC:
        raise BackupFailed(f"{file} is no backup of `mumble-ai stores backup`")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=file.parent) as folder:
        script = Path(folder) / "restore.sql"
        _run("pg_restore", "", ["--no-owner", "--no-privileges", f"--file={script}", str(file)])
        # What is there goes first, so that nothing of a newer version stays behind; in the same transaction.
        steps = ["--command", "DROP OWNED BY CURRENT_USER CASCADE", f"--file={script}"]
        _run("psql", url, ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", *steps])


def _run(program: str, url: str, arguments: Sequence[str]) -> None:
    """Runs one of PostgreSQL's programs, at the database of `url` where one is given."""
    server = urlsplit(url)
    where = [f"--host={server.hostname}", f"--port={server.port or 5432}", f"--dbname={server.path.lstrip('/')}"]
    who = [f"--username={unquote(server.username or '')}", "--no-password"]
    done = subprocess.run(  # noqa: S603 - our own program and arguments
        [str(postgres_programs() / program), *([*where, *who] if url else []), *arguments],
        # The password goes by the environment: command lines are there for everybody to read.
        env={**os.environ, "PGPASSWORD": unquote(server.password or "")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=TIMEOUT_S,
    )
    if done.returncode:
        raise BackupFailed(f"{program} says: {' '.join(done.stderr.split())[-500:]}")
