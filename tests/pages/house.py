"""A whole house for browser tests: the product as its own commands start it, whose parts can be taken away."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Generator
from pathlib import Path
from typing import Final

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mumble_ai.settings import load_settings
from mumble_ai.stack.runstate import RunFolder, RunState
from tests.pages import support
from tests.pages.support import Watch
from tests.support.stack import Stack

OWNER: Final = "ada"
AWAY: Final = ("503", "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED")
"""What a browser says of requests that nobody answers; anything else is a fault of the page."""


class House:
    """A running installation with pages; use it as a context.

    Attributes:
        url: Of the control panel.
        landing_url: Of the landing page.
    """

    def __init__(self, pages: Path) -> None:
        self._stack = Stack(TIME_ZONE="Europe/Berlin")
        support.place_pages(pages, self._stack.home)
        self.url, self.landing_url = (
            f"http://127.0.0.1:{self._stack.environment[port]}" for port in ("CONTROL_PANEL_PORT", "LANDING_PAGE_PORT")
        )

    def __enter__(self) -> House:
        self._stack.__enter__()
        said = self._stack.run("account", "add", OWNER, "--owner").stdout
        found = re.search(r"shown this once: (.+)", said)
        assert found, said
        self._password = found[1].strip()
        return self

    def __exit__(self, *error: object) -> None:
        supervisor = psutil.Process(self._state().pid)
        supervisor.resume()
        self._stack.close()

    def open(self, browser: Browser) -> BrowserContext:
        """A browser profile where nobody is signed in."""
        return support.new_context(browser, self.url, "desktop")

    def sign_in(self, page: Page) -> None:
        """Fills the sign-in page in and sends it."""
        page.get_by_label("Name").fill(OWNER)
        page.get_by_label("Password", exact=True).fill(self._password)
        page.keyboard.press("Enter")

    @contextlib.contextmanager
    def without(self, service: str) -> Generator[None]:
        """Kills a service (SIGKILL) and lets nobody start it again for as long as the block lasts."""
        state = self._state()
        supervisor = psutil.Process(state.pid)
        supervisor.suspend()
        try:
            for process in _family(state.services[service].pid):
                process.kill()
            yield
        finally:
            supervisor.resume()

    @contextlib.contextmanager
    def frozen(self, service: str) -> Generator[None]:
        """Stops a service in the middle of whatever it does (SIGSTOP) for as long as the block lasts."""
        processes = _family(self._state().services[service].pid)
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.resume()

    def log(self) -> str:
        """The ends of all logs."""
        return self._stack.log()

    def _state(self) -> RunState:
        state = RunFolder(load_settings({"MUMBLE_AI_HOME": str(self._stack.home)}, None)).read()
        assert state is not None, "nothing runs"
        return state


def watched(context: BrowserContext) -> tuple[Page, Watch]:
    """A page that may say that nobody answers, and no more."""
    page, watch = support.watched_page(context)
    for text in AWAY:
        watch.expect(text)
    return page, watch


def go(page: Page, name: str) -> None:
    """Follows the navigation to a page, without loading anything anew."""
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True)).to_have_attribute(
        "aria-current", "page"
    )


def _family(pid: int) -> list[psutil.Process]:
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]
