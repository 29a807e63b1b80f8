"""Every page on a phone: it opens, nothing is cut off, and everybody can use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages import support
from tests.pages.support import PAGES, Watch

Check = Callable[[Page], None]
Shot = Callable[[Page, str], None]
FIRST_CONTENT = """() => {
    const paints = performance.getEntriesByType("paint").filter((entry) => entry.name === "first-contentful-paint");
    const largest = new PerformanceObserver(() => {});
    largest.observe({ type: "largest-contentful-paint", buffered: true });
    const times = largest.takeRecords().map((entry) => entry.startTime);
    return [paints[0]?.startTime ?? 0, Math.max(0, ...times)];
}"""

FINGER_PX = 44
TOO_LOW = """(least) => [...document.querySelectorAll("header button:not([role=switch]), header a, nav a, nav button")]
    .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < least - 0.5)
    .map((target) => `${target.ariaLabel ?? target.innerText}: ${target.getBoundingClientRect().height} px`)"""
"""Targets in the bars and in the page's head that a finger misses."""


@support.ON_A_PHONE
@pytest.mark.parametrize("path", [path for path, _ in PAGES])
def test_a_page_fits_on_a_phone(page: Page, path: str, check_axe: Check, shot: Shot, watch: Watch) -> None:
    if path in ("/", "/logs", "/voices"):
        watch.expect("503")  # parts that do not run here
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)
    check_axe(page)
    assert page.evaluate(TOO_LOW, FINGER_PX) == []
    shot(page, f"page-{path.strip('/') or 'dashboard'}")
    first_ms, largest_ms = page.evaluate(FIRST_CONTENT)
    print(f"{path}: first content {first_ms:.0f} ms, largest {largest_ms:.0f} ms")
