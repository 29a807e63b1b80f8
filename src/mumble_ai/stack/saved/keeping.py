"""The copy of what is saved in the home folder: a database that is away changes nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import structlog

from mumble_ai.settings import Settings
from mumble_ai.stack.saved.values import Saved

FILE_NAME: Final = "saved-settings.json"

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def copy_path(settings: Settings) -> Path:
    """Where the copy lies. Secrets are sealed in it, too."""
    return settings.mumble_ai_home / FILE_NAME


def keep(saved: Saved, settings: Settings) -> None:
    """Writes the copy, for its owner alone; a disk that takes nothing is no reason to fail."""
    path = copy_path(settings)
    if recall(settings) == saved:
        return
    fresh = path.with_name(f".{FILE_NAME}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            json.dump({"version": saved.version, "values": dict(saved.values)}, out)
        fresh.replace(path)
    except OSError as error:
        log.warning("saved settings are not copied", path=str(path), why=str(error))


def recall(settings: Settings) -> Saved:
    """What was copied last; nothing where there is no copy, or it can't be read."""
    try:
        told = json.loads(copy_path(settings).read_text("utf-8"))
        return Saved(int(told["version"]), dict(told["values"]))
    except FileNotFoundError:
        return Saved(0, {})
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("the copy of the saved settings can't be read", why=str(error))
        return Saved(0, {})
