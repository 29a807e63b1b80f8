"""What browser tests share: a panel in a thread of its own, a browser, and what to look at."""

from __future__ import annotations

import asyncio
import os
import tempfile
import threading
from collections.abc import Awaitable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Self, TypeVar

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.session_guard import SESSION_COOKIE
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel import application, open_panel
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings
from mumble_ai.stack.pages import ensure_pages, open_workspace
from mumble_ai.web.serve import serve
from tests.pages.settings import own_settings
from tests.support.control_panel import KEY, hasty_passwords, make_account

T = TypeVar("T")
Width = Literal["desktop", "phone"]
SIZES: Final[dict[Width, tuple[int, int]]] = {"desktop": (1280, 800), "phone": (390, 844)}
CHROMIUM: Final = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
FLAGS: Final = (
    "--no-sandbox",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--no-first-run",
    "--no-default-browser-check",
    # Whatever a page asks for elsewhere fails at once, as it would in a house without a way out.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
START_TIMEOUT_S: Final = 30.0
WAIT_MS: Final = 10_000


def chromium() -> str:
    """Path of the browser; the test is skipped where there is none."""
    found = next((program for program in CHROMIUM if Path(program).exists()), None)
    if found is None:
        pytest.skip("no Chromium here: run `python -m tests.parts install`")
    return found


def built_pages() -> Path:
    """The folder of the pages, built from the sources as they are."""
    return ensure_pages(own_settings(), lambda text: None)


def axe_script() -> str:
    """The checker of accessibility, from its npm package."""
    with open_workspace(own_settings(), lambda text: None, with_tools=True) as workspace:
        return (workspace.folder / "node_modules/axe-core/axe.min.js").read_text("utf-8")


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

    Attributes:
        url: Where it is.
        settings: What it runs with.
        accounts: By sign-in name.
        panel: Its parts, to be used inside `run`: `server.run(server.panel.household.facts.add(…))`.
        owner: Sign-in name of an owner, whose password is `PASSWORD`.
    """

    owner: Final = "ada"
    accounts: dict[str, Account]

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
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
            await self.until_over(_serve(app, lambda port: ready.set_result((panel, port))))


async def _serve(app: FastAPI, started: Any) -> None:
    await serve(app, "127.0.0.1", 0, api_key=KEY, started=started)


@dataclass(slots=True)
class Watch:
    """What a page complained about in its console."""

    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, text: str) -> None:
        """Complaints with this text are part of the test, such as "503" where a store is away."""
        self.expected.append(text)

    def heard(self, message: ConsoleMessage) -> None:
        """Takes one line of the console."""
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        """What nobody counted on."""
        return [line for line in self.complaints if not any(text in line for text in self.expected)]


def new_context(
    browser: Browser, url: str, width: Width, *, scheme: Literal["light", "dark"] = "light"
) -> BrowserContext:
    """A fresh browser profile of a size, with nobody signed in."""
    across, down = SIZES[width]
    context = browser.new_context(
        base_url=url,
        viewport={"width": across, "height": down},
        has_touch=width == "phone",
        is_mobile=width == "phone",
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/Berlin",
        permissions=["microphone"],
    )
    context.set_default_timeout(WAIT_MS)
    return context


def sign_in(context: BrowserContext, server: PanelServer, name: str = PanelServer.owner) -> None:
    """Signs the profile in."""
    context.add_cookies([{"name": SESSION_COOKIE, "value": server.session_token(name), "url": server.url}])


def watched_page(context: BrowserContext) -> tuple[Page, Watch]:
    """A page whose console is listened to."""
    page, watch = context.new_page(), Watch()
    page.on("console", lambda message: watch.heard(message))
    page.on("pageerror", lambda error: watch.complaints.append(f"error: {error}"))
    return page, watch


def screenshot_folder() -> Path:
    """Where screenshots go."""
    folder = Path(os.environ.get("MUMBLE_AI_SCREENSHOTS") or Path(tempfile.gettempdir()) / "mumble-ai-screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def take_shot(page: Page, name: str) -> None:
    """Saves the page as `<name>-desktop.png` or `<name>-phone.png`, and the same in dark colours."""
    size = page.viewport_size
    width = "phone" if size is not None and size["width"] < 600 else "desktop"
    for scheme, suffix in (("dark", "-dark"), ("light", "")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.screenshot(path=screenshot_folder() / f"{name}-{width}{suffix}.png")


def assert_fits(page: Page) -> None:
    """Fails where the page is wider than the window: something is cut off or must be scrolled sideways."""
    across = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert across[0] <= across[1], f"the page is {across[0]} px wide in a window of {across[1]} px"


def assert_accessible(page: Page, script: str) -> None:
    """Fails on violations that axe-core calls serious or critical."""
    page.evaluate(script)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    bad = [
        f"{violation['id']}: {violation['help']} at {node['target']}: {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
    assert not bad, "\n".join(bad)
