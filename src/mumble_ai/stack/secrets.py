"""Secrets made at first start: random, kept in `MUMBLE_AI_HOME/secrets`, readable by the owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mumble_ai.settings import Settings, is_loopback

SECRET_BYTES = 18


def kept_secret(name: str, settings: Settings) -> str:
    """The secret of this name; made on first use. Two processes that ask at once get the same one."""
    path = secret_path(name, settings)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        fresh = path.with_name(f".{name}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_urlsafe(SECRET_BYTES) + "\n")
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text("utf-8").strip()


def secret_path(name: str, settings: Settings) -> Path:
    """Where a secret lies."""
    return settings.mumble_ai_home / "secrets" / name


def superuser_password(settings: Settings) -> str:
    """Password of the account that rules our Mumble server."""
    return settings.mumble_superuser_password or kept_secret("mumble-superuser-password", settings)


def speech_api_key(settings: Settings) -> str:
    """Key of the HTTP services; made where they are reachable from other machines, else only what is set."""
    if settings.speech_api_key or is_loopback(settings.bind_host):
        return settings.speech_api_key
    return kept_secret("speech-api-key", settings)
