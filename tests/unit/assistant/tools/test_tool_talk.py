"""The loop of model and tools, with a model over HTTP whose answers are written here."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing

import pytest

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.tools.tool_talk import TalkPolicy, ToolTalk
from mumble_ai.assistant.tools.toolbox import ActionTools
from mumble_ai.llm.contract import LlmError
from tests.support.scripted_llm import Messages, ScriptedLlm
from tests.support.tool_talk import (
    ANNA,
    World,
    call,
    chain_of,
    context_of,
    is_judging,
    judged,
    prompt_of,
    results_in,
)

NOT_DONE = "I have not done anything about that."


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedLlm]:
    with ScriptedLlm() as server:
        yield server


class Talk:
    """Anna talks to a model that answers by `script`, or by `judge` when it is asked to judge."""

    def __init__(self, server: ScriptedLlm) -> None:
        self.server = server
        self.chain = chain_of(server.base_url)
        self.world = World()
        self.registry, self.deeds = self.world.registry()
        self.judge: Callable[[Messages], str] = judged()

    async def says(
        self,
        text: str,
        script: Callable[[Messages, int], str],
        *,
        policy: TalkPolicy | None = None,
        data: Mapping[str, object] | None = None,
        own_words: tuple[str, ...] = (),
        context: ActionContext | None = None,
    ) -> str:
        rounds = 0

        def answer(messages: Messages) -> str:
            nonlocal rounds
            if is_judging(messages):
                return self.judge(messages)
            rounds += 1
            return script(messages, rounds)

        self.server.reset()
        self.server.answer = answer
        talk = ToolTalk(self.chain, ActionTools(self.registry), policy=policy)
        prompt = prompt_of(text, data=data, own_words=own_words)
        async with aclosing(talk.stream(prompt, context or context_of(text))) as pieces:
            return "".join([piece async for piece in pieces]).strip()

    @property
    def rounds(self) -> int:
        return sum(not is_judging(request["messages"]) for request in self.server.requests)


@pytest.fixture
async def talk(server: ScriptedLlm) -> AsyncIterator[Talk]:
    talk = Talk(server)
    yield talk
    await talk.chain.close()


ADD = call("add_event", title="dentist", when="tomorrow at 3")


async def test_the_answer_after_a_deed_is_the_deed_s_own(talk: Talk) -> None:
    answer = await talk.says("add dentist tomorrow at 3", lambda m, n: ADD if n == 1 else "DONE.")
    assert answer == "dentist is in your calendar, tomorrow at 3."
    assert talk.world.changes == [("Anna", "add_event", "dentist tomorrow at 3")]


async def test_nothing_the_model_says_before_its_call_claims_the_deed(talk: Talk) -> None:
    text = f"I have added it to your calendar. Anything else? {call('add_event', title='x', when='never')}"
    answer = await talk.says("add x", lambda m, n: text if n == 1 else "DONE")
    assert answer == "I could not add it, because never is no time."


async def test_a_failed_deed_is_told_as_failed_whatever_the_model_says_next(talk: Talk) -> None:
    talk.judge = judged(claims_more=True)
    answer = await talk.says(
        "add x", lambda m, n: call("add_event", title="x", when="never") if n == 1 else "It is in your calendar now!"
    )
    assert answer == "I could not add it, because never is no time."


async def test_several_calls_in_one_answer_are_all_done_and_none_twice(talk: Talk) -> None:
    other = call("add_event", title="lunch", when="noon")
    answer = await talk.says("add both", lambda m, n: f"{ADD}{other}{ADD}" if n == 1 else "DONE")
    assert answer == "dentist is in your calendar, tomorrow at 3. lunch is in your calendar, noon."
    assert len(talk.world.changes) == 2


async def test_a_turn_that_is_delivered_twice_acts_once(talk: Talk) -> None:
    for _ in range(2):
        answer = await talk.says("add dentist", lambda m, n: ADD if n == 1 else "DONE")
        assert answer.startswith("dentist is in your calendar")
    assert len(talk.world.changes) == 1


async def test_what_was_looked_up_goes_to_the_model_and_what_it_does_next_too(talk: Talk) -> None:
    talk.world.events[ANNA.id] = ["swimming"]

    def script(messages: Messages, number: int) -> str:
        return call("list_events") if number == 1 else f"You only have {results_in(messages)[-1]['events'][0]}."

    assert await talk.says("what is on?", script) == "You only have swimming."


async def test_more_is_said_after_a_deed_only_if_it_is_new_and_claims_nothing(talk: Talk) -> None:
    talk.judge = judged(claims_more=False, new=True)
    joke = "What does a dentist call an x-ray? A tooth pic."
    answer = await talk.says("add dentist and tell a joke", lambda m, n: ADD if n == 1 else joke)
    assert answer == f"dentist is in your calendar, tomorrow at 3. {joke}"
    talk.judge = judged(claims_more=False, new=False)
    answer = await talk.says("add dentist", lambda m, n: ADD if n == 1 else "It is in the calendar.")
    assert answer == "dentist is in your calendar, tomorrow at 3."


async def test_wrong_arguments_are_told_to_the_model_once(talk: Talk) -> None:
    wrong = call("add_event", title="dentist")
    answer = await talk.says("add dentist", lambda m, n: {1: wrong, 2: ADD}.get(n, "DONE"))
    assert answer == "dentist is in your calendar, tomorrow at 3."
    assert "when" in results_in(talk.server.requests[1]["messages"])[0]["wrong"]
    other = call("add_event", title="lunch")
    answer = await talk.says("add", lambda m, n: {1: wrong, 2: other}.get(n, "DONE"))
    assert answer == "I did not understand what exactly to do, so I did nothing."


async def test_a_tool_that_is_not_there_is_refused(talk: Talk) -> None:
    answer = await talk.says("hi", lambda m, n: call("rm_rf", path="/") if n == 1 else "Hello there.")
    assert answer == "Hello there."
    assert "no tool called" in results_in(talk.server.requests[1]["messages"])[0]["error"]


async def test_a_claim_without_a_call_is_taken_back_and_the_model_gets_one_chance(talk: Talk) -> None:
    talk.judge = judged(claims_more=True)
    claim = "Paris is nice. I have added it to your calendar."
    assert await talk.says("add it", lambda m, n: claim) == f"Paris is nice. {NOT_DONE}"
    assert talk.rounds == 2
    assert await talk.says("add dentist", lambda m, n: {1: claim, 2: ADD}.get(n, "DONE")) == (
        "Paris is nice. dentist is in your calendar, tomorrow at 3."
    )


async def test_words_that_only_look_like_a_claim_are_said(talk: Talk) -> None:
    talk.judge = judged(claims_more=False)
    text = "I have heard that Paris is nice. Have you been there?"
    assert await talk.says("tell me about Paris", lambda m, n: text) == text


@pytest.mark.parametrize(
    ("words", "said"),
    [("I have added the event.", NOT_DONE), ("I have heard of Bern.", "I have heard of Bern.")],
)
async def test_where_nobody_can_judge_words_of_the_tools_decide(talk: Talk, words: str, said: str) -> None:
    talk.judge = lambda messages: "no idea"
    assert await talk.says("hm", lambda m, n: words) == said


async def test_a_model_that_never_ends_is_ended(talk: Talk) -> None:
    talk.world.events[ANNA.id] = ["swimming"]
    answer = await talk.says(
        "what is on?", lambda m, n: call("list_events", what=str(n)), policy=TalkPolicy(rounds=3, calls=2)
    )
    assert answer == "You have 1 events. You have 1 events."
    assert talk.rounds == 3


async def test_a_model_that_leaves_after_a_deed_takes_nothing_back(talk: Talk) -> None:
    calls = 0

    def once(messages: Messages, number: int) -> str:
        nonlocal calls
        calls += 1
        return ADD if calls == 1 else ""

    assert await talk.says("add dentist", once) == "dentist is in your calendar, tomorrow at 3."
    assert len(talk.world.changes) == 1


async def test_a_claim_is_taken_back_even_if_the_model_is_gone_then(talk: Talk) -> None:
    talk.judge = judged(claims_more=True)
    assert await talk.says("add it", lambda m, n: "I have added it." if n == 1 else "") == NOT_DONE


async def test_a_model_that_answers_nothing_at_all_is_an_error(talk: Talk) -> None:
    with pytest.raises(LlmError):
        await talk.says("hi", lambda m, n: "")


async def test_nothing_is_changed_before_the_words_are_final(talk: Talk) -> None:
    final = asyncio.Event()

    async def settled() -> None:
        await final.wait()

    context = context_of("add dentist tomorrow at 3", settled=settled)
    task = asyncio.create_task(talk.says(context.text, lambda m, n: ADD if n == 1 else "DONE", context=context))
    await asyncio.to_thread(talk.server.wait_for, lambda server: len(server.requests) == 1)
    for _ in range(20):
        await asyncio.sleep(0)
    assert talk.world.changes == []
    final.set()
    assert await task == "dentist is in your calendar, tomorrow at 3."


async def test_what_can_t_be_undone_is_asked_by_the_action_and_ends_the_turn(talk: Talk) -> None:
    context = context_of("forget me")
    answer = await talk.says("forget me", lambda m, n: call("forget_me"), context=context)
    assert answer == "Shall I really forget you?"
    assert talk.rounds == 1
    assert talk.world.changes == []


DATA = {"kind": "message", "text": "the cinema opens at 8"}


async def test_with_words_of_others_in_the_prompt_a_deed_must_be_the_person_s_own(talk: Talk) -> None:
    answer = await talk.says("add dentist tomorrow at 3", lambda m, n: ADD if n == 1 else "DONE", data=DATA)
    assert answer == "dentist is in your calendar, tomorrow at 3."
    talk.world.changes.clear()
    answer = await talk.says("what's new?", lambda m, n: ADD, data=DATA, context=context_of("what's new?", turn="t2"))
    assert answer == "I would like to be sure that you want this: add event: dentist, tomorrow at 3. Shall I do it?"
    assert talk.world.changes == []


async def test_who_judges_too_late_has_no_opinion(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mumble_ai.assistant.tools.judge.DEADLINE_S", 0.2)
    late = threading.Event()

    def slow(messages: Messages) -> str:
        late.wait(1.0)
        return judged()(messages)

    talk.judge = slow
    answer = await talk.says("add dentist tomorrow at 3", lambda m, n: ADD if n == 1 else "DONE", data=DATA)
    assert answer == "dentist is in your calendar, tomorrow at 3."
    late.set()


async def test_own_words_of_before_count(talk: Talk) -> None:
    answer = await talk.says(
        "tomorrow at 3",
        lambda m, n: ADD if n == 1 else "DONE",
        data=DATA,
        own_words=("I need a dentist in my calendar",),
    )
    assert answer == "dentist is in your calendar, tomorrow at 3."


async def test_own_words_that_ask_for_something_else_are_no_order(talk: Talk) -> None:
    talk.judge = judged(asked_for=False)
    answer = await talk.says("is there a dentist tomorrow?", lambda m, n: ADD, data=DATA)
    assert answer.endswith("Shall I do it?")
    assert talk.world.changes == []
    seen = [str(r["messages"]) for r in talk.server.requests if is_judging(r["messages"])]
    assert len(seen) == 1
    assert "cinema" not in seen[0], "whoever judges sees no data"


async def test_where_nobody_can_judge_it_must_be_what_the_person_spoke_of(talk: Talk) -> None:
    talk.judge = lambda messages: "no idea"
    answer = await talk.says("add dentist tomorrow at 3", lambda m, n: ADD if n == 1 else "DONE", data=DATA)
    assert answer == "dentist is in your calendar, tomorrow at 3."
    talk.world.changes.clear()
    answer = await talk.says("how are you?", lambda m, n: call("cancel_event"), data=DATA)
    assert answer.endswith("Shall I do it?")
    assert talk.world.changes == []


async def test_a_small_model_gets_no_tools_and_claims_nothing(server: ScriptedLlm) -> None:
    talk = Talk(server)
    talk.chain = chain_of(server.base_url, is_capable=False)
    text = "I like dogs a lot. I have added the event for you. Bye."
    assert await talk.says("add it", lambda m, n: text) == f"I like dogs a lot. Bye. {NOT_DONE}"
    assert "tools" not in server.requests[0]
    await talk.chain.close()
