"""A Chroma server of our own, in an environment of its own: only its native part, none of the many it can use."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from mumble_ai.settings import Settings
from mumble_ai.stack.environments import ensure_chroma
from mumble_ai.stack.program import become

_RUN = "import sys, chromadb_rust_bindings as chroma; chroma.cli(['chroma', 'run', *sys.argv[1:]])"


async def run(settings: Settings) -> None:
    """Becomes the server.

    Raises:
        EnvironmentFailed: Its environment can't be made.
    """
    folder = settings.mumble_ai_home / "chromadb"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    command, environment = await asyncio.to_thread(chroma_command, settings, folder)
    become("Chroma", command, folder=folder, environment=environment)


def chroma_command(settings: Settings, folder: Path) -> tuple[list[str], dict[str, str]]:
    """The command line and environment that serve a folder. Makes Chroma's own environment where it is not there yet.

    Raises:
        EnvironmentFailed: It can't be made.
    """
    where = ("--host", settings.stores_bind_host, "--port", str(settings.chromadb_port), "--path", str(folder))
    environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False", "NO_COLOR": "1"}
    return [str(ensure_chroma(settings)), "-c", _RUN, *where], environment
