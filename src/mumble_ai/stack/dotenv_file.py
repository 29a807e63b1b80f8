"""Writing `.env` for containers: passwords are made up here, never defaults."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dotenv import dotenv_values

from mumble_ai.stack.secrets import SECRET_BYTES

_SECRETS = ("MUMBLE_SUPERUSER_PASSWORD", "SPEECH_API_KEY", "DB_PASSWORD", "REDIS_PASSWORD", "SETTINGS_KEY")


def initialise(path: Path) -> list[str]:
    """Adds what is missing to the file, readable by its owner alone; returns the names added.

    The bot joins with the server's password, so one that is set already is used for both.
    """
    there = {name: value for name, value in _read(path).items() if value}
    fresh = {name: secrets.token_urlsafe(SECRET_BYTES) for name in _SECRETS}
    server = there.get("MUMBLE_SERVER_PASSWORD") or there.get("MUMBLE_PASSWORD") or secrets.token_urlsafe(SECRET_BYTES)
    fresh |= {"MUMBLE_SERVER_PASSWORD": server, "MUMBLE_PASSWORD": server}
    missing = {name: value for name, value in fresh.items() if name not in there}
    old = path.read_text("utf-8") if path.exists() else ""
    kept = [line for line in old.splitlines() if line.split("=", 1)[0].strip() not in missing]
    text = "\n".join([*kept, *(f"{name}={value}" for name, value in missing.items())]) + "\n"
    _replace(path, text)
    return list(missing)


def _read(path: Path) -> dict[str, str | None]:
    return dotenv_values(path, encoding="utf-8") if path.exists() else {}


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    fresh.replace(path)
