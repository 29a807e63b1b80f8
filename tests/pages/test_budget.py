"""What a page costs: bytes of its first load, serious findings of axe, complaints of the browser, and time."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from benchmarks.drawing.browser import DRAWN, draw_pages
from mumble_ai.accounts.session_guard import SESSION_COOKIE
from tests.pages import support
from tests.pages.servers import PanelServer
from tests.pages.support import PAGES, Open, Watch, Width

Check = Callable[[Page], None]

FIRST_LOAD_BYTES = 200_000
ENTRIES = ("control-panel.html", "landing-page.html")


@pytest.fixture(scope="module")
def manifest(pages_folder: Path) -> dict[str, Any]:
    """Which files need which, as the build says."""
    return json.loads((pages_folder / ".vite/manifest.json").read_text("utf-8"))


def first_files(manifest: dict[str, Any], *keys: str) -> set[str]:
    """The files that entries need before they can show anything."""
    files: set[str] = set()
    waiting = list(keys)
    while waiting:
        chunk = manifest[waiting.pop()]
        if chunk["file"] not in files:
            files.update((chunk["file"], *chunk.get("css", ())))
            waiting.extend(chunk.get("imports", ()))
    return files


def packed_bytes(folder: Path, files: set[str]) -> int:
    """Their size as they are sent."""
    return sum(len(gzip.compress((folder / file).read_bytes(), 6)) for file in files)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_small(manifest: dict[str, Any], pages_folder: Path, entry: str) -> None:
    size = packed_bytes(pages_folder, first_files(manifest, entry))
    print(f"{entry}: {size / 1000:.0f} kB")
    assert size < FIRST_LOAD_BYTES


@pytest.mark.parametrize(("path", "source"), PAGES)
def test_a_page_is_small(manifest: dict[str, Any], pages_folder: Path, path: str, source: str) -> None:
    key = next(key for key in manifest if re.fullmatch(rf"src/{re.escape(source)}\.tsx?", key))
    size = packed_bytes(pages_folder, first_files(manifest, "control-panel.html", key))
    print(f"{path}: {size / 1000:.0f} kB")
    assert size < FIRST_LOAD_BYTES


def test_the_benchmark_sees_when_a_page_is_drawn_and_when_its_first_line_is(panel_server: PanelServer) -> None:
    cookies = [(SESSION_COOKIE, panel_server.session_token(panel_server.owner))]
    settings = next(page for page in DRAWN if page.path == "/settings")
    drawing = draw_pages(panel_server.url, cookies, 1, lambda text: None, pages=[settings])
    [row] = panel_server.run(drawing, timeout_s=60)
    assert "problem" not in row
    assert 0 < row["first paint cold p50 ms"] < row["first row cold p50 ms"]
    assert 0 < row["first paint p50 ms"] < row["first row p50 ms"]


@support.BOTH_WIDTHS
def test_every_shared_component_is_accessible(opened: Open, width: Width, check_axe: Check) -> None:
    page, _ = opened()
    page.emulate_media(color_scheme="light" if width == "desktop" else "dark", reduced_motion="reduce")
    page.goto("/gallery.html")
    expect(page.get_by_role("heading", name="Components")).to_be_visible()
    check_axe(page)
    support.assert_fits(page)
    page.get_by_role("button", name="Open a form").click()
    expect(page.get_by_role("dialog", name="New event")).to_be_visible()
    check_axe(page)
    page.keyboard.press("Escape")
    support.take_shot(page, "gallery", whole=True)


def test_pages_may_load_nothing_but_their_own_files(page: Page, panel_server: PanelServer) -> None:
    asked: list[Response] = []
    page.on("response", lambda response: asked.append(response))
    page.goto("/no-such-page")
    expect(page.get_by_text("No page has this address.")).to_be_visible()
    assert all(response.url.startswith(panel_server.url) for response in asked)
    policy = asked[0].headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assets = [response for response in asked if "/assets/" in response.url]
    assert assets
    assert all("immutable" in response.headers["cache-control"] for response in assets)
    assert "no-cache" in asked[0].headers["cache-control"]


def test_what_is_written_into_a_page_does_not_run(page: Page, watch: Watch) -> None:
    watch.expect("Content Security Policy")
    page.goto("/no-such-page")
    expect(page.get_by_text("No page has this address.")).to_be_visible()
    ran = page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", '<img src="/none.png" onerror="window.ran = true">');
            return new Promise((resolve) => setTimeout(() => resolve(window.ran === true), 50));
        }"""
    )
    watch.expect("404")
    assert not ran
