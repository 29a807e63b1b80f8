"""A service that ends to take other settings up: started again at once, whenever it ends, and counted as no failure."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from mumble_ai.settings import Settings
from mumble_ai.stack.restarts import RestartPolicy
from mumble_ai.stack.runstate import RunFolder, ServiceState
from mumble_ai.stack.saved.live import RESTART_EXIT
from mumble_ai.stack.service import ServiceSpec
from mumble_ai.stack.supervisor import StartFailed, Supervisor
from tests.support.net import free_port

SERVICE = """
import http.server, os, pathlib, sys
ends = pathlib.Path(sys.argv[2])
left = ends.read_text().split() if ends.exists() else []
if left:
    ends.write_text(" ".join(left[1:]))
    sys.exit(int(left[0]))
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def do_POST(self):
        os._exit(int(self.path.strip("/")))
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
"""Answers until it is posted a code to end with; first it ends with each of the codes in a file, one a start."""


class Stack:
    """A supervisor of one service, and what it said."""

    def __init__(self, home: Path, *, start_timeout_s: float = 20.0) -> None:
        self.settings = Settings(mumble_ai_home=home, whisper_port=free_port())
        spec = ServiceSpec("hearing", "Hearing", "", "whisper_port", start_timeout_s=start_timeout_s)
        self.ends, self.folder = home / "ends", RunFolder(self.settings)
        assert self.folder.acquire()
        self.said: list[str] = []
        self._news = asyncio.Event()
        command = [sys.executable, "-c", SERVICE, str(self.settings.whisper_port), str(self.ends)]
        policy = RestartPolicy(first_wait_s=0.05)
        self.supervisor = Supervisor(
            self.settings, [spec], self.folder, self._say, command=lambda spec: command, policy=policy
        )

    def _say(self, text: str) -> None:
        self.said.append(text)
        self._news.set()

    async def until(self, text: str, count: int = 1) -> None:
        """Waits until it has said so, so many times."""
        async with asyncio.timeout(20):
            while sum(text in line for line in self.said) < count:
                self._news.clear()
                await self._news.wait()

    async def end(self, code: int) -> None:
        """Has the service end."""
        async with httpx.AsyncClient(trust_env=False) as http:
            with pytest.raises(httpx.HTTPError):
                await http.post(f"http://127.0.0.1:{self.settings.whisper_port}/{code}")

    def service(self) -> ServiceState:
        """How it stands by the file that `status` reads."""
        state = self.folder.read()
        assert state is not None
        return state.services["hearing"]

    @asynccontextmanager
    async def up(self) -> AsyncGenerator[None]:
        """The stack, healthy, as long as the block lasts."""
        ready = asyncio.Event()
        running = asyncio.create_task(self.supervisor.run(ready.set))
        try:
            is_ready = asyncio.create_task(ready.wait())
            await asyncio.wait({running, is_ready}, return_when=asyncio.FIRST_COMPLETED, timeout=20)
            assert is_ready.done(), self.said
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def test_it_is_started_again_at_once_and_counted_as_no_failure(tmp_path: Path) -> None:
    stack = Stack(tmp_path)
    async with stack.up():
        first = stack.service().pid
        await stack.end(RESTART_EXIT)
        await stack.until("is healthy again")
        assert stack.service().pid != first
        assert (stack.service().phase, stack.service().detail, stack.service().restarts) == ("running", "", 0)
        assert "hearing starts again with other settings" in stack.said
        await stack.end(7)
        await stack.until("is healthy again", 2)
        assert stack.service().restarts == 1, "what dies is counted"
        assert "hearing ended with code 7; it is started again in 0 s" in stack.said


async def test_settings_saved_while_it_starts_again_start_it_once_more(tmp_path: Path) -> None:
    stack = Stack(tmp_path)
    async with stack.up():
        stack.ends.write_text(f"{RESTART_EXIT} {RESTART_EXIT}")
        await stack.end(RESTART_EXIT)
        await stack.until("is healthy again")
        assert stack.said.count("hearing starts again with other settings") == 3
        assert stack.service().restarts == 0


async def test_settings_saved_during_the_very_first_start_do_not_end_the_stack(tmp_path: Path) -> None:
    stack = Stack(tmp_path)
    stack.ends.write_text(str(RESTART_EXIT))
    async with stack.up():
        assert stack.service().phase == "running"
        assert stack.said[1] == "hearing starts again with other settings"


async def test_settings_that_end_it_at_each_start_are_a_failed_start(tmp_path: Path) -> None:
    stack = Stack(tmp_path, start_timeout_s=2.0)
    stack.ends.write_text(f"{RESTART_EXIT} " * 100)
    with pytest.raises(StartFailed, match=f"it ended with code {RESTART_EXIT}"):
        await asyncio.wait_for(stack.supervisor.run(lambda: None), 20)
