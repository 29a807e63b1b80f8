"""Voices: found, heard without being chosen, chosen for whom; words said as they are written down."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from mumble_ai.assistant.voices.channel_voices import ChannelVoices
from tests.pages.servers import PanelServer
from tests.pages.support import BOTH_WIDTHS, Width

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]


@pytest.fixture(scope="module")
def panel_server(speaking_panel: PanelServer) -> PanelServer:
    return speaking_panel


def test_a_voice_is_heard_and_then_chosen(page: Page, panel_server: PanelServer, shot: Shot) -> None:
    page.goto("/voices")
    voices = page.get_by_role("list", name="All voices").get_by_role("listitem")
    expect(voices.first).to_be_visible()
    name = voices.last.get_by_role("paragraph").first.inner_text().split("\n")[0]
    with page.expect_response("**/api/v1/voices/preview") as heard:
        page.get_by_role("button", name=f"Listen to {name}").click()
    assert heard.value.status == 200
    page.get_by_label("Search voices").fill(name)
    expect(voices).to_have_count(1)
    page.get_by_role("button", name="Use for me").click()
    expect(voices.get_by_text("Yours", exact=True).first).to_be_visible()
    page.get_by_role("button", name="Yours").click()
    expect(page.get_by_role("button", name="Use for me")).to_be_visible()
    page.get_by_label("Search voices").fill("")
    page.get_by_label("Channel", exact=True).fill("Family/Kitchen")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_label("Family/Kitchen", exact=True)).to_be_visible()
    shot(page, "voices")
    page.get_by_role("button", name="Take the voice of Family/Kitchen away").click()
    expect(page.get_by_label("Family/Kitchen", exact=True)).to_be_hidden()
    database = panel_server.panel.household.stores.database
    assert panel_server.run(ChannelVoices(database).all()) == {}


def test_a_word_is_tried_kept_changed_and_taken_out(page: Page, shot: Shot) -> None:
    page.goto("/voices")
    page.get_by_role("button", name="Add a word").click()
    page.get_by_label("Word or name").fill("Mumble")
    page.get_by_label("Say it as").fill("mum bull")
    with page.expect_response("**/api/v1/voices/preview") as tried:
        page.get_by_role("button", name="Try it").click()
    assert tried.value.status == 200
    page.get_by_role("button", name="Save").click()
    words = page.get_by_role("list", name="Pronunciation").get_by_role("listitem")
    expect(words).to_have_text(["Mumble → mum bullEnglish"])
    shot(page, "voices-words")
    page.get_by_role("button", name="Change Mumble").click()
    page.get_by_label("Say it as").fill("mumbel")
    page.get_by_role("button", name="Save").click()
    expect(words).to_have_text(["Mumble → mumbelEnglish"])
    page.get_by_role("button", name="Remove Mumble").click()
    expect(page.get_by_text("No words yet")).to_be_visible()


@BOTH_WIDTHS
def test_somebodys_voice_is_picked_on_their_page_and_heard_before(
    page: Page, panel_server: PanelServer, width: Width, shot: Shot, check_axe: Check
) -> None:
    people = panel_server.panel.household.people
    person = panel_server.run(people.met("sip", f"+49{len(width)}", "", "Pia"))
    page.goto(f"/people/{person.id}")
    page.get_by_role("button", name="Voice: That of the channel").click()
    picker = page.get_by_role("dialog", name="Choose a voice")
    expect(picker.get_by_role("row").nth(1)).to_be_visible()
    shot(page, "person-voices")
    check_axe(page)
    picker.get_by_role("combobox", name="Search").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    with page.expect_response("**/api/v1/voices/preview") as heard:
        page.keyboard.press("Enter")
    assert heard.value.status == 200
    expect(picker).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(picker).to_be_hidden()
    field = page.get_by_role("button", name=re.compile("^Voice: "))
    expect(field).not_to_have_accessible_name("Voice: That of the channel")
    chosen = (field.text_content() or "").strip()
    expect(page.get_by_role("button", name=re.compile(f"(Listen to|Stop) {re.escape(chosen)}"))).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The choices are kept").first).to_be_visible()
    kept = panel_server.run(people.get(person.id))
    assert kept is not None
    assert kept.voice == chosen
