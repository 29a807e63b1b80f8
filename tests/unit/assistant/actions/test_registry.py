"""Every action is done the one way: when the words are final, once a turn, and never claimed when it failed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.assistant.actions import registry as registry_module
from mumble_ai.assistant.actions.action import Action, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import CONFIRMATION, Deed
from mumble_ai.assistant.actions.deeds import Done
from mumble_ai.assistant.actions.registry import ActionRegistry
from mumble_ai.assistant.commands.commands import Commands
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.storage.database import DatabaseUnavailable

ANN = Person(uuid4(), "Ann", Role.MEMBER, "Europe/Berlin")
BOB = Person(uuid4(), "Bob", Role.MEMBER, "Europe/Berlin")


class Notebook:
    """Deeds in memory."""

    def __init__(self) -> None:
        self.kept: dict[object, tuple[str, Deed]] = {}

    async def earlier(self, context: ActionContext) -> Deed | None:
        return self.kept[context.action_id][1] if context.action_id in self.kept else None

    async def record(self, context: ActionContext, action: str, deed: Deed) -> None:
        self.kept[context.action_id] = action, deed

    async def undoable(self, context: ActionContext) -> list[Done]:
        return []

    async def mark_undone(self, context: ActionContext, done: Done) -> None:
        raise AssertionError("nothing is undone here")

    async def forget(self, context: ActionContext, actions: Sequence[str]) -> None:
        raise AssertionError("nothing is forgotten here")

    async def forget_old(self, before: datetime) -> int:
        raise AssertionError("nothing is old here")


class Lamp(Parameters):
    list_name: str = ""


def context(person: Person = ANN, **changed: Any) -> ActionContext:
    now = datetime(2026, 10, 26, 14, 5, tzinfo=ZoneInfo("Europe/Berlin"))
    made = ActionContext(person, f"{uuid4()}.1", now, "en", "", private=False)
    return replace(made, **changed)


class Lamps:
    """A registry with an action that counts what it does."""

    def __init__(self, *, confirm: bool = False, result: Deed | Exception | None = None) -> None:
        self.done: list[str] = []
        self.result = result
        self.notebook = Notebook()
        self.registry = ActionRegistry(self.notebook)
        ask = self.ask if confirm else None
        self.registry.add(Action("clear_list", "Clears.", Lamp, self.clear, acts=True, confirm=ask))
        self.registry.add(Action("list_tasks", "Lists.", Lamp, self.clear))

    async def clear(self, context: ActionContext, given: Lamp) -> Deed:
        self.done.append(given.list_name)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result or Deed.done(f"{given.list_name} cleared")

    async def ask(self, context: ActionContext, given: Lamp) -> Deed:
        return Deed.ask(CONFIRMATION, f"really {given.list_name}?")

    async def says(self, text: str, where: ActionContext) -> str | None:
        answer = await Commands(self.registry).answer(text, replace(where, text=text))
        if answer is None:
            return None
        async with aclosing(answer):
            return "".join([piece async for piece in answer])


async def test_nothing_is_done_before_the_words_are_final() -> None:
    lamps, final = Lamps(), asyncio.Event()

    async def settled() -> None:
        await final.wait()

    running = asyncio.create_task(lamps.registry.run("clear_list", {"list_name": "a"}, context(settled=settled)))
    await asyncio.sleep(0)
    assert lamps.done == []
    final.set()
    assert (await running).ok
    assert lamps.done == ["a"]


async def test_words_that_are_taken_back_change_nothing() -> None:
    lamps, never = Lamps(), asyncio.Event()

    async def settled() -> None:
        await never.wait()

    running = asyncio.create_task(lamps.says("clear my shopping list", context(settled=settled)))
    while len(asyncio.all_tasks()) > 2:
        await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert lamps.done == []
    assert lamps.notebook.kept == {}


async def test_a_question_waits_for_nothing() -> None:
    async def settled() -> None:
        raise AssertionError("a question need not wait")

    assert (await Lamps().registry.run("list_tasks", {}, context(settled=settled))).ok


async def test_the_same_call_of_a_turn_is_done_once_and_others_are_done() -> None:
    lamps, here = Lamps(), context()
    for name in ("a", "a", "b"):
        assert (await lamps.registry.run("clear_list", {"list_name": name}, here)).say == f"{name} cleared"
    assert lamps.done == ["a", "b"]
    await lamps.registry.run("clear_list", {"list_name": "a"}, context(BOB, turn_id=here.turn_id))
    assert lamps.done == ["a", "b", "a"], "another person's turn is another deed"


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (DatabaseUnavailable("away"), "memory is out of reach"),
        (ValueError("a bug"), "Something went wrong"),
        (Deed.failed("the list is locked"), "the list is locked"),
    ],
)
async def test_what_failed_is_said_to_have_failed_and_is_not_in_the_log(result: Any, said: str) -> None:
    lamps = Lamps(result=result)
    deed = await lamps.registry.run("clear_list", {"list_name": "a"}, context())
    assert not deed.ok
    assert said in deed.say
    assert lamps.notebook.kept == {}


async def test_what_takes_too_long_is_said_to_be_uncertain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_module, "LONGEST_S", 0.01)
    lamps = Lamps()

    async def hang(context: ActionContext, given: Lamp) -> Deed:
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    lamps.registry.add(Action("hang", "Hangs.", Lamp, hang, acts=True))
    deed = await lamps.registry.run("hang", {}, context())
    assert not deed.ok
    assert "took too long" in deed.say


async def test_unknown_actions_and_wrong_parameters_do_nothing() -> None:
    lamps = Lamps()
    assert not (await lamps.registry.run("open_door", {}, context())).ok
    deed = await lamps.registry.run("clear_list", {"list_name": 7, "confirmed": True}, context())
    assert not deed.ok
    assert set(deed.facts["wrong"]) == {"list_name", "confirmed"}
    assert lamps.done == []


def test_two_actions_of_one_name_are_refused() -> None:
    lamps = Lamps()
    with pytest.raises(ValueError, match="clear_list"):
        lamps.registry.add(Action("clear_list", "Again.", Lamp, lamps.clear))


async def test_only_a_yes_of_the_same_person_in_the_same_place_confirms() -> None:
    lamps, here = Lamps(confirm=True), context()
    assert await lamps.says("clear my shopping list", here) == "really shopping?"
    assert lamps.done == []
    assert await lamps.says("yes", context(BOB)) is None
    assert await lamps.says("yes", context(private=True)) is None
    assert await lamps.says("yes", context()) == "shopping cleared"
    assert await lamps.says("yes", context()) is None
    assert lamps.done == ["shopping"]


async def test_a_language_model_can_ask_but_not_confirm() -> None:
    lamps, here = Lamps(confirm=True), context()
    for _ in range(3):
        deed = await lamps.registry.run("clear_list", {"list_name": "shopping"}, here)
        assert (deed.ok, deed.asks) == (False, CONFIRMATION)
    assert lamps.done == []
    assert await lamps.says("yes do it", here) is None, "the words that led to the question are no answer to it"
    assert await lamps.says("yes do it", context()) == "shopping cleared"


@pytest.mark.parametrize("answer", ["no", "No, thanks!", "never mind", "leave it", "nein"])
async def test_a_no_leaves_it(answer: str) -> None:
    lamps = Lamps(confirm=True)
    await lamps.says("clear my shopping list", context())
    assert await lamps.says(answer, context()) == "All right, I leave it."
    assert await lamps.says("yes", context()) is None
    assert lamps.done == []


async def test_a_question_is_dropped_with_other_words_but_not_by_a_beginning_of_the_answer() -> None:
    lamps = Lamps(confirm=True)
    await lamps.says("clear my shopping list", context())
    assert await lamps.says("well", context(turn_id="t7.1")) is None
    assert await lamps.says("well yes", context(turn_id="t7.2")) == "shopping cleared"
    await lamps.says("clear my shopping list", context())
    assert await lamps.says("how are you", context()) is None
    assert await lamps.says("yes", context()) is None
    assert lamps.done == ["shopping"]


async def test_a_question_is_forgotten_after_a_while_and_when_the_person_says_stop() -> None:
    lamps = Lamps(confirm=True)
    await lamps.says("clear my shopping list", context())
    late = context()
    assert await lamps.says("yes", replace(late, now=late.now + timedelta(seconds=46))) is None
    await lamps.says("clear my shopping list", context())
    Commands(lamps.registry).never_mind(context())
    assert await lamps.says("yes", context()) is None
    assert lamps.done == []


async def test_commands_without_an_action_are_left_to_the_language_model() -> None:
    assert await Lamps().says("set a timer for ten minutes", context()) is None


async def test_what_is_no_command_is_asked_of_what_is_known() -> None:
    async def asked(context: ActionContext) -> Deed | None:
        return Deed.done("Rex.") if "dog" in context.text else None

    commands = Commands(Lamps().registry, asked=asked)
    answer = await commands.answer("what is my dog called", context(text="what is my dog called"))
    assert answer is not None
    assert [piece async for piece in answer] == ["Rex."]
    assert await commands.answer("why is the sky blue", context(text="why is the sky blue")) is None
