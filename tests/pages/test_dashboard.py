"""The dashboard, flight records and logs in a real browser, as the talk and the house go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.flight.record import EngineCall, HeardFrame, RecordedDecision, TurnRecord, record_id
from mumble_ai.services.flights import flight_store
from mumble_ai.services.live_news import (
    CAPTION,
    PRESENCE,
    SNAPSHOT,
    TURN,
    CaptionNews,
    ChannelThere,
    PersonThere,
    PresenceNews,
    turn_news,
)
from mumble_ai.stack.logfile import LogFile, log_path
from mumble_ai.storage.cache import Cache
from tests.pages.servers import PanelServer

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]

HOSTILE = "<img src=x onerror=alert(1)> is this open?"
STAGES = {
    Stage.SPEECH_START: 0.0,
    Stage.SPEECH_END: 1.4,
    Stage.END_DECIDED: 1.61,
    Stage.TRANSCRIPT: 1.72,
    Stage.FIRST_TOKEN: 1.9,
    Stage.FIRST_CLAUSE: 2.02,
    Stage.FIRST_AUDIO: 2.11,
    Stage.FIRST_PACKET: 2.13,
    Stage.DONE: 4.6,
}


def turn(number: int, question: str, answer: str, *, outcome: Outcome = Outcome.ANSWERED) -> TurnRecord:
    at = datetime.now(UTC) - timedelta(minutes=7 * number)
    slower = {stage: at_s + (0.11 * number if at_s > 2 else 0) for stage, at_s in STAGES.items()}
    return TurnRecord(
        id=record_id(at, f"{number:07d}"),
        turn_id=f"{number:07d}c0ffee",
        at=at,
        speaker="Ann",
        kind="voice",
        outcome=outcome,
        failed=Part.LLM if outcome is Outcome.FAILED else None,
        question=question,
        said=answer + " Shall I close it?",
        played=answer,
        stages=slower,
        decisions=(
            RecordedDecision(at_s=1.61, what="end by meaning", why="it sounds complete after 0.2 s of silence"),
            RecordedDecision(at_s=1.72, what="addressed", why="nobody else is here"),
        ),
        conditions={"stt_engine": "moonshine", "tts_engine": "hibari"},
        frames=(HeardFrame(at_s=0.0, samples=48_000),),
        calls=(EngineCall(part=Part.STT, at_s=0.1, listened_s=1.4, took_s=0.11, text=question),),
    )


@pytest.fixture(scope="module")
def talked(panel_server: PanelServer) -> list[TurnRecord]:
    """Turns, logs and people as a house has them after a while."""
    records = [turn(number, "Is the garden gate open?", "The garden gate is open.") for number in range(12)]
    records[2] = turn(2, HOSTILE, "It is.")
    records[4] = turn(4, "What is the weather?", "", outcome=Outcome.FAILED)
    store = flight_store(panel_server.settings)
    for record in records:
        store.write(record, np.zeros(48_000, np.int16))
    log = LogFile(log_path("mumble-bot", panel_server.settings))
    now = datetime.now(UTC)
    for number, record in enumerate(records):
        at = f"{now - timedelta(seconds=number):%Y-%m-%dT%H:%M:%S.%f}Z"
        log.write(f"{at} [info     ] a turn is over  outcome=answered turn={record.turn_id}\n".encode())
    log.write(f"{now:%Y-%m-%dT%H:%M:%S.%f}Z [error    ] no model answers  reason='{HOSTILE}'\nTrace\n".encode())
    log.close()
    return records


@pytest.fixture
def present(panel_server: PanelServer) -> PresenceNews:
    people = [
        PersonThere(name="AI-Bot", is_assistant=True),
        PersonThere(name="Ann"),
        PersonThere(name="Ben", muted=True),
    ]
    there = PresenceNews(
        connected=True,
        assistant="AI-Bot",
        path="Home",
        channels=[ChannelThere(path="Home", name="Home", people=people)],
    )
    cache = Cache(panel_server.panel.household.stores.redis)
    panel_server.run(cache.put(SNAPSHOT, there.model_dump(mode="json"), 60.0))
    return there


def tell(server: PanelServer, topic: str, told: Any) -> None:
    assert server.run(server.panel.events.tell(topic, told.model_dump(mode="json")))


@pytest.mark.usefixtures("talked")
def test_words_appear_as_they_are_spoken_and_the_turn_when_it_is_over(
    page: Page, panel_server: PanelServer, present: PresenceNews, shot: Shot, check_axe: Check
) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Now in Home")).to_be_visible()
    people = page.get_by_role("list", name="People on the Mumble server")
    expect(people).to_contain_text("Ann")
    expect(page.get_by_role("list", name="Last turns").get_by_role("listitem").first).to_contain_text("garden gate")
    expect(page.get_by_text("Live", exact=True).last).to_be_visible()
    tell(panel_server, PRESENCE, present)
    now = page.get_by_test_id("speaking-now")
    tell(panel_server, CAPTION, CaptionNews(id="1:said", name="Ann", words="is there any"))
    expect(now).to_contain_text("is there any")
    tell(panel_server, CAPTION, CaptionNews(id="1:said", name="Ann", words=HOSTILE, final=True))
    tell(panel_server, CAPTION, CaptionNews(id="t:told", name="Ann", by_assistant=True, words="There is"))
    expect(now).to_contain_text("There is")
    shot(page, "dashboard")
    check_axe(page)
    over = turn(0, HOSTILE, "There is milk in the fridge.").model_copy(
        update={"id": record_id(datetime.now(UTC), "new")}
    )
    tell(panel_server, TURN, turn_news(over))
    tell(panel_server, CAPTION, CaptionNews(id="1:said", name="Ann", words=HOSTILE, over=True))
    tell(panel_server, CAPTION, CaptionNews(id="t:told", name="Ann", by_assistant=True, words="There is", over=True))
    said = page.get_by_role("log", name="What was said")
    expect(said).to_contain_text("There is milk in the fridge.")
    expect(said.get_by_text(HOSTILE)).to_have_count(1)
    expect(now).to_be_empty()
    expect(page.get_by_role("list", name="Last turns").get_by_role("listitem").first).to_contain_text("milk")


@pytest.mark.usefixtures("present")
def test_health_tells_reasons_and_what_to_do(page: Page, shot: Shot) -> None:
    page.goto("/")
    health = page.get_by_role("list", name="Health")
    expect(health.get_by_role("listitem").filter(has_text="Database")).to_contain_text("Healthy")
    bot = health.get_by_role("listitem").filter(has_text="The assistant")
    expect(bot).to_contain_text("./mumble-ai up")
    page.get_by_role("heading", name="Health").scroll_into_view_if_needed()
    bot.scroll_into_view_if_needed()
    shot(page, "dashboard-health")
    bot.get_by_role("link", name="Show its log").click()
    expect(page.get_by_role("heading", name="Logs")).to_be_visible()
    expect(page.get_by_label("Service", exact=True)).to_have_value("mumble-bot")


def test_a_turn_is_found_opened_and_followed_by_keyboard(
    page: Page, talked: list[TurnRecord], shot: Shot, check_axe: Check
) -> None:
    page.goto("/flights")
    rows = page.get_by_role("list", name="Turns").get_by_role("listitem")
    expect(rows).to_have_count(len(talked))
    shot(page, "flights")
    check_axe(page)
    page.get_by_role("searchbox", name="Words").focus()
    page.keyboard.type("onerror")
    expect(rows).to_have_count(1)
    rows.first.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Turn of Ann")).to_be_visible()
    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    expect(page.get_by_role("table", name="Decisions")).to_contain_text("it sounds complete")
    expect(page.get_by_text("Finding the answer")).to_be_visible()
    sound = page.get_by_label("Sound of the question")
    sound.evaluate("sound => new Promise(heard => { sound.oncanplay = heard; sound.load(); })")
    expect(page.get_by_role("list", name="Log")).to_contain_text("a turn is over")
    shot(page, "flight")
    check_axe(page)
    page.get_by_role("link", name="Open in the logs").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Turn")).to_have_value(talked[2].turn_id)
    expect(page.get_by_role("list", name="Lines of the logs").get_by_role("listitem")).to_have_count(1)


@pytest.mark.usefixtures("talked")
def test_logs_are_searched_and_followed(page: Page, panel_server: PanelServer, shot: Shot, check_axe: Check) -> None:
    page.goto("/logs")
    lines = page.get_by_role("list", name="Lines of the logs").get_by_role("listitem")
    expect(lines.filter(has_text="no model answers")).to_contain_text(HOSTILE)
    shot(page, "logs")
    check_axe(page)
    page.get_by_label("Level").select_option(label="Errors and up")
    expect(lines.filter(has_text="a turn is over")).to_have_count(0)
    expect(lines).not_to_have_count(0)
    log = LogFile(log_path("jobs", panel_server.settings))
    log.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}Z [error    ] something new broke\n".encode())
    log.close()
    expect(lines.filter(has_text="something new broke").first).to_be_visible()


def test_without_redis_the_page_says_so_and_stays_usable(page: Page, panel_server: PanelServer) -> None:
    panel_server.run(Cache(panel_server.panel.household.stores.redis).drop(SNAPSHOT))
    page.goto("/")
    expect(page.get_by_text("The assistant is not here")).to_be_visible()
    expect(page.get_by_text("./mumble-ai up starts it").first).to_be_visible()
    expect(page.get_by_role("heading", name="Health")).to_be_visible()
