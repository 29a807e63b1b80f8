"""A Mumble server of our own: the real server program, set up from the settings and watched.

Everything it keeps lies in `MUMBLE_AI_HOME/mumble-server`. Started by root it runs as the user that its package made,
where that user can reach the folder.
"""

from __future__ import annotations

import asyncio
import os
import pwd
import stat
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

import structlog

from mumble_ai.settings import Settings, is_loopback
from mumble_ai.stack.lifeline import die_with_parent
from mumble_ai.stack.programs import mumble_server_program
from mumble_ai.stack.secrets import superuser_password

OPUS_THRESHOLD_PERCENT = 100
STOP_TIMEOUT_S = 10.0
SERVER_USERS = ("mumble-server", "_mumble-server")

log = structlog.get_logger()


class MumbleServerError(Exception):
    """The server cannot run; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ServerUser:
    """Who the server process runs as."""

    name: str
    uid: int
    gid: int


async def run(settings: Settings) -> None:
    """Runs the server until cancelled.

    Raises:
        MumbleServerError: The program is missing, or it ended by itself.
    """
    program = mumble_server_program()
    if program is None:
        raise MumbleServerError("No Mumble server is installed. Run: apt-get install mumble-server")
    folder = settings.mumble_ai_home / "mumble-server"
    user = prepare_folder(folder)
    configuration = folder / "server.ini"
    await _set_superuser_password(program, configuration, folder, user, superuser_password(settings))
    _write_configuration(configuration, settings, user)
    process = await _start(program, ["-fg", "-ini", str(configuration)], folder, user, None)
    log.info("mumble server started", host=settings.mumble_bind_host, port=settings.mumble_port, pid=process.pid)
    try:
        code = await process.wait()
    finally:
        await _stop(process)
    raise MumbleServerError(f"The Mumble server ended by itself with code {code}; its last words are above")


async def _set_superuser_password(
    program: Path, configuration: Path, folder: Path, user: ServerUser | None, password: str
) -> None:
    # Over standard input: the command line of a process is there for everybody to read.
    _write_text(configuration, f'database={folder / "server.sqlite"}\nice=""\n' + _uname(user), user)
    process = await _start(program, ["-ini", str(configuration), "-readsupw"], folder, user, asyncio.subprocess.PIPE)
    try:
        await asyncio.wait_for(process.communicate(password.encode() + b"\n"), 60)
    finally:
        await _stop(process)
    if process.returncode:
        raise MumbleServerError(
            f"The SuperUser password could not be set: {program.name} ended with {process.returncode}"
        )


async def _start(
    program: Path, arguments: list[str], folder: Path, user: ServerUser | None, stdin: int | None
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        str(program),
        *arguments,
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL if stdin is None else stdin,
        stderr=asyncio.subprocess.STDOUT if stdin is None else None,
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
        preexec_fn=die_with_parent(),
    )


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_TIMEOUT_S)
        except TimeoutError:
            process.kill()
            await process.wait()


def server_configuration(settings: Settings, folder: Path) -> str:
    """The ini file of the server (https://wiki.mumble.info/wiki/Murmur.ini)."""
    welcome = (
        f"<b>Welcome.</b> The assistant here is <b>{escape(settings.mumble_username)}</b>: "
        "ask it something aloud, or write to it."
    )
    values: dict[str, str | int] = {
        "database": _quoted(str(folder / "server.sqlite")),
        "host": settings.mumble_bind_host,
        "port": settings.mumble_port,
        "serverpassword": _quoted(settings.mumble_server_password),
        "users": settings.mumble_max_users,
        "bandwidth": settings.mumble_bandwidth,
        "opusthreshold": OPUS_THRESHOLD_PERCENT,
        "allowhtml": "true",
        "welcometext": _quoted(welcome),
        "bonjour": "false",
        # An address that comes thirty times in two minutes is locked out for five: passwords are not guessed so, and
        # people behind one router still get in. Before 1.5 the server counts those who join well, too; where only this
        # machine can come, there is nobody to lock out.
        "autobanAttempts": 0 if is_loopback(settings.mumble_bind_host) else 30,
        "autobanTimeframe": 120,
        "autobanTime": 300,
        "autobanSuccessfulConnections": "false",
        "ice": '""',
        "logfile": "",
    }
    return "".join(f"{name}={value}\n" for name, value in values.items())


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _uname(user: ServerUser | None) -> str:
    return "" if user or os.geteuid() else "uname=root\n"


def _write_configuration(path: Path, settings: Settings, user: ServerUser | None) -> None:
    _write_text(path, server_configuration(settings, path.parent) + _uname(user), user)


def _write_text(path: Path, text: str, user: ServerUser | None) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    if user:
        os.chown(path, user.uid, user.gid)


def prepare_folder(folder: Path) -> ServerUser | None:
    """Makes the server's folder; returns the user that the server is to run as, or None for our own.

    A server that has once run as root and now runs as its own user gets its files handed over, and the other way round
    needs nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    user = _packaged_user() if os.geteuid() == 0 else None
    if user and not all(_passable(parent, user) for parent in folder.parents):
        log.info("the Mumble server runs as root: its own user cannot reach the folder", folder=str(folder))
        user = None
    if user:
        for path in (folder, *folder.iterdir()):
            os.chown(path, user.uid, user.gid)
    folder.chmod(stat.S_IRWXU)
    return user


def _packaged_user() -> ServerUser | None:
    for name in SERVER_USERS:
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return ServerUser(name, entry.pw_uid, entry.pw_gid)
    return None


def _passable(folder: Path, user: ServerUser) -> bool:
    mode = folder.stat()
    if mode.st_uid == user.uid:
        return bool(mode.st_mode & stat.S_IXUSR)
    if mode.st_gid == user.gid:
        return bool(mode.st_mode & stat.S_IXGRP)
    return bool(mode.st_mode & stat.S_IXOTH)
