"""What goes wrong with a real process, and the real parts it goes wrong with."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import psutil

from tests.support.link import Link
from tests.support.murmur import Murmur
from tests.support.net import free_port
from tests.support.peer import Peer, VoicePacket
from tests.support.sound import spoken
from tests.support.stack import Stack

BOT = "AI-Bot"
QUESTION = "Is the garden gate open?"
SOON_S = 2.0
"""By then a speaker has heard or read something, whatever has failed."""
BUSY_S = 0.5
"""More on a machine where other lanes of tests run beside."""
SLOW_SHARE = 0.05
"""Share of the time a slow process runs."""
CHECKOUT = Path(__file__).parents[3]


@contextlib.contextmanager
def frozen(pid: int) -> Any:
    """Freezes a process and its children (SIGSTOP) for as long as the block lasts."""
    family = _family(pid)
    for process in family:
        process.suspend()
    try:
        yield
    finally:
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.resume()


@asynccontextmanager
async def slow(pid: int) -> AsyncIterator[None]:
    """Lets a process run for a small share of the time only."""

    async def throttle() -> None:
        while True:
            with frozen(pid):
                await asyncio.sleep(0.2 * (1 - SLOW_SHARE))
            await asyncio.sleep(0.2 * SLOW_SHARE)

    task = asyncio.create_task(throttle())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def kill(pid: int) -> None:
    """Ends a process and its children without a goodbye."""
    for process in _family(pid):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def _family(pid: int) -> list[psutil.Process]:
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


class LlmProcess:
    """A scripted language model server as a process; its port stays the same."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self, manner: str = "well") -> None:
        """Starts it, and waits until it answers."""
        command = [sys.executable, "-m", "tests.integration.faults.llm_process", str(self.port), manner]
        self._process = subprocess.Popen(command, cwd=CHECKOUT, env={**os.environ, "PYTHONPATH": str(CHECKOUT)})
        async with httpx.AsyncClient() as http, asyncio.timeout(20):
            while True:
                with contextlib.suppress(httpx.HTTPError):
                    await http.get(f"http://127.0.0.1:{self.port}/v1/models")
                    return
                await asyncio.sleep(0.05)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None


class BotHealth:
    """What one bot says of itself."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}/health"

    async def until(self, what: Callable[[dict[str, Any]], bool], within_s: float = 25.0) -> dict[str, Any]:
        """Waits until the health is as told; returns it."""
        health: dict[str, Any] = {}
        try:
            async with asyncio.timeout(within_s), httpx.AsyncClient() as http:
                while not (health and what(health)):
                    await asyncio.sleep(0.1)
                    with contextlib.suppress(httpx.HTTPError):
                        health = (await http.get(self._url, timeout=10)).json()
        except TimeoutError:
            raise AssertionError(f"the health never became so: {health}") from None
        return health

    async def until_healthy(self, within_s: float = 25.0) -> None:
        await self.until(lambda health: health["status"] == "healthy", within_s)


@dataclass
class House:
    """One installation, whose bot reaches its Mumble server through a network that can be disturbed."""

    server: Murmur
    link: Link
    llm: LlmProcess
    stack: Stack

    @property
    def health(self) -> BotHealth:
        return BotHealth(int(self.stack.environment["HEALTH_PORT"]))

    async def pid(self, service: str) -> int:
        rows = (await asyncio.to_thread(self.stack.status))["services"]
        return next(row["pid"] for row in rows if row["service"] == service)


def question() -> np.ndarray[Any, np.dtype[np.int16]]:
    return spoken(QUESTION)


async def asked(ann: Peer, *, within_s: float | None = SOON_S + BUSY_S) -> VoicePacket:
    """Asks, and waits for the first sound of what the bot says; it must come soon after the question's end."""
    mark = len(ann.voice)
    end_s = await ann.say(question())
    first = await ann.first_audible(BOT, after=mark, timeout_s=15)
    waited_s = first.at_s - end_s
    if within_s is not None:
        assert waited_s < within_s, f"the speaker waited {waited_s:.2f} s"
    return first


async def quiet(ann: Peer, for_s: float = 0.5) -> None:
    """Waits until the bot has said all it wants to say."""
    while True:
        count = len(ann.voice)
        last_s = max((p.at_s for p in ann.voice if p.audible), default=0.0)
        if time.monotonic() - last_s > for_s and count == len(ann.voice):
            return
        await asyncio.sleep(0.05)
