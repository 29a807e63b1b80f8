"""People in a real browser: choices, linking with what moves shown before, guests, forgetting."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from mumble_ai.memory.people.person import Role
from tests.pages.servers import PanelServer
from tests.pages.support import Open, Watch

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]


def test_an_owner_links_two_who_are_one_and_forgets_another(
    page: Page, panel_server: PanelServer, shot: Shot, check_axe: Check
) -> None:
    people = panel_server.panel.household.people
    name, phone, gone = "Nora", "Nora on the phone", "Gone"
    nora = panel_server.run(people.met("mumble@127.0.0.1:1", f"certificate:{'ab' * 20}", "", name))
    other = panel_server.run(people.met("sip", "+491", "", phone))
    panel_server.run(people.met("sip", "+481", "", gone))
    panel_server.run(panel_server.panel.household.parts.tasks.add(other, "Milk", action_id="1"))
    page.goto("/people")
    expect(page.get_by_role("table", name="People")).to_contain_text(phone)
    shot(page, "people")
    check_axe(page)
    page.goto(f"/people/{nora.id}")
    page.get_by_label(f"Somebody else who is {name}").select_option(label=phone)
    page.get_by_role("button", name="Show what would move").click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("Tasks")
    expect(asked).to_contain_text("can't be undone")
    asked.get_by_role("button", name="Make them one").click()
    expect(page.get_by_text("Phone").first).to_be_visible()
    page.get_by_label("Language").select_option(label="German")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The choices are kept").first).to_be_visible()
    shot(page, "person")
    check_axe(page)

    page.goto("/people")
    page.get_by_role("button", name=gone).click()
    page.get_by_role("button", name="Forget everything").click()
    asked = page.get_by_role("dialog")
    asked.get_by_label(f"Type {gone} to go on").fill(gone)
    asked.get_by_role("button", name="Forget everything").click()
    expect(page.get_by_role("table", name="People")).to_be_visible()
    expect(page.get_by_role("table", name="People")).not_to_contain_text(gone)


def test_what_is_changed_elsewhere_is_shown_at_once(opened: Open, panel_server: PanelServer) -> None:
    people = panel_server.panel.household.people
    panel_server.run(people.met("sip", "+4955", "", "Otto"))
    watching, _ = opened(panel_server.owner)
    watching.goto("/people")
    expect(watching.get_by_role("button", name="Otto")).to_be_visible()
    changing, _ = opened(panel_server.owner)
    changing.goto("/people")
    changing.get_by_role("button", name="Otto").click()
    changing.get_by_role("button", name="Forget everything").click()
    asked = changing.get_by_role("dialog")
    asked.get_by_label("Type Otto to go on").fill("Otto")
    asked.get_by_role("button", name="Forget everything").click()
    expect(watching.get_by_role("button", name="Otto")).to_be_hidden()


def test_a_member_sees_themselves_and_gets_a_code_to_say(opened: Open, panel_server: PanelServer) -> None:
    panel_server.add_account("mia", Role.MEMBER)
    page, _ = opened("mia")
    page.goto("/people")
    expect(page.get_by_role("heading", name="mia", level=1)).to_be_visible()
    expect(page.get_by_text("Role and sign-in")).to_be_hidden()
    page.get_by_role("button", name="Link another account").click()
    page.get_by_role("button", name="Show me a code").click()
    expect(page.get_by_role("status").filter(has_text="my code is")).to_be_visible()


def test_a_persona_is_picked_by_keyboard_and_voices_that_are_away_say_so(
    page: Page, panel_server: PanelServer, watch: Watch, shot: Shot, check_axe: Check
) -> None:
    watch.expect("503")
    person = panel_server.run(panel_server.panel.household.people.met("sip", "+4930", "", "Petra"))
    page.goto(f"/people/{person.id}")
    page.get_by_role("button", name="Voice: That of the channel").click()
    expect(page.get_by_role("dialog").get_by_text("The voices can't be listed now.")).to_be_visible()
    page.keyboard.press("Escape")
    field = page.get_by_role("button", name="Persona: That of the channel")
    field.focus()
    page.keyboard.press("Enter")
    search = page.get_by_role("dialog", name="Choose a persona").get_by_role("combobox", name="Search")
    search.focus()
    page.keyboard.type("butler")
    check_axe(page)
    shot(page, "person-persona")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("Persona: .*butler", re.I))).to_be_focused()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The choices are kept").first).to_be_visible()
    choices = panel_server.run(panel_server.panel.household.personas.choices())
    assert "butler" in choices.people[person.id].lower()
