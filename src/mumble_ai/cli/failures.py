"""Errors that a command may end with: each one message, and the exit code."""

from __future__ import annotations

from mumble_ai.cli.serving import CannotServe
from mumble_ai.cli.terminal import FAILED, INTERRUPTED, MISUSED, complain
from mumble_ai.settings import SettingsError
from mumble_ai.stack.environments import EnvironmentFailed
from mumble_ai.stack.models import ModelError
from mumble_ai.stack.programs import InstallFailed
from mumble_ai.stack.supervisor import StartFailed


def told(error: BaseException) -> int | None:
    """Says what is wrong; returns the exit code, or None for what nobody expected."""
    match error:
        case KeyboardInterrupt():
            return INTERRUPTED
        case CannotServe():
            complain(str(error))
            return MISUSED
        case SettingsError():
            complain(f"A setting is wrong:\n{error}\nAll settings: docs/settings.md")
            return MISUSED
        case ModelError() | InstallFailed() | EnvironmentFailed() | StartFailed():
            complain(str(error))
            return FAILED
        case OSError():
            place = error.filename or "the disk"
            complain(f"{error}\nIs {place} yours to use? If not, set MUMBLE_AI_HOME to a folder that is")
            return FAILED
        case _:
            return None
