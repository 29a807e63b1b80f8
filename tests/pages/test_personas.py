"""The personas page in a browser: copied, changed, taken back, chosen, removed."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]


def test_a_built_in_persona_is_copied_changed_taken_back_chosen_and_removed(
    page: Page, shot: Shot, check_axe: Check
) -> None:
    name = "major-domo"
    page.goto("/personas")
    page.get_by_role("button", name=re.compile("^butler")).click()
    expect(page.get_by_text("A built-in persona stays as it is.")).to_be_visible()
    shot(page, "persona")
    page.get_by_role("button", name="Copy").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Keep").click()
    dialog = page.get_by_role("dialog", name=name)
    dialog.get_by_role("textbox", name="Words").fill("You are a butler of few words.")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"{name} is kept").first).to_be_visible()
    dialog.get_by_role("tab", name="Versions").click()
    expect(dialog.get_by_text("Version 2")).to_be_visible()
    dialog.get_by_role("button", name="Take it back").click()
    shot(page, "persona-versions")
    dialog.get_by_role("tab", name="Words").click()
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_role("button", name="Close").click()
    shot(page, "personas")
    check_axe(page)
    page.get_by_role("tab", name="Who talks with which").click()
    page.get_by_label("For me", exact=True).last.select_option(name)
    expect(page.get_by_text("Chosen", exact=True).first).to_be_visible()
    page.get_by_label("Channel", exact=True).fill("Family/Kitchen")
    page.get_by_role("button", name="Choose").click()
    expect(page.get_by_text("Family/Kitchen")).to_be_visible()
    shot(page, "persona-choices")
    check_axe(page)
    page.get_by_role("button", name="No persona of its own in Family/Kitchen").click()
    page.get_by_role("tab", name="All personas").click()
    page.get_by_role("button", name=name).click()
    dialog.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog", name=f"Remove {name}?").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name=name)).to_have_count(0)
