"""The memory page in a browser: every tab, by its flows, on a desktop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from mumble_ai.memory.consolidation.consolidation import Consolidation, ConsolidationPolicy
from mumble_ai.memory.consolidation.summarising import Summariser
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.people.roster import Roster
from mumble_ai.settings import Settings
from tests.pages import support
from tests.pages.servers import PanelServer
from tests.support.net import free_port
from tests.support.told_memory import remember_talk, talk_about

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]


@pytest.fixture(scope="module")
def ada(panel_server: PanelServer) -> Person:
    """The owner, who has said something today and a month ago."""
    house = panel_server.panel.household

    async def told() -> Person:
        card = await Roster(house.stores.database, People(house.stores.database)).find(panel_server.owner)
        await remember_talk(house, card.person, days_ago=30)
        await remember_talk(house, card.person, days_ago=0.1)
        await talk_about(house, card.person, "boat trip to Norway", "garden party")
        await house.facts.note(card.person.id, "I like green tea", source_message_id=None, now=_now())
        await Consolidation(house.stores.database, Summariser(), ConsolidationPolicy()).work(str(card.person.id))
        return card.person

    return panel_server.run(told(), 60)


def _now() -> datetime:
    return datetime.now(UTC)


def opened(page: Page, tab: str, name: str) -> None:
    page.goto(f"/memory?tab={tab}")
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")


def test_a_fact_is_told_changed_forgotten_and_brought_back(
    page: Page, ada: Person, shot: Shot, check_axe: Check
) -> None:
    opened(page, "facts", "Facts")
    facts = page.get_by_role("list", name="Facts")
    expect(facts.get_by_role("button", name="I live in")).to_be_visible()
    shot(page, "memory-facts")
    check_axe(page)
    page.get_by_role("button", name="Tell a fact").click()
    page.get_by_label("What is to be remembered").fill("My bike is green")
    page.get_by_role("button", name="Remember", exact=True).click()
    bike = facts.get_by_role("button", name="My bike")
    bike.click()
    drawer = page.get_by_role("dialog", name="Fact")
    drawer.get_by_role("button", name="Change").click()
    drawer.get_by_label("Value").fill("blue")
    drawer.get_by_role("button", name="Save").click()
    expect(drawer.get_by_role("heading", name="What was so before")).to_be_visible()
    expect(drawer.get_by_role("button", name=re.compile("green"))).to_be_visible()
    shot(page, "memory-fact")
    drawer.get_by_role("button", name="Forget").click()
    page.get_by_role("dialog", name="Forget this fact?").get_by_role("button", name="Forget").click()
    expect(bike).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(bike).to_be_visible()
    page.get_by_role("searchbox", name="Search in facts").fill("bike is blue")
    expect(facts.get_by_role("listitem")).to_have_count(1)


def test_facts_are_narrowed_to_days(page: Page, ada: Person, shot: Shot, check_axe: Check) -> None:
    opened(page, "facts", "Facts")
    tea = page.get_by_role("list", name="Facts").get_by_role("button", name="green tea")
    when, first, last = (page.get_by_label(name) for name in ("When it was told", "First day", "Last day"))
    when.select_option(label="Last 7 days")
    expect(tea).to_be_visible()
    when.select_option(label="From … to …")
    last.fill((_now() - timedelta(days=2)).date().isoformat())
    expect(tea).to_have_count(0)
    shot(page, "memory-facts-days")
    check_axe(page)
    first.fill("2001-01-01")
    last.fill("2001-01-31")
    expect(page.get_by_text("No fact fits")).to_be_visible()
    when.select_option(label="Any time")
    expect(tea).to_be_visible()


def test_names_are_walked_through_as_a_graph_by_keyboard_and_as_a_list(
    page: Page, ada: Person, shot: Shot, check_axe: Check
) -> None:
    opened(page, "entities", "Names")
    expect(page.get_by_role("button", name="Anna", exact=True)).to_be_visible()
    shot(page, "memory-names")
    page.get_by_role("radio", name="Graph").click()
    graph = page.get_by_role("group", name=re.compile("Graph of"))
    expect(graph.get_by_role("button", name="Anna, Person")).to_be_visible()
    shot(page, "memory-graph")
    check_axe(page)
    graph.get_by_role("button", name="ada").focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    graph.get_by_role("button", name="Anna, Person").focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Anna")
    expect(drawer.get_by_text("your sister")).to_be_visible()
    drawer.get_by_label("Another name").fill("Annie")
    drawer.get_by_role("button", name="Add", exact=True).first.click()
    expect(drawer.get_by_text("Annie", exact=True)).to_be_visible()
    shot(page, "memory-name")
    drawer.get_by_role("button", name="Not called Annie").click()
    expect(drawer.get_by_text("Annie", exact=True)).to_have_count(0)


def test_a_topic_leads_to_what_was_said_and_is_taken_up_again(page: Page, ada: Person, shot: Shot) -> None:
    opened(page, "topics", "Topics")
    line = page.get_by_role("listitem").filter(has_text="boat trip to Norway")
    line.get_by_role("button", name=re.compile("More about")).click()
    shot(page, "memory-topics")
    page.get_by_role("menuitem", name=re.compile("Take it up|It is done with")).first.click()
    expect(line.get_by_text("Active")).to_be_visible()
    line.get_by_role("button", name=re.compile("More about")).click()
    page.get_by_role("menuitem", name="It is done with").click()
    expect(line.get_by_text("Resolved")).to_be_visible()
    line.get_by_role("button", name="boat trip to Norway", exact=True).click()
    expect(page.get_by_role("tab", name="History")).to_have_attribute("aria-selected", "true")


def test_history_is_searched_and_a_message_is_shown_in_its_talk(
    page: Page, ada: Person, shot: Shot, check_axe: Check
) -> None:
    opened(page, "history", "History")
    expect(page.get_by_text("My sister Anna lives in Bonn.").locator("visible=true").first).to_be_visible()
    expect(page.get_by_text("Private").locator("visible=true").first).to_be_visible()
    shot(page, "memory-history")
    check_axe(page)
    page.get_by_role("searchbox", name="Search in what was said").fill("peanuts")
    expect(page.get_by_role("checkbox")).to_have_count(2)
    opened(page, "search", "Search")
    page.get_by_label("Ask your memory").fill("What is Anna's dog called?")
    page.keyboard.press("Enter")
    found = page.get_by_role("list", name="Lines found").get_by_role("listitem").first
    expect(found).to_contain_text("Anna's dog is called Rex.")
    expect(found).to_contain_text("Why: says")
    expect(page.get_by_role("status").filter(has_text="ms")).to_be_visible()
    found.get_by_text("Scores of each sign").click()
    shot(page, "memory-search")
    found.get_by_role("button", name="Show in its talk").click()
    expect(page.locator("[aria-current=true]").filter(has_text="Anna's dog is called Rex.")).to_be_visible()


def test_summaries_lead_to_their_messages_and_a_run_waits_for_a_worker(page: Page, ada: Person, shot: Shot) -> None:
    opened(page, "consolidation", "Consolidation")
    page.get_by_role("button", name="Show its messages").first.click()
    expect(page.get_by_role("button", name="Show in its talk").first).to_be_visible()
    page.get_by_role("button", name="Run now").click()
    expect(page.get_by_text("No service does jobs now")).to_be_visible()
    shot(page, "memory-consolidation")


@pytest.fixture(scope="module")
def without_chroma(panel_settings_of: Callable[[Mapping[str, str]], Settings]) -> Iterator[PanelServer]:
    """A panel whose vector index is away."""
    with PanelServer(panel_settings_of({"CHROMADB_URL": f"http://127.0.0.1:{free_port()}"})) as server:
        yield server


def test_stores_say_that_one_is_away_and_the_owner_may_rebuild(
    browser: Browser, without_chroma: PanelServer, shot: Shot, check_axe: Check
) -> None:
    context = support.new_context(browser, without_chroma.url, "desktop")
    support.sign_in(context, without_chroma)
    page, _ = support.watched_page(context)
    opened(page, "stores", "Stores")
    expect(page.get_by_text("Lines are found by their words alone until it is back")).to_be_visible()
    page.get_by_role("button", name="Rebuild").click()
    page.get_by_role("dialog").get_by_role("button", name="Rebuild").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    shot(page, "memory-stores")
    check_axe(page)
    page.get_by_role("button", name="More about my memory").click()
    page.get_by_role("menuitem", name="What do you know about me?").click()
    expect(page.get_by_role("dialog")).to_contain_text("I know you as")
    context.close()
