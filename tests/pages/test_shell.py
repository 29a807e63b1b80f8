"""The frame around every page, and the way in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.pages import support
from tests.pages.support import PanelServer, Width
from tests.support.control_panel import PASSWORD

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]


def test_nobody_sees_a_page_before_signing_in(
    browser: Browser, panel_server: PanelServer, width: Width, shot: Shot, check_axe: Check
) -> None:
    context = support.new_context(browser, panel_server.url, width)
    page, watch = support.watched_page(context)
    watch.expect("401")
    watch.expect("session/ways")
    page.goto("/account")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    shot(page, "sign-in")
    check_axe(page)
    page.get_by_label("Name").fill(panel_server.owner)
    page.get_by_label("Password", exact=True).fill("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation").first).to_be_visible()
    assert page.url.endswith("/account")
    context.close()
    assert not watch.unexpected()
