"""A talk with a scripted model that uses tools, and actions that only note what was done."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from mumble_ai.assistant.actions.action import Action, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.deeds import Done
from mumble_ai.assistant.actions.registry import ActionRegistry
from mumble_ai.assistant.prompt import Prompt
from mumble_ai.llm.chain import LlmChain
from mumble_ai.llm.contract import Message, Sampling
from mumble_ai.llm.openai import OpenAiCompatible
from mumble_ai.llm.rung import Deadlines
from mumble_ai.memory.people.person import Person, Role
from tests.support.scripted_llm import Messages

ANNA = Person(UUID(int=1), "Anna", Role.OWNER, "Europe/Berlin", "en", 12)
BEN = Person(UUID(int=2), "Ben", Role.MEMBER, "Europe/Berlin", "en", 12)
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Europe/Berlin"))


def call(tool: str, **arguments: object) -> str:
    """How a scripted model asks for a tool."""
    return f"<tool_call>{json.dumps({'name': tool, 'arguments': arguments})}</tool_call>"


def is_judging(messages: Messages) -> bool:
    """Whether a structured answer is asked for."""
    return "JSON schema" in str(messages[-1]["content"])


def judged(asked_for: bool = True, claims_more: bool = False, new: bool = True) -> Callable[[Messages], str]:
    """The answers of a model that judges."""

    def judge(messages: Messages) -> str:
        if "asked_for" in str(messages[-1]["content"]):
            return json.dumps({"asked_for": asked_for})
        return json.dumps({"claims_more": claims_more, "says_something_new": new})

    return judge


class NotedDeeds:
    """Deeds, kept in a list."""

    def __init__(self) -> None:
        self.done: dict[UUID, tuple[str, Deed]] = {}

    async def earlier(self, context: ActionContext) -> Deed | None:
        found = self.done.get(context.action_id)
        return found[1] if found else None

    async def record(self, context: ActionContext, action: str, deed: Deed) -> None:
        self.done[context.action_id] = (action, deed)

    async def undoable(self, context: ActionContext) -> list[Done]:
        return []

    async def mark_undone(self, context: ActionContext, done: Done) -> None:
        raise AssertionError("nothing is undone here")


class Event(Parameters):
    """What an event needs."""

    title: str
    when: str


class What(Parameters):
    """Some words."""

    what: str = ""


@dataclass
class World:
    """What can be changed: a calendar and notes by person.

    Attributes:
        changes: Everything that was changed, by whom.
    """

    notes: dict[UUID, list[str]] = field(default_factory=dict)
    events: dict[UUID, list[str]] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    async def add_event(self, context: ActionContext, given: Event) -> Deed:
        if "never" in given.when:
            return Deed.failed("I could not add it, because never is no time.")
        self.events.setdefault(context.person.id, []).append(given.title)
        self.changes.append((context.person.name, "add_event", f"{given.title} {given.when}"))
        return Deed.done(f"{given.title} is in your calendar, {given.when}.", title=given.title)

    async def list_events(self, context: ActionContext, given: What) -> Deed:
        found = self.events.get(context.person.id, [])
        return Deed.done(f"You have {len(found)} events.", events=found)

    async def cancel_event(self, context: ActionContext, given: What) -> Deed:
        self.changes.append((context.person.name, "cancel_event", given.what))
        self.events.pop(context.person.id, None)
        return Deed.done(f"I cancelled {given.what}.")

    async def remember(self, context: ActionContext, given: What) -> Deed:
        self.notes.setdefault(context.person.id, []).append(given.what)
        self.changes.append((context.person.name, "remember", given.what))
        return Deed.done(f"I will remember that {given.what}.")

    async def recall(self, context: ActionContext, given: What) -> Deed:
        return Deed.done("", notes=self.notes.get(context.person.id, []))

    async def forget_me(self, context: ActionContext, given: What) -> Deed:
        self.changes.append((context.person.name, "forget_me", ""))
        return Deed.done("I have forgotten you.")

    async def really_forget(self, context: ActionContext, given: What) -> Deed:
        return Deed.ask("confirmation", "Shall I really forget you?")

    def registry(self) -> tuple[ActionRegistry, NotedDeeds]:
        """Actions on this world."""
        deeds = NotedDeeds()
        registry = ActionRegistry(deeds)
        registry.add(
            Action("add_event", "Adds an event to the calendar.", Event, self.add_event, acts=True),
            Action("list_events", "Lists the events.", What, self.list_events),
            Action("cancel_event", "Cancels or deletes appointments.", What, self.cancel_event, acts=True),
            Action("remember", "Remembers what the person wants to be remembered.", What, self.remember, acts=True),
            Action("recall", "What the person has told before.", What, self.recall),
            Action("forget_me", "Forgets the person.", What, self.forget_me, acts=True, confirm=self.really_forget),
        )
        return registry, deeds


def chain_of(base_url: str, *, is_capable: bool = True) -> LlmChain:
    """One model."""
    return LlmChain([OpenAiCompatible(base_url, is_capable=is_capable)], Deadlines(), Sampling())


def context_of(
    text: str,
    person: Person = ANNA,
    *,
    turn: str = "t1",
    language: str = "en",
    settled: Callable[[], Awaitable[None]] | None = None,
) -> ActionContext:
    """Who says what."""
    context = ActionContext(person, turn, NOW, language, text, private=False)
    return context if settled is None else ActionContext(person, turn, NOW, language, text, False, settled)


def prompt_of(text: str, *, data: Mapping[str, object] | None = None, own_words: Sequence[str] = ()) -> Prompt:
    """A short prompt; with data in it, words of others are."""
    system = Message("system", "Be kind." + (f"\n<data>\n{json.dumps(data)}\n</data>" if data else ""))
    messages = [system, Message("user", text)]
    return Prompt(messages, messages, own_words, has_data=data is not None)


def results_in(messages: Messages) -> list[dict[str, Any]]:
    """What tools returned, as the model sees it."""
    return [json.loads(str(m["content"])) for m in messages if m["role"] == "tool"]
