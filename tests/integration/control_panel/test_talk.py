"""Talking in the browser: the same assistant as by voice, answers as they are written, one talk in every tab."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

import httpx
import pytest

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from tests.support.scripted_llm import ScriptedLlm, last_said
from tests.support.talking import ask, events_of, messages, talking_with, words_of


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
    return talking_with(model_of_module.base_url)


async def test_an_answer_is_streamed_and_ends_with_what_was_remembered(
    member_client: httpx.AsyncClient, model: ScriptedLlm
) -> None:
    model.answer = lambda _: "The sky is blue because air scatters light."
    events = await ask(member_client, "why is the sky blue", turn_id="first")
    assert [events[0]["type"], events[-1]["type"]] == ["turn", "end"]
    assert events[0]["turn_id"].endswith("first")
    assert words_of(events) == events[-1]["answer"] == "The sky is blue because air scatters light."
    assert (events[-1]["state"], events[-1]["question"], events[-1]["is_kept"]) == ("done", "why is the sky blue", True)


async def test_what_was_said_is_there_again_and_goes_into_the_next_question(
    member_client: httpx.AsyncClient, panel: Panel, model: ScriptedLlm
) -> None:
    model.answer = lambda _: "Nice to meet Rex."
    await ask(member_client, "my dog is a dalmatian and likes to swim", turn_id="dog")
    at_once = await messages(member_client)
    await panel.household.log.flush()
    stored = await messages(member_client)
    expected = [("user", "my dog is a dalmatian and likes to swim"), ("assistant", "Nice to meet Rex.")]
    assert [(m["role"], m["text"]) for m in at_once] == [(m["role"], m["text"]) for m in stored] == expected
    assert {m["turn_id"] for m in stored} == {"dog"}
    await ask(member_client, "what does he like")
    said = [str(message["content"]) for message in model.requests[-1]["messages"]]
    assert any("likes to swim" in line for line in said)


async def test_a_talk_is_taken_up_by_a_service_that_has_just_started(
    member: Account, member_client: httpx.AsyncClient, panel: Panel, model: ScriptedLlm
) -> None:
    await ask(member_client, "the password of the shed is sunflower")
    await panel.household.log.flush()
    said = await panel.household.log.short_term(member.person.id, "web")
    assert [(line.role, line.door, line.private) for line in said] == [
        ("user", "web", True),
        ("assistant", "web", True),
    ]


async def test_everyday_commands_are_done_once_and_shown_with_their_result(
    member: Account, member_client: httpx.AsyncClient, panel: Panel, model: ScriptedLlm
) -> None:
    events = await ask(member_client, "add milk to my shopping list", turn_id="milk")
    again = await ask(member_client, "add milk to my shopping list", turn_id="milk")
    done = [event["action"] for event in events if event["type"] == "action"]
    assert done
    assert done[0]["ok"]
    assert "milk" in done[0]["say"].lower()
    assert words_of(again) == words_of(events)
    assert model.requests == []
    tasks = await panel.household.parts.tasks.open(member.person)
    assert [task.text.lower() for task in tasks] == ["milk"]
    await panel.household.log.flush()
    assert [m["actions"][0]["name"] for m in await messages(member_client) if m["actions"]] == [done[0]["name"]]


async def test_nobody_sees_the_talk_of_another(
    member_client: httpx.AsyncClient, other_member_client: httpx.AsyncClient, panel_client: httpx.AsyncClient
) -> None:
    await ask(member_client, "my secret is a surprise party", turn_id="mine")
    for client in (other_member_client, panel_client):
        assert await messages(client) == []
        for path in ("events", "speech"):
            assert (await client.get(f"/api/v1/talk/turns/mine/{path}")).status_code == 404
        assert (await client.post("/api/v1/talk/turns/mine/stop")).status_code == 404


async def test_a_second_tab_follows_and_stop_ends_the_answer_for_both(
    member_client: httpx.AsyncClient, panel: Panel, model: ScriptedLlm
) -> None:
    model.answer = lambda _: " ".join(f"word {number}," for number in range(400))
    model.word_delay_s = 0.05
    first = asyncio.create_task(ask(member_client, "tell me a long story", turn_id="story"))
    await asyncio.to_thread(model.wait_for, lambda llm: len(llm.requests) > 0)
    running = (await member_client.get("/api/v1/talk")).json()["running"]
    assert (running["turn_id"], running["text"]) == ("story", "tell me a long story")
    second = asyncio.create_task(member_client.get("/api/v1/talk/turns/story/events"))
    refused = await member_client.post("/api/v1/talk/turns", json={"text": "and another"})
    assert (refused.status_code, refused.json()["code"]) == (409, "still_answering")
    assert (await member_client.post("/api/v1/talk/turns/story/stop")).status_code == 204
    ends = [(await first)[-1], events_of(await second)[-1]]
    assert [end["state"] for end in ends] == ["stopped", "stopped"]
    assert await asyncio.to_thread(model.wait_for, lambda llm: llm.cancelled == 1)
    await panel.household.log.flush()
    assert (await messages(member_client))[0]["text"] == "tell me a long story"


async def test_an_answer_goes_on_when_its_page_is_closed(member_client: httpx.AsyncClient, model: ScriptedLlm) -> None:
    model.word_delay_s = 0.02
    asked = asyncio.create_task(ask(member_client, "why is grass green", turn_id="grass"))
    await asyncio.to_thread(model.wait_for, lambda llm: len(llm.requests) > 0)
    asked.cancel()
    await asyncio.wait([asked])
    followed = events_of(await member_client.get("/api/v1/talk/turns/grass/events"))
    assert (followed[-1]["state"], followed[-1]["answer"]) == ("done", "Good morning. The weather is fine today.")


async def test_what_is_no_question_is_refused(member_client: httpx.AsyncClient) -> None:
    for body in ({"text": ""}, {"text": "  \n "}, {"text": "x" * 4_001}, {"text": "hi", "turn_id": "../x"}, {}):
        assert (await member_client.post("/api/v1/talk/turns", json=body)).status_code == 400, body


async def test_too_many_questions_are_refused_with_the_time_to_wait(
    member_client: httpx.AsyncClient, model: ScriptedLlm
) -> None:
    answers = [await member_client.post("/api/v1/talk/turns", json={"text": "what time is it"}) for _ in range(34)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1


async def test_older_messages_come_a_page_at_a_time(member_client: httpx.AsyncClient, panel: Panel) -> None:
    for number in range(4):
        await ask(member_client, f"what is {number} plus 1")
    await panel.household.log.flush()
    newest = (await member_client.get("/api/v1/talk", params={"limit": 5})).json()
    older = (await member_client.get("/api/v1/talk", params={"limit": 5, "before": newest["before"]})).json()
    found = [m["text"] for m in [*older["messages"], *newest["messages"]] if m["role"] == "user"]
    assert found == [f"what is {number} plus 1" for number in range(4)]
    assert older["before"] == ""
    assert (await member_client.get("/api/v1/talk", params={"before": "nonsense"})).status_code == 400


async def test_a_stranger_gets_nothing(stranger_client: httpx.AsyncClient) -> None:
    assert (await stranger_client.get("/api/v1/talk")).status_code == 401
    assert (await stranger_client.post("/api/v1/talk/turns", json={"text": "hi"})).status_code == 401
    assert (await stranger_client.post("/api/chat", json={"message": "hi"})).status_code == 401


async def test_the_first_systems_chat_answers_in_its_shape_and_remembers(
    member_client: httpx.AsyncClient, panel: Panel, model: ScriptedLlm
) -> None:
    model.answer = lambda said: f"You said: {last_said(said)}"
    asked = {"user_name": "Mia", "message": "hello there friend", "include_memories": True, "session_id": "s1"}
    answer = (await member_client.post("/api/chat", json=asked)).json()
    assert answer["success"] is True
    assert answer["data"]["response"].startswith("You said:")
    assert (answer["data"]["session_id"], set(answer["data"]["context_used"])) == ("s1", {"memories", "schedule"})
    await panel.household.log.flush()
    assert (await messages(member_client))[0]["text"] == "hello there friend"
    refused = await member_client.post("/api/chat", json={"user_name": "noah", "message": "hi"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_you")
