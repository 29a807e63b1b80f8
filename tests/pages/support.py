"""What browser tests share: a browser, and what to look at."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from mumble_ai.accounts.session_guard import SESSION_COOKIE
from mumble_ai.stack.pages import SOURCES, ensure_pages, open_workspace
from tests.pages.servers import PanelServer
from tests.pages.settings import own_settings

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
    "--disable-features=OptimizationHints,MediaRouter,Translate,PaintHolding,PreloadTopChromeWebUI,WebUITabStrip",
    "--no-first-run",
    "--no-default-browser-check",
    # Whatever a page asks for elsewhere fails at once, as it would in a house without a way out.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PAINTED: Final = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Waits until what has changed is on the screen."""

WAIT_MS: Final = 10_000
BOTH_WIDTHS: Final = pytest.mark.parametrize("width", ["desktop", "phone"], indirect=True)
"""For what differs on a phone."""

ON_A_PHONE: Final = pytest.mark.parametrize("width", ["phone"], indirect=True)

PAGES: Final = re.findall(
    r'path: "(/[^"$]*)", load: \(\) => import\("\./([^"]+)"\)', (SOURCES / "src/routes.ts").read_text("utf-8")
)
"""Address and source of every page of the panel that has no parameter in its address."""


def chromium() -> str:
    """Path of the browser; the test is skipped where there is none."""
    found = next((program for program in CHROMIUM if Path(program).exists()), None)
    if found is None:
        pytest.skip("no Chromium here: run `python -m tests.parts install`")
    return found


def built_pages() -> Path:
    """The folder of the pages, built from the sources as they are."""
    return ensure_pages(own_settings(), lambda text: None)


def place_pages(folder: Path, home: Path) -> None:
    """Puts built pages where services with this home look for theirs."""
    places = home / "pages"
    places.mkdir()
    (places / folder.name).symlink_to(folder)


def axe_script() -> str:
    """The checker of accessibility, from its npm package."""
    with open_workspace(own_settings(), lambda text: None, with_tools=True) as workspace:
        return (workspace.folder / "node_modules/axe-core/axe.min.js").read_text("utf-8")


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


class Open(Protocol):
    """Opens a page in a browser profile of its own."""

    def __call__(self, name: str | None = None) -> tuple[Page, Watch]:
        """The page of somebody who is signed in, or of a stranger, and its console."""
        ...


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


def screenshot_folder() -> Path | None:
    """Where pictures go: `MUMBLE_AI_SCREENSHOTS`, if somebody wants them."""
    named = os.environ.get("MUMBLE_AI_SCREENSHOTS")
    if not named:
        return None
    folder = Path(named)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def take_shot(page: Page, name: str, *, whole: bool = False) -> None:
    """Saves the page as `<name>-desktop.png` or `<name>-phone.png`, and the same in dark colours, if wanted.

    Args:
        whole: Down to its end, not just what is in the window.
    """
    folder = screenshot_folder()
    if folder is None:
        return
    size = page.viewport_size
    width = "phone" if size is not None and size["width"] < 600 else "desktop"
    for scheme, suffix in (("dark", "-dark"), ("light", "")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(PAINTED)
        page.screenshot(path=folder / f"{name}-{width}{suffix}.png", full_page=whole)


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
