"""Servers that browsers open, each in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Coroutine
from concurrent.futures import Future
from typing import Any, Final, Self, TypeVar

from fastapi import FastAPI

from mumble_ai.accounts.account import Account
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel import application, open_panel
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings
from mumble_ai.web.serve import serve
from tests.support.control_panel import KEY, hasty_passwords, make_account

T = TypeVar("T")
START_TIMEOUT_S: Final = 30.0


class ServerThread:
    """An event loop in a thread of its own, so that a browser may be driven from the test's."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._over = asyncio.Event()
        self._serving: Future[None] | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        if self._serving is not None:
            self._serving.result(START_TIMEOUT_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_TIMEOUT_S)
        self._loop.close()

    def run(self, work: Awaitable[T], timeout_s: float = START_TIMEOUT_S) -> T:
        """Runs something in the server's loop and waits for its result."""

        async def awaited() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(awaited(), self._loop).result(timeout_s)

    def start(self, serving: Coroutine[Any, Any, None], ready: Future[T]) -> T:
        """Runs a server until the end; returns what it says when it is ready."""
        self._serving = asyncio.run_coroutine_threadsafe(serving, self._loop)
        self._serving.add_done_callback(lambda done: None if ready.done() else ready.set_exception(_why(done)))
        return ready.result(START_TIMEOUT_S)

    async def until_over(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs `work` until this thread's context ends."""
        task = asyncio.ensure_future(work)
        over = asyncio.ensure_future(self._over.wait())
        await asyncio.wait((task, over), return_when=asyncio.FIRST_COMPLETED)
        for one in (task, over):
            one.cancel()
        await asyncio.gather(task, over, return_exceptions=True)


def _why(done: Future[None]) -> BaseException:
    return done.exception() or RuntimeError("the server ended before it was ready")


class PanelServer(ServerThread):
    """A control panel that browsers can open; use it as a context.

    Args:
        port: Where it listens; 0 for any free port.

    Attributes:
        url: Where it is.
        settings: What it runs with.
        accounts: By sign-in name.
        panel: Its parts, to be used inside `run`: `server.run(server.panel.household.facts.add(…))`.
        owner: Sign-in name of an owner, whose password is `PASSWORD`.
    """

    owner: Final = "ada"
    accounts: dict[str, Account]

    def __init__(self, settings: Settings, *, port: int = 0) -> None:
        super().__init__()
        self.settings = settings
        self._port = port
        self.accounts = {}

    def __enter__(self) -> Self:
        super().__enter__()
        ready: Future[tuple[Panel, int]] = Future()
        self.panel, port = self.start(self._serve(ready), ready)
        self.url = f"http://127.0.0.1:{port}"
        self.add_account(self.owner, Role.OWNER)
        return self

    def add_account(self, name: str, role: Role) -> None:
        """Somebody who can sign in with `PASSWORD`."""
        self.accounts[name] = self.run(make_account(self.panel, name, role))

    def session_token(self, name: str) -> str:
        """A new session of somebody, without the limits of the sign-in page."""
        opening = self.panel.accounts.sessions.open(self.accounts[name].id, address="127.0.0.1", user_agent="a test")
        return self.run(opening).token

    async def _serve(self, ready: Future[tuple[Panel, int]]) -> None:
        async with open_panel(self.settings, passwords=hasty_passwords()) as panel:
            app = application(panel, key=KEY)
            await self.until_over(_serve(app, self._port, lambda port: ready.set_result((panel, port))))


async def _serve(app: FastAPI, port: int, started: Any) -> None:
    await serve(app, "127.0.0.1", port, api_key=KEY, started=started)
