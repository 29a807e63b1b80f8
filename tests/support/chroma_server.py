"""A Chroma server for tests: the real one, in its own environment, on a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import httpx
import pytest

from mumble_ai.services.chroma import chroma_command
from mumble_ai.settings import load_settings
from tests.support.net import free_port

START_TIMEOUT_S = 30.0


class ChromaServer:
    """A running server; use it as a context.

    Attributes:
        url: Where it is.
        process: The running server, to be killed or frozen by tests that do so (with a server of their own).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.wait()

    def start(self) -> None:
        """Starts it and waits until it answers."""
        home = {key: os.environ[key] for key in ("MUMBLE_AI_HOME",) if key in os.environ}
        settings = load_settings({**home, "CHROMADB_PORT": str(self._port)}, None)
        command, environment = chroma_command(settings, self._folder)
        self.process = subprocess.Popen(command, cwd=self._folder, env=environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", trust_env=False).raise_for_status()
            except httpx.HTTPError:
                assert time.monotonic() < deadline, "Chroma did not start"
                assert self.process.poll() is None, "Chroma ended"
                time.sleep(0.02)
            else:
                return


@pytest.fixture(scope="session")
def chroma_server() -> Iterator[ChromaServer]:
    """A running server, the same for all tests of this process: leave it running."""
    with tempfile.TemporaryDirectory(prefix="mumble-ai-chroma-") as folder, ChromaServer(Path(folder)) as server:
        yield server
