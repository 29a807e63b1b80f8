"""Services that are programs of somebody else's: our process becomes the program, and takes no memory beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import structlog

log = structlog.get_logger()


def become(
    title: str, command: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None
) -> NoReturn:
    """Replaces this process by the program; it gets our signals, and ends when the one that started us ends.

    Args:
        folder: Where it runs.
        environment: All of it; None for ours.

    Raises:
        OSError: There is no such program.
    """
    log.info("starting", program=title, command=command[0])
    os.chdir(folder)
    os.execve(command[0], list(command), os.environ if environment is None else environment)  # noqa: S606 - ours
