"""Another server's sign-in in a real browser: who waits, is refused, comes in, links their account, unlinks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Page, expect

from mumble_ai.memory.people.person import Role
from mumble_ai.settings import Settings
from tests.pages.servers import PanelServer
from tests.pages.support import BOTH_WIDTHS, Open
from tests.support.net import free_port
from tests.support.oidc_server import OidcServer

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]
LINK, LINKED = "Link House ID", "From now on it opens this account."
LINE = "<b>Uli</b>"
"""Whom the server vouches for, as they call themselves."""


@pytest.fixture(scope="module")
def server() -> Iterator[OidcServer]:
    """The other server, at a port of its own."""
    server = OidcServer()
    with server.at_a_port():
        yield server


@pytest.fixture(scope="module")
def panel_server(
    panel_settings_of: Callable[[Mapping[str, str]], Settings], server: OidcServer
) -> Iterator[PanelServer]:
    """A panel that it signs people in to."""
    port = free_port()
    given = {
        "OIDC_ISSUER": server.issuer,
        "OIDC_CLIENT_ID": server.client_id,
        "OIDC_CLIENT_SECRET": server.client_secret,
        "OIDC_TITLE": "House ID",
        "CONTROL_PANEL_PORT": str(port),
    }
    with PanelServer(panel_settings_of(given), port=port) as panel:
        panel.add_account("uli", Role.MEMBER)
        yield panel


@pytest.fixture(autouse=True)
def well_behaved(server: OidcServer, panel_server: PanelServer) -> Iterator[None]:
    """Each test begins with nobody linked and a server that lets everybody in."""
    yield
    server.changed, server.turns_away = {}, ""
    arrivals = panel_server.panel.accounts.arrivals
    for row in panel_server.run(arrivals.everybody()):
        panel_server.run(arrivals.link(row.id, None))


def test_a_stranger_is_refused_waits_and_comes_in_when_an_owner_says_so(
    opened: Open, panel_server: PanelServer, server: OidcServer, page: Page, shot: Shot, check_axe: Check
) -> None:
    visitor, watch = opened()
    watch.expect("401")
    server.turns_away = "access_denied"
    visitor.goto("/calendar")
    visitor.get_by_role("link", name="Sign in with House ID").click()
    expect(visitor.get_by_role("alert")).to_contain_text("did not confirm that it is you")
    server.turns_away, server.changed = "", {"nonce": "another"}
    visitor.get_by_role("link", name="Sign in with House ID").click()
    expect(visitor.get_by_role("alert")).to_contain_text("could not be asked")
    server.changed = {}
    visitor.get_by_role("link", name="Sign in with House ID").click()
    expect(visitor.get_by_role("alert")).to_contain_text("Ask an owner")
    check_axe(visitor)
    shot(visitor, "sign-in-waiting")
    visitor.reload()
    expect(visitor.get_by_role("alert")).to_have_count(0)

    page.goto("/account")
    page.get_by_role("tab", name="Everybody").click()
    page.get_by_label(f"What {LINE} opens").select_option(label="uli")
    expect(page.get_by_label(f"What {LINE} opens")).to_have_value(str(panel_server.accounts["uli"].id))
    visitor.goto("/calendar")
    visitor.get_by_role("link", name="Sign in with House ID").click()
    expect(visitor.get_by_role("heading", name="Calendar", level=1)).to_be_visible()


@BOTH_WIDTHS
def test_an_account_is_linked_and_unlinked_by_whoever_it_is(
    opened: Open, panel_server: PanelServer, server: OidcServer, shot: Shot, check_axe: Check
) -> None:
    visitor, _ = opened("uli")
    server.turns_away = "access_denied"
    visitor.goto("/account")
    card = visitor.get_by_role("region", name="Other sign-in")
    expect(card).to_contain_text("None is linked yet.")
    card.get_by_role("link", name=LINK).click()
    expect(card.get_by_role("alert")).to_contain_text("Nothing was linked")
    server.turns_away = ""
    card.get_by_role("link", name=LINK).click()
    expect(card.get_by_role("status")).to_contain_text(LINKED)
    expect(card.get_by_role("listitem")).to_contain_text(f"{LINE}uli@example.org · 127.0.0.1")
    card.scroll_into_view_if_needed()
    check_axe(visitor)
    shot(visitor, "account-linked")
    visitor.reload()
    expect(card.get_by_role("listitem")).to_be_visible()
    expect(card.get_by_role("status")).to_have_count(0)
    card.get_by_role("button", name="Unlink").click()
    visitor.get_by_role("dialog").get_by_role("button", name="Unlink").click()
    expect(card).to_contain_text("None is linked yet.")


def test_a_sign_in_that_is_somebody_elses_changes_nothing(
    opened: Open, panel_server: PanelServer, server: OidcServer
) -> None:
    panel_server.add_account("vic", Role.MEMBER)
    first, _ = opened("uli")
    first.goto("/account")
    first.get_by_role("link", name=LINK).click()
    expect(first.get_by_text(LINKED)).to_be_visible()
    second, _ = opened("vic")
    second.goto("/account")
    second.get_by_role("link", name=LINK).click()
    expect(second.get_by_text("opens somebody else's account")).to_be_visible()
    expect(second.get_by_text("You are signed in as vic.")).to_be_visible()
