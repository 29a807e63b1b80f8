"""Turns in the browser among the flight records, and what apps logged, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from mumble_ai.accounts.app_logs import AppLine, AppLogs
from mumble_ai.memory.people.person import Role
from tests.pages import support
from tests.pages.servers import PanelServer
from tests.support.scripted_llm import ScriptedLlm

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]
HOSTILE: Final = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def panel_server(speaking_panel: PanelServer) -> PanelServer:
    return speaking_panel


def test_a_talk_in_the_browser_is_followed_from_the_dashboard_to_its_record(
    page: Page, model: ScriptedLlm, shot: Shot, check_axe: Check
) -> None:
    model.reset()
    model.answer = lambda _: "The moon has no light of its own."
    page.goto("/")
    talk = page.context.new_page()
    talk.goto("/talk")
    talk.get_by_label("Your message").fill("does the moon shine")
    talk.keyboard.press("Enter")
    expect(talk.get_by_role("log")).to_contain_text("no light of its own", timeout=20_000)
    last = page.get_by_role("list", name="Last turns").get_by_role("listitem").first
    expect(last).to_contain_text("does the moon shine")
    expect(last.get_by_label("Browser")).to_be_visible()
    page.goto("/flights")
    page.get_by_label("Where").select_option(label="Browser")
    row = page.get_by_role("list", name="Turns").get_by_role("listitem").filter(has_text="does the moon shine").first
    expect(row).to_contain_text("The moon has no light of its own.")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Turn of ada")).to_be_visible()
    expect(page.get_by_role("table", name="Decisions")).to_contain_text("recalled")
    expect(page.get_by_text("Finding the answer")).to_be_visible()
    expect(page.get_by_text("Browser", exact=True)).to_be_visible()
    shot(page, "flight-web")
    check_axe(page)


@pytest.fixture(scope="module")
def logged(panel_server: PanelServer) -> None:
    """Mia's phone has logged."""
    panel_server.add_account("mia", Role.MEMBER)
    now = datetime.now(UTC)
    lines = [
        AppLine(now, "info", "Navigation: Home -> Chat", "Home"),
        AppLine(now, "warning", "The answer took long", "Chat", {"took_ms": 9000}),
        AppLine(now, "error", f"No answer: {HOSTILE}", "Chat", {"answer": {"status": 503}}),
    ]
    logs = AppLogs(panel_server.panel.household.stores.database, lambda: datetime.now(UTC))
    device = {"platform": "android", "model": "Pixel 9"}
    panel_server.run(logs.take(panel_server.accounts["mia"], lines, device))


@support.BOTH_WIDTHS
@pytest.mark.usefixtures("logged")
def test_logs_of_apps_are_counted_and_filtered(page: Page, shot: Shot, check_axe: Check) -> None:
    page.goto("/logs")
    page.get_by_role("tab", name="Apps").click()
    expect(page).to_have_url(re.compile(r"tab=apps"))
    lines = page.get_by_role("list", name="Lines of apps").get_by_role("listitem")
    expect(lines).to_have_count(3)
    expect(lines.first).to_contain_text(HOSTILE)
    lines.first.get_by_text("Show all of it").click()
    expect(lines.first).to_contain_text("Pixel 9")
    shot(page, "logs-apps")
    check_axe(page)
    page.get_by_label("Level").select_option(label="Warnings and up")
    expect(lines).to_have_count(2)
    page.get_by_label("Screen").select_option(label="Chat")
    page.get_by_label("Words in the line").fill("took long")
    expect(lines).to_have_count(1)
    expect(lines.first).to_contain_text("took_ms=9000")


@pytest.mark.usefixtures("logged")
def test_an_owner_clears_the_logs_of_apps_by_keyboard(page: Page) -> None:
    page.goto("/logs?tab=apps")
    page.get_by_role("button", name="Clear", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("3 lines go for good")
    page.get_by_role("dialog").get_by_role("button", name="Clear", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("No line of an app fits")).to_be_visible()
    expect(page.get_by_role("button", name="Clear", exact=True)).to_be_disabled()
