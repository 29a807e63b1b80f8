"""A Redis server for tests: the real one, on a free port."""

from __future__ import annotations

import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
import redis

from mumble_ai.services.redis import redis_configuration, redis_program
from mumble_ai.settings import load_settings
from tests.support.net import free_port

START_TIMEOUT_S = 20.0


class RedisServer:
    """A running server; use it as a context.

    Attributes:
        url: Where it is, password included.
        process: The running server, to be killed or frozen by tests that do so (with a server of their own).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        port = free_port()
        settings = load_settings({"REDIS_PORT": str(port), "REDIS_PASSWORD": "it's secret"}, None)
        self._configuration = redis_configuration(settings, folder)
        self.url = f"redis://:it's%20secret@127.0.0.1:{port}/0"

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / "redis.conf").write_text(self._configuration)
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.wait()

    def forget(self) -> None:
        """Empties it."""
        with redis.Redis.from_url(self.url) as client:
            client.execute_command("FLUSHDB")

    def start(self) -> None:
        """Starts it and waits until it answers."""
        command = [str(redis_program()), str(self._folder / "redis.conf")]
        self.process = subprocess.Popen(command, cwd=self._folder, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_TIMEOUT_S
        client = redis.Redis.from_url(self.url, socket_timeout=1)
        while True:
            try:
                client.ping()
            except (redis.ConnectionError, redis.TimeoutError):
                assert time.monotonic() < deadline, "Redis did not start"
                time.sleep(0.01)
            else:
                client.close()
                return


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """A running server, the same for all tests of this process: leave it running."""
    with tempfile.TemporaryDirectory(prefix="mumble-ai-redis-") as folder, RedisServer(Path(folder)) as server:
        yield server
