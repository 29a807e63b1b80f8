"""One's account in a real browser: names and times, password, browsers, keys, invitations, the record."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from mumble_ai.memory.people.person import Role
from tests.pages.servers import PanelServer
from tests.pages.support import Open, Watch
from tests.support.control_panel import PASSWORD

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]
HOSTILE = "<img src=x onerror=alert(1)> printer"


def test_times_read_as_one_likes(opened: Open, panel_server: PanelServer, shot: Shot, check_axe: Check) -> None:
    zone = "Asia/Tokyo"
    panel_server.add_account("kei", Role.OWNER)
    page, _ = opened("kei")
    page.goto("/account")
    page.get_by_label("Clock", exact=True).select_option("12")
    page.get_by_label("Time zone").select_option(zone)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_label("Clock", exact=True)).to_have_value("12")
    expect(page.get_by_label("Time zone")).to_have_value(zone)
    expect(page.get_by_text("This one")).to_be_visible()
    check_axe(page)
    shot(page, "account")


def test_a_password_is_changed_where_the_current_one_is_known(page: Page, watch: Watch) -> None:
    watch.expect("400")
    page.goto("/account")
    page.get_by_label("Current password").fill("not this one")
    page.get_by_label("New password", exact=True).fill("some quite new words")
    page.get_by_label("New password again").fill("some quite new words")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("the current password is wrong")).to_be_visible()


def test_a_key_is_shown_once_and_taken_away(page: Page, shot: Shot, check_axe: Check) -> None:
    page.goto("/account")
    page.get_by_role("tab", name="API keys").click()
    page.get_by_role("button", name="New key").click()
    page.get_by_label("Name").fill(HOSTILE)
    page.get_by_label("May").select_option("write")
    page.get_by_role("button", name="Make the key").click()
    secret = page.get_by_test_id("secret").inner_text()
    assert secret.startswith("mak_")
    check_axe(page)
    shot(page, "account-new-key")
    page.get_by_role("button", name="Done").click()
    row = page.get_by_role("row").filter(has_text=HOSTILE)
    expect(row).to_be_visible()
    expect(page.get_by_text(secret)).to_have_count(0)
    shot(page, "account-keys")
    row.get_by_role("button", name="Revoke").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(row.get_by_text("Revoked")).to_be_visible()


def test_somebody_is_invited_and_joins(
    page: Page, opened: Open, panel_server: PanelServer, shot: Shot, check_axe: Check
) -> None:
    name = "Bea"
    people = panel_server.panel.household.people
    panel_server.run(people.met("mumble@house:1", "certificate:bea", "1", name))
    page.goto("/account")
    page.get_by_role("tab", name="Everybody").click()
    page.get_by_label("Person").select_option(label=name)
    page.get_by_role("button", name="Make an invitation").click()
    address = page.locator("code", has_text="/join#").inner_text()
    check_axe(page)
    shot(page, "account-everybody")
    guest, watch = opened()
    watch.expect("401")
    guest.goto(address)
    guest.get_by_label("Name", exact=True).fill("bea")
    for number in range(2):
        guest.locator("input[autocomplete=new-password]").nth(number).fill(PASSWORD)
    guest.locator("form button[type=submit]").click()
    expect(guest.get_by_role("navigation").first).to_be_visible()
    infos = panel_server.run(panel_server.panel.accounts.everybody())
    assert {info.account.person.role for info in infos if info.account.person.name == name} == {Role.MEMBER}
    page.goto("/audit")
    rows = page.get_by_role("row")
    invited = rows.filter(has_text=f"Invitation made · {name}")
    made = rows.filter(has_text="Account made · bea")
    expect(invited).to_contain_text(panel_server.owner)
    expect(invited).not_to_contain_text("The terminal")
    expect(made).to_contain_text(name)
    expect(made).to_contain_text(f"invited by: {panel_server.owner}")
    expect(made).not_to_contain_text("The terminal")


def test_the_record_shows_what_was_done_as_text(
    page: Page, panel_server: PanelServer, shot: Shot, check_axe: Check
) -> None:
    audit = panel_server.panel.accounts.audit
    infos = panel_server.run(panel_server.panel.accounts.everybody())
    ada = next(info.account for info in infos if info.account.sign_in_name == panel_server.owner)
    panel_server.run(audit.note(ada, "key.made", HOSTILE, scope="read"))
    panel_server.run(audit.note(None, "settings.changed", "TIME_ZONE", before="", after="Europe/Berlin"))
    panel_server.run(audit.note(ada, "person.forgotten", "01890000-0000-7000-8000-000000000000", messages=3))
    panel_server.run(audit.note(None, "sign_in.failed", str(ada.id), address="192.0.2.7"))
    page.goto("/audit")
    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    forgotten = page.get_by_role("row").filter(has_text="Person forgotten · somebody who is no more")
    expect(forgotten.first).to_contain_text("messages: 3")
    failed = page.get_by_role("row").filter(has_text="192.0.2.7")
    expect(failed).to_contain_text(f"Somebody unknownSign-in failed · {panel_server.owner}")
    check_axe(page)
    shot(page, "audit")
    page.get_by_label("Show").select_option(label="Settings changed")
    expect(page.get_by_text("TIME_ZONE").first).to_be_visible()
    expect(page.get_by_text(HOSTILE)).to_have_count(0)
