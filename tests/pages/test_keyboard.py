"""The main flows with nothing but a keyboard: every control is reached by Tab and worked by keys."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.pages import support
from tests.pages.servers import PanelServer
from tests.pages.support import Open
from tests.support.control_panel import PASSWORD
from tests.support.scripted_llm import ScriptedLlm

MOST_TABS = 60


def reach(page: Page, target: Locator) -> None:
    """Presses Tab until something has the focus, as somebody without a mouse does."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} is not reached in {MOST_TABS} steps")


def go_to(page: Page, name: str) -> None:
    """Opens a page of the panel by its name."""
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_somebody_signs_in_and_adds_an_event(opened: Open, panel_server: PanelServer) -> None:
    title = "Piano lesson"
    page, watch = opened()
    watch.expect("401")
    page.goto("/")
    reach(page, page.get_by_label("Name"))
    page.keyboard.type(panel_server.owner)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
    go_to(page, "Calendar")
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog", name="New event")
    expect(dialog).to_be_visible()
    reach(page, dialog.get_by_label("Title"))
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".cal-event", has_text=title).first).to_be_visible()
    reach(page, page.get_by_role("button", name="New event"))
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("dialog => dialog.contains(document.activeElement)"), "the focus stays behind"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="New event")).to_be_focused()


def test_memory_is_searched(opened: Open, panel_server: PanelServer) -> None:
    house, person = panel_server.panel.household, panel_server.accounts[panel_server.owner].person
    now = datetime.now(tz=person.zone) - timedelta(days=2)
    panel_server.run(house.facts.note(person.id, "My canoe is called Otter", source_message_id=None, now=now))
    page, _ = opened(panel_server.owner)
    page.goto("/memory")
    expect(page.get_by_role("heading", name="Memory", level=1)).to_be_visible()
    reach(page, page.get_by_role("tab", name="Facts"))
    for name in ("Names", "Topics", "History", "Search"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=name)).to_be_focused()
    reach(page, page.get_by_label("Ask your memory"))
    page.keyboard.type("What is my canoe called?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("My canoe is called Otter")


def test_a_setting_is_changed_and_set_back(opened: Open, panel_server: PanelServer) -> None:
    page, _ = opened(panel_server.owner)
    page.goto("/settings")
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search settings")).to_be_focused()
    page.keyboard.type("speed of the voice")
    reach(page, page.get_by_role("spinbutton", name="Speed of the voice"))
    page.keyboard.press("Control+a")
    page.keyboard.type("1.2")
    reach(page, page.get_by_role("button", name="Test and save"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("button", name="Reset to default: 1"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("button", name="Test and save"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Reset to default"))).to_have_count(0)
    expect(page.get_by_role("spinbutton", name="Speed of the voice")).to_have_value("1")


def test_a_question_is_written_and_answered(browser: Browser, speaking_panel: PanelServer, model: ScriptedLlm) -> None:
    model.reset()
    model.answer = lambda _: "Because of the moon."
    context = support.new_context(browser, speaking_panel.url, "desktop")
    support.sign_in(context, speaking_panel)
    page, watch = support.watched_page(context)
    page.goto("/")
    expect(page.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
    go_to(page, "Talk")
    reach(page, page.get_by_label("Your message"))
    page.keyboard.type("why are there tides")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Because of the moon.", timeout=15_000)
    expect(page.get_by_label("Your message")).to_be_focused()
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


def test_the_keys_are_shown_on_request(opened: Open, panel_server: PanelServer) -> None:
    page, _ = opened(panel_server.owner)
    page.goto("/no-such-page")
    expect(page.get_by_text("No page has this address.")).to_be_visible()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Go to a page")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
