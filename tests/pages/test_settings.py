"""The settings page in a real browser: searched, changed, tried, reset, undone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.pages.support import Watch


def test_a_setting_is_found_changed_and_undone(
    page: Page, shot: Callable[[Page, str], None], check_axe: Callable[[Page], None]
) -> None:
    page.goto("/settings")
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Language model")).to_be_visible()
    shot(page, "settings")
    page.get_by_role("searchbox", name="Search settings").fill("speed of the voice")
    speed = page.get_by_role("spinbutton", name="Speed of the voice")
    speed.fill("1.3")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    shot(page, "settings-changed")
    page.get_by_role("button", name="Test and save").click()
    expect(page.get_by_text("It acts at once.", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Reset to default: 1")).to_be_visible()
    page.reload()
    page.get_by_role("tab", name="History").click()
    expect(page.get_by_text("from the default to 1.3").first).to_be_visible()
    shot(page, "settings-history")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Takes a change back").first).to_be_visible()
    page.get_by_role("tab", name="Settings").click()
    check_axe(page)


def test_what_is_not_allowed_is_told_at_the_field(page: Page, watch: Watch) -> None:
    watch.expect("400")
    page.goto("/settings")
    page.get_by_role("searchbox", name="Search settings").fill("time_zone")
    page.get_by_label("Time zone", exact=True).fill("Europe/Berln")
    page.get_by_role("button", name="Test and save").click()
    expect(page.get_by_text("such as Europe/Berlin").first).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Not saved yet")).to_be_hidden()


def test_what_can_not_be_saved_says_why(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("searchbox", name="Search settings").fill("database server")
    expect(page.get_by_text("where it is has to be known before").first).to_be_visible()
    expect(page.get_by_label("Database server", exact=True)).to_have_count(0)
