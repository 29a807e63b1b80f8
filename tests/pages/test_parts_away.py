"""Each part of the house goes away while pages are open: every page says what it misses, or goes on, and comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from mumble_ai.stack.pages import SOURCES
from tests.pages.house import House, go, watched
from tests.pages.support import SIZES, Width

pytestmark = pytest.mark.timeout(300)
"""The first test waits for the whole house to start."""

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]

TEXTS: Final[dict[str, dict[str, str]]] = json.loads((SOURCES / "src/i18n/en/away.json").read_text("utf-8"))
PAGES: Final = {
    "Dashboard": "dashboard",
    "Talk": "talk",
    "Calendar": "calendar",
    "Memory": "memory",
    "Personas": "personas",
    "Voices": "voices",
    "Models": "models",
    "People": "people",
    "Settings": "settings",
    "Flight records": "flights",
    "Logs": "logs",
    "Audit log": "audit",
    "Your account": "account",
}
"""Every page, by its name in the navigation and in `away.json`."""

IN_A_TALK: Final = {
    "piper-tts": "The voice is away",
    "faster-whisper": "Speech recognition is away",
    "llm": "No language model answers now",
}
"""What the page Talk itself says, beside the composer that misses it."""

KILLED, FROZEN = "killed", "frozen"
PARTS: Final = {
    "piper-tts": KILLED,
    "chromadb": FROZEN,
    "redis": KILLED,
    "faster-whisper": KILLED,
    "llm": KILLED,
    "jobs": KILLED,
    "mumble-bot": FROZEN,
}
SEEN_MS: Final = 20_000
"""A frozen part is asked for up to four seconds, every few seconds; on a busy machine all of it takes longer."""
BACK_MS: Final = 60_000
"""A part that was killed has to be started, and to load what it needs."""
NO_DATABASE: Final = "The database does not answer."
CUT_OFF: Final = "This page can't reach Mumble-AI."
RAW: Final = re.compile(
    r"Traceback|Exception|\w+Error\b|Errno|attempts failed|refused|"
    r"psycopg|sqlalchemy|httpx|Internal Server|undefined|\[object"
)
"""What people are never to read, but in the logs."""


@pytest.fixture(scope="module")
def house(pages_folder: Path, browser: Browser) -> Iterator[House]:
    with House(pages_folder) as house:
        yield house


@pytest.fixture(scope="module")
def page(house: House, browser: Browser) -> Iterator[Page]:
    """One page that stays open through all of it and is never loaded again."""
    context = house.open(browser)
    page, watch = watched(context)
    watch.expect("401")
    page.goto("/talk")
    house.sign_in(page)
    expect(page.get_by_role("heading", name="Talk", exact=True)).to_be_visible()
    page.evaluate("window.sameAllAlong = true")
    yield page
    assert page.evaluate("window.sameAllAlong"), "the page was loaded again"
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.fixture(scope="module")
def landing(house: House, browser: Browser) -> Iterator[Page]:
    """The landing page, open all the time."""
    context = house.open(browser)
    page, watch = watched(context)
    page.goto(house.landing_url)
    yield page
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


def taken(house: House, part: str, how: str) -> AbstractContextManager[None]:
    return house.frozen(part) if how == FROZEN else house.without(part)


def notice(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible(timeout=SEEN_MS)


def no_notice(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=text)).to_have_count(0, timeout=BACK_MS)


def at_both_widths(page: Page, take: Shot, name: str) -> None:
    """Looks at a page as on a desktop and as on a phone."""
    widths: tuple[Width, Width] = ("phone", "desktop")
    for width in widths:
        across, down = SIZES[width]
        page.set_viewport_size({"width": across, "height": down})
        take(page, name)


def assert_usable(page: Page, name: str) -> None:
    """The page is there, waits for nothing any more, and says nothing that people do not understand."""
    main = page.get_by_role("main")
    title = re.compile(name.split()[-1], re.IGNORECASE)
    expect(main.get_by_role("heading", level=1, name=title)).to_be_visible(timeout=SEEN_MS)
    expect(main.get_by_role("status", name="Loading")).to_have_count(0, timeout=SEEN_MS)
    if name != "Logs":
        shown = main.inner_text()
        assert not RAW.search(shown), shown


def state_of(landing: Page, part: str) -> Locator:
    """The line of the landing page about a part."""
    lines = landing.get_by_role("region", name="How it is now").get_by_role("listitem")
    return lines.filter(has=landing.get_by_text(part, exact=True))


def test_a_frozen_database_leaves_every_page_with_a_notice_and_what_was_typed(
    house: House, page: Page, landing: Page, browser: Browser, shot: Shot, check_axe: Check
) -> None:
    stranger, locked_out = watched(house.open(browser))[0], page.context.new_page()
    stranger.goto("/")
    expect(state_of(landing, "Database")).to_contain_text("Healthy", timeout=BACK_MS)
    with house.frozen("postgres"):
        locked_out.goto("/settings")
        notice(page, NO_DATABASE)
        for name in PAGES:
            go(page, name)
            assert_usable(page, name)
            notice(page, NO_DATABASE)
        go(page, "Calendar")
        page.get_by_label("Something to do").fill("water the plants")
        page.keyboard.press("Enter")
        expect(page.get_by_text("The database does not answer now.").first).to_be_visible(timeout=SEEN_MS)
        at_both_widths(page, shot, "database-away")
        check_axe(page)
        notice(stranger, NO_DATABASE)
        house.sign_in(stranger)
        expect(stranger.get_by_role("alert")).to_contain_text("The database does not answer now.", timeout=SEEN_MS)
        shot(stranger, "sign-in-database-away")
        expect(locked_out.get_by_role("heading", name="Mumble-AI can't open its pages now")).to_be_visible()
        shot(locked_out, "closed")
        check_axe(locked_out)
        expect(state_of(landing, "Database")).to_contain_text("It does not answer.", timeout=SEEN_MS)
    no_notice(page, NO_DATABASE)
    expect(page.get_by_label("Something to do")).to_have_value("water the plants")
    page.get_by_label("Something to do").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="water the plants")).to_be_visible(timeout=SEEN_MS)
    expect(page.get_by_role("main").get_by_role("alert")).to_have_count(0)
    expect(locked_out.get_by_role("heading", name="Settings", exact=True)).to_be_visible(timeout=BACK_MS)
    locked_out.close()
    no_notice(stranger, NO_DATABASE)
    stranger.get_by_role("button", name="Sign in", exact=True).click()
    expect(stranger.get_by_role("link", name="Dashboard")).to_be_visible()
    stranger.context.close()


def test_a_killed_database_takes_nothing_off_the_page(house: House, page: Page) -> None:
    go(page, "Settings")
    search = page.get_by_role("searchbox")
    search.fill("temperature")
    shown = page.get_by_role("main").get_by_role("listitem").first
    expect(shown).to_be_visible()
    with house.without("postgres"):
        notice(page, NO_DATABASE)
        expect(shown).to_be_visible()
        expect(search).to_have_value("temperature")
    no_notice(page, NO_DATABASE)
    expect(search).to_have_value("temperature")


@pytest.mark.parametrize(("part", "how"), PARTS.items(), ids=PARTS)
def test_each_page_says_what_it_misses_and_what_to_do(
    house: House, page: Page, part: str, how: str, shot: Shot
) -> None:
    go(page, "Dashboard")
    name = TEXTS[part]["name"]
    with taken(house, part, how):
        notice(page, name)
        for title, key in PAGES.items():
            go(page, title)
            assert_usable(page, title)
            if key in TEXTS[part]:
                notice(page, TEXTS[part][key])
                expect(page.get_by_role("status").filter(has_text=name)).to_contain_text("./mumble-ai")
            else:
                no_notice(page, name)
            if key == "talk" and part in IN_A_TALK:
                notice(page, IN_A_TALK[part])
            if (part, title) in {("piper-tts", "Voices"), ("chromadb", "Memory")}:
                at_both_widths(page, shot, f"{part}-away")
        go(page, "Dashboard")
        notice(page, name)
    no_notice(page, name)


def test_the_page_itself_comes_back_when_its_server_does(
    house: House, page: Page, landing: Page, shot: Shot, check_axe: Check
) -> None:
    go(page, "Talk")
    page.get_by_label("Your message").fill("a question in the middle")
    with house.without("web-control-panel"):
        notice(page, CUT_OFF)
        at_both_widths(page, shot, "cut-off")
        check_axe(page)
    no_notice(page, CUT_OFF)
    expect(page.get_by_label("Your message")).to_have_value("a question in the middle")
    go(page, "Dashboard")
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=BACK_MS)
    assert_usable(page, "Dashboard")
    expect(state_of(landing, "Database")).to_contain_text("Healthy", timeout=BACK_MS)
