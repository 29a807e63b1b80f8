"""Turns in the browser are recorded like those in the channel, told at once, and followed by their ids."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import numpy as np
import pytest

from mumble_ai.accounts.account import Account
from mumble_ai.conversation.turn import Stage
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.talk.flight import Heard, TurnFlight
from mumble_ai.services.flights import ForgettableFlights, flight_store
from mumble_ai.speech.contract import Transcript
from mumble_ai.telemetry import TURN_HEADER, turn_headers
from tests.support.scripted_llm import ScriptedLlm
from tests.support.talking import ask, talking_with


@pytest.fixture(scope="module")
def model_of_module() -> Iterator[ScriptedLlm]:
    with ScriptedLlm() as llm:
        yield llm


@pytest.fixture
def model(model_of_module: ScriptedLlm) -> ScriptedLlm:
    model_of_module.reset()
    return model_of_module


@pytest.fixture(scope="module")
def more_settings(model_of_module: ScriptedLlm) -> Mapping[str, str]:
    return talking_with(model_of_module.base_url) | {"FLIGHT_RECORD": "audio"}


async def told(panel: Panel, account: Account, client: httpx.AsyncClient, text: str, **more: Any) -> dict[str, Any]:
    """Asks something, and what an open page is told of it."""
    with panel.live.reading(account) as reader:
        await ask(client, text, **more)
        async with asyncio.timeout(10):
            while (news := await reader.next()).topic != "turn":
                pass
    return news.data


async def full(client: httpx.AsyncClient, flight_id: str) -> dict[str, Any]:
    answer = await client.get(f"/api/v1/flights/{flight_id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_written_turn_is_told_and_recorded_with_stages_recall_and_words(
    panel: Panel, member: Account, member_client: httpx.AsyncClient, model: ScriptedLlm
) -> None:
    model.answer = lambda _: "The sky is blue because air scatters light."
    turn = await told(panel, member, member_client, "why is the sky blue", turn_id="sky")
    assert (turn["door"], turn["kind"], turn["private"], turn["outcome"]) == ("web", "text", True, "answered")
    assert turn["turn_id"] == f"web-{member.person.id.hex}-sky"
    listed = (await member_client.get("/api/v1/flights", params={"door": "web"})).json()["turns"]
    assert [one["id"] for one in listed] == [turn["id"]], "whoever is told of a turn finds it at once"
    flight = await full(member_client, turn["id"])
    assert flight["said"] == flight["turn"]["played"] == "The sky is blue because air scatters light."
    stages = flight["turn"]["stages"]
    assert 0 <= stages["transcript"] <= stages["first_packet"] <= stages["done"]
    assert flight["turn"]["answer_s"] == pytest.approx(stages["first_packet"] - stages["end_decided"])
    assert "recalled" in [decision["what"] for decision in flight["decisions"]]
    assert [(call["part"], call["asked"]) for call in flight["calls"]] == [("llm", "why is the sky blue")]
    assert "".join(piece["text"] for piece in flight["calls"][0]["pieces"]).strip() == flight["said"]


async def test_what_was_done_is_recorded_with_its_result(
    panel: Panel, member: Account, member_client: httpx.AsyncClient
) -> None:
    turn = await told(panel, member, member_client, "add milk to my shopping list")
    decisions = (await full(member_client, turn["id"]))["decisions"]
    done = [one for one in decisions if one["what"].startswith("did ")]
    assert len(done) == 1
    assert "milk" in done[0]["why"].lower()


async def test_a_failure_and_a_stop_are_outcomes(
    panel: Panel, member: Account, member_client: httpx.AsyncClient, model: ScriptedLlm
) -> None:
    model.status = 500
    failed = await told(panel, member, member_client, "tell me about the moon")
    assert (failed["outcome"], failed["failed"]) == ("failed", "llm")
    model.reset()
    model.answer = lambda _: " ".join(f"word {number}," for number in range(400))
    model.word_delay_s = 0.05
    asking = asyncio.create_task(told(panel, member, member_client, "a long story", turn_id="story"))
    await asyncio.to_thread(model.wait_for, lambda llm: len(llm.requests) > 0)
    assert (await member_client.post("/api/v1/talk/turns/story/stop")).status_code == 204
    assert (await asking)["outcome"] == "interrupted"


async def test_others_see_none_of_its_words_and_members_nothing(
    panel: Panel,
    member: Account,
    member_client: httpx.AsyncClient,
    other_member_client: httpx.AsyncClient,
    panel_client: httpx.AsyncClient,
) -> None:
    turn = await told(panel, member, member_client, "add caviar to my shopping list")
    assert (await other_member_client.get("/api/v1/flights")).json()["turns"] == []
    assert (await other_member_client.get(f"/api/v1/flights/{turn['id']}")).status_code == 404
    seen = await panel_client.get(f"/api/v1/flights/{turn['id']}")
    assert seen.json()["turn"]["hidden"]
    assert "caviar" not in seen.text.lower()


async def test_whatever_is_asked_for_a_turn_carries_its_id_and_the_logs_take_it(
    panel: Panel, member: Account, member_client: httpx.AsyncClient, panel_client: httpx.AsyncClient
) -> None:
    carried: list[dict[str, str]] = []
    watchers = panel.household.registry.watchers
    watchers.append(lambda *_: carried.append(turn_headers()))
    try:
        turn = await told(panel, member, member_client, "add tea to my shopping list", turn_id="x" * 64)
    finally:
        watchers.pop()
    assert carried == [{TURN_HEADER: turn["turn_id"]}]
    found = await panel_client.get("/api/v1/logs", params={"turn": turn["turn_id"]})
    assert found.status_code == 200


async def test_what_a_person_forgets_takes_its_records_along_and_nobody_elses(
    panel: Panel,
    member: Account,
    other_member: Account,
    member_client: httpx.AsyncClient,
    other_member_client: httpx.AsyncClient,
) -> None:
    mine = [await told(panel, member, member_client, f"what is {n} plus 1", turn_id=f"sum{n}") for n in (1, 2)]
    theirs = await told(panel, other_member, other_member_client, "what is 1 plus 1", turn_id="sum1")
    assert len({turn["id"] for turn in (*mine, theirs)}) == 3
    flights = ForgettableFlights(panel.settings)
    await flights.forget_turns([mine[0]["turn_id"]])
    left = await asyncio.to_thread(flight_store(panel.settings).ids)
    assert sorted(left) == sorted([mine[1]["id"], theirs["id"]])
    await flights.forget_person(member.person.id)
    assert await asyncio.to_thread(flight_store(panel.settings).ids) == [theirs["id"]]


async def test_nothing_is_kept_where_records_are_off(
    panel: Panel, member: Account, member_client: httpx.AsyncClient
) -> None:
    panel.settings = panel.settings.model_copy(update={"flight_record": "off"})
    await told(panel, member, member_client, "what is 1 plus 1")
    assert (await member_client.get("/api/v1/flights")).json() == {"turns": [], "next_before": "", "recording": "off"}


async def test_a_spoken_turn_is_timed_from_the_microphone_to_the_sound_and_keeps_its_question(
    panel: Panel, member: Account
) -> None:
    heard = Heard(keeps_sound=True)
    for _ in range(10):
        heard.take(np.full(1_600, 1_000, np.int16))
    heard.so_far("what is three")
    heard.end()
    transcript = Transcript("what is three plus four", (), "en", 1.0, 1.0)
    flight = TurnFlight("web-x-1", member.person, "what is three plus four", spoken=True, heard=heard.know(transcript))
    flight.written()
    assert Stage.FIRST_PACKET not in flight.turn.times, "whoever has spoken listens"
    for stage in (Stage.FIRST_CLAUSE, Stage.FIRST_AUDIO, Stage.FIRST_PACKET):
        flight.voice(stage)
    flight.mark(Stage.DONE)
    assert flight.voice_heard.is_set()
    order = [flight.turn.times[stage] for stage in Stage]
    assert order == sorted(order)
    passage = flight.passage()
    sound = passage.sound()
    assert sound is not None
    assert sound.size == pytest.approx(48_000, abs=480)
    frames = passage.frames()
    assert sum(frame.samples for frame in frames) == sound.size
    assert [frame.ended for frame in frames] == [False] * (len(frames) - 1) + [True]
    call = passage.engine_calls()[0]
    assert (call.text, call.pieces[0].text) == ("what is three plus four", "what is three")
