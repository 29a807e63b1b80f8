"""How long a browser takes to draw each page: Chromium at a desk's size, signed in, against the real panel.

First paint: the first text or picture, as browsers report it (W3C Paint Timing, `first-contentful-paint`). First row:
when the first line of the page's own data has been drawn. Cold is a browser profile that has never seen the house;
again is the same profile a second time, as somebody has it every day.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, BrowserContext, Error, Page, async_playwright

from benchmarks.report import Row, percentile
from tests.pages.support import CHROMIUM, FLAGS, SIZES

LONGEST_S: Final = 15.0
"""A page that shows no line after so long has a row without times."""

SHORT: Final = 80


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page, and what its first line of data looks like.

    Attributes:
        row: CSS selector of what is there when data is, and not before.
    """

    name: str
    path: str
    row: str


DRAWN: Final = (
    DrawnPage("dashboard: figures", "/", "main dl dd"),
    DrawnPage("dashboard: what comes next", "/", 'main li [class*="tabular-nums"]'),
    DrawnPage("talk", "/talk", "main [role=log] p"),
    DrawnPage("calendar", "/calendar", "main .cal-event"),
    DrawnPage("memory: facts", "/memory", "main li input[type=checkbox]"),
    DrawnPage("memory: names", "/memory?tab=entities", "main tbody tr"),
    DrawnPage("memory: topics", "/memory?tab=topics", "main [role=tabpanel] ul li"),
    DrawnPage("memory: history", "/memory?tab=history", "main [role=tabpanel] section time"),
    DrawnPage("memory: stores", "/memory?tab=stores", "main [role=tabpanel] dl dd"),
    DrawnPage("people", "/people", "main tbody tr"),
    DrawnPage("personas", "/personas", "main [role=tabpanel] ul li button"),
    DrawnPage("settings", "/settings", "main li select, main li input"),
    DrawnPage("account", "/account", "main form input"),
)

WATCH: Final = """window.rowDrawnMs = new Promise((drawn) => {
    const watcher = new MutationObserver(() => {
        if (document.querySelector(%s) === null) return;
        watcher.disconnect();
        requestAnimationFrame(() => setTimeout(() => drawn(performance.now())));
    });
    watcher.observe(document, { childList: true, subtree: true });
});"""
PAINT: Final = """() => new Promise((painted) => {
    new PerformanceObserver((list) => {
        const first = list.getEntriesByName("first-contentful-paint")[0];
        if (first) painted(first.startTime);
    }).observe({ type: "paint", buffered: true });
})"""


@dataclass(slots=True)
class _Times:
    """Milliseconds since the page was asked for, one a round."""

    paint: list[float] = field(default_factory=list)
    row: list[float] = field(default_factory=list)


def chromium() -> Path | None:
    """The browser, where there is one."""
    return next((Path(program) for program in CHROMIUM if Path(program).exists()), None)


async def draw_pages(
    address: str,
    cookies: Sequence[tuple[str, str]],
    rounds: int,
    say: Callable[[str], None],
    pages: Sequence[DrawnPage] = DRAWN,
) -> list[Row]:
    """One row a page.

    Args:
        address: Of the panel, such as "http://127.0.0.1:5002".
        cookies: Name and value of what keeps somebody signed in.
        rounds: How often each page is drawn by a new profile, and again by the same one.
        say: Told how far it is.
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            rows: list[Row] = []
            for number, page in enumerate(pages, 1):
                say(f"drawing {number} of {len(pages)}: {page.name}")
                rows.append(await _draw(browser, address, cookies, page, rounds))
            return rows
        finally:
            await browser.close()


async def _draw(
    browser: Browser, address: str, cookies: Sequence[tuple[str, str]], page: DrawnPage, rounds: int
) -> Row:
    cold, again = _Times(), _Times()
    problem = ""
    for _ in range(rounds):
        across, down = SIZES["desktop"]
        context = await browser.new_context(base_url=address, viewport={"width": across, "height": down})
        await context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
        try:
            for times in (cold, again):
                await _time(context, page, times)
        except Error as error:
            problem = error.message.splitlines()[0][:SHORT]
        except TimeoutError:
            problem = f"no line within {LONGEST_S:.0f} s"
        finally:
            await context.close()
    return {
        "page": page.name,
        "first paint cold p50 ms": _middle(cold.paint),
        "first row cold p50 ms": _middle(cold.row),
        "first paint p50 ms": _middle(again.paint),
        "first row p50 ms": _middle(again.row),
        "first row p95 ms": round(percentile(again.row, 95)) if again.row else None,
        **({"problem": problem} if problem else {}),
    }


async def _time(context: BrowserContext, drawn: DrawnPage, times: _Times) -> None:
    page: Page = await context.new_page()
    try:
        await page.add_init_script(WATCH % json.dumps(drawn.row))
        async with asyncio.timeout(LONGEST_S):
            await page.goto(drawn.path, wait_until="commit")
            times.paint.append(await page.evaluate(PAINT))
            times.row.append(await page.evaluate("() => window.rowDrawnMs"))
    finally:
        await page.close()


def _middle(times_ms: Sequence[float]) -> int | None:
    return round(percentile(times_ms, 50)) if times_ms else None
