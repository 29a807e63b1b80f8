"""The frame around every page: the way in and out, the navigation, notices, and what works without a network."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from mumble_ai.memory.people.person import Role
from tests.pages import support
from tests.pages.servers import PanelServer
from tests.pages.support import Open, Width
from tests.support.control_panel import PASSWORD, make_account

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]

NO_PAGE = "/no-such-page"
"""An address whose page is only the frame."""


def test_nobody_sees_a_page_before_signing_in(
    opened: Open, panel_server: PanelServer, shot: Shot, check_axe: Check
) -> None:
    page, watch = opened()
    watch.expect("401")
    page.goto(NO_PAGE)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    shot(page, "sign-in")
    check_axe(page)
    page.get_by_label("Name").fill(panel_server.owner)
    page.get_by_label("Password", exact=True).fill("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("No page has this address.")).to_be_visible()
    assert page.url.endswith(NO_PAGE)


def test_an_account_is_made_with_an_invitation(opened: Open, panel_server: PanelServer, shot: Shot) -> None:
    person, accounts = "grace", panel_server.panel.accounts
    known = panel_server.run(make_account(panel_server.panel, person, Role.MEMBER))
    panel_server.run(accounts.remove(known.id))
    secret = panel_server.run(accounts.invitations.make(known.person.id)).secret
    theirs, watch = opened()
    watch.expect("401")
    theirs.goto(f"/join#{secret}")
    expect(theirs.get_by_label("Invitation or code")).not_to_be_empty()
    shot(theirs, "join")
    theirs.get_by_label("Name").fill(person)
    theirs.get_by_label("Password", exact=True).fill(PASSWORD)
    theirs.get_by_label("Password again").fill("another")
    expect(theirs.get_by_role("button", name="Make the account")).to_be_disabled()
    theirs.get_by_label("Password again").fill(PASSWORD)
    theirs.get_by_role("button", name="Make the account").click()
    expect(theirs.get_by_role("button", name=f"Account of {person}").locator("visible=true")).to_be_visible()


def test_the_keyboard_alone_leads_everywhere(
    opened: Open, panel_server: PanelServer, check_axe: Check, shot: Shot
) -> None:
    page, _ = opened(panel_server.owner)
    page.goto(NO_PAGE)
    expect(page.get_by_text("No page has this address.")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+k")
    expect(page.get_by_placeholder("Type a page or an action")).to_be_focused()
    shot(page, "command-palette")
    check_axe(page)
    page.keyboard.type("dark")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    page.keyboard.type("nothing is called this")
    expect(page.get_by_text("Nothing has this name.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@support.BOTH_WIDTHS
def test_signing_out_ends_the_session(opened: Open, panel_server: PanelServer) -> None:
    page, watch = opened(panel_server.owner)
    watch.expect("401")
    page.goto(NO_PAGE)
    page.get_by_role("button", name="Account of ada").locator("visible=true").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.request.get("/api/v1/session").status == 401
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@support.BOTH_WIDTHS
def test_members_are_not_shown_what_is_for_owners(opened: Open, panel_server: PanelServer, width: Width) -> None:
    name = f"ida-{width}"
    panel_server.add_account(name, Role.MEMBER)
    page, _ = opened(name)
    page.goto(NO_PAGE)
    if width == "phone":
        page.get_by_role("button", name="More").click()
    expect(page.get_by_role("link", name="Memory").locator("visible=true")).to_be_visible()
    expect(page.get_by_role("link", name="Logs")).to_have_count(0)


def test_the_page_opens_without_a_network_and_says_so(opened: Open, panel_server: PanelServer) -> None:
    page, watch = opened(panel_server.owner)
    watch.expect("ERR_INTERNET_DISCONNECTED")
    watch.expect("ERR_FAILED")  # what the service worker was fetching just then
    page.goto(NO_PAGE)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto("/")
    expect(page.get_by_text("Mumble-AI did not answer.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("button", name=re.compile("Account of ada")).locator("visible=true")).to_be_visible()


def test_it_can_be_installed(page: Page) -> None:
    page.goto(NO_PAGE)
    address = page.locator('link[rel="manifest"]').get_attribute("href")
    assert address is not None
    manifest = page.request.get(address).json()
    assert manifest["start_url"] == "/"
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        answer = page.request.get(icon["src"])
        assert answer.ok, icon
        assert answer.headers["content-type"] == icon["type"]
