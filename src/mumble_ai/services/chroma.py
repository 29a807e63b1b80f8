"""A Chroma server of our own, in an environment of its own: only its native part, none of the many it can use."""

from __future__ import annotations

import asyncio
import os

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
    python = await asyncio.to_thread(ensure_chroma, settings)
    where = ("--host", settings.stores_bind_host, "--port", str(settings.chromadb_port), "--path", str(folder))
    environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False", "NO_COLOR": "1"}
    become("Chroma", [str(python), "-c", _RUN, *where], folder=folder, environment=environment)
