"""Everything the assistant can do, put together."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog

from mumble_ai.assistant.actions.clock import clock_actions
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.deeds import Deeds
from mumble_ai.assistant.actions.events import Events
from mumble_ai.assistant.actions.knowing import LinkingActions, OwnData
from mumble_ai.assistant.actions.personas import Being
from mumble_ai.assistant.actions.preferring import Preferring
from mumble_ai.assistant.actions.registry import ActionRegistry
from mumble_ai.assistant.actions.remembering import LONGEST_QUESTION, Recent, Remembering
from mumble_ai.assistant.actions.reminders import Reminding
from mumble_ai.assistant.actions.room import Room
from mumble_ai.assistant.actions.schedule import Schedule
from mumble_ai.assistant.actions.sums import sum_actions
from mumble_ai.assistant.actions.tasks import Listing
from mumble_ai.assistant.actions.timers import Timing
from mumble_ai.assistant.actions.undoing import undo_action
from mumble_ai.assistant.commands.commands import Commands
from mumble_ai.assistant.personas.personas import Personas
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.calendar.tasks import Tasks
from mumble_ai.memory.extraction.grammar import grammar_of
from mumble_ai.memory.extraction.subjects import Context
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.facts.questions import read_question
from mumble_ai.memory.people.linking import Linking
from mumble_ai.memory.people.preferences import Preferences
from mumble_ai.memory.privacy.privacy import Privacy

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

ASKED_S: Final = 0.8
"""Everything that is said is looked up first, so nobody waits for that for longer."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What actions work on.

    Attributes:
        recent: The last messages of a person; `ConversationLog.recent`.
    """

    deeds: Deeds
    calendar: Calendar
    tasks: Tasks
    reminders: Reminders
    timers: Timers
    facts: Facts
    recent: Recent
    privacy: Privacy
    linking: Linking
    preferences: Preferences
    personas: Personas


def everyday(parts: Parts) -> tuple[ActionRegistry, Commands]:
    """All actions, and the commands that do them without a language model."""
    registry = ActionRegistry(parts.deeds)
    preferring = Preferring(parts.preferences)
    for actions in (
        clock_actions(),
        Events(parts.calendar).actions(),
        Schedule(parts.calendar).actions(),
        Listing(parts.tasks, parts.calendar).actions(),
        Reminding(parts.reminders, parts.calendar).actions(),
        Timing(parts.timers, parts.calendar).actions(),
        Remembering(parts.facts, parts.deeds, parts.recent, parts.privacy).actions(),
        OwnData(parts.privacy, parts.deeds).actions(),
        LinkingActions(parts.linking).actions(),
        preferring.actions(),
        Being(parts.personas).actions(),
        Room(preferring.keep_voice).actions(),
        sum_actions(),
        (undo_action(registry),),
    ):
        registry.add(*actions)

    async def asked(context: ActionContext) -> Deed | None:
        """The answer to words that ask for something the person told.

        While that can't be looked up the person hears so; what they ask of the world is still for others to answer.
        """
        if not 2 <= len(context.text) <= LONGEST_QUESTION:
            return None
        if not context.person.is_stand_in:
            try:
                async with asyncio.timeout(ASKED_S):
                    deed = await registry.run("recall", {"question": context.text}, context)
            except TimeoutError:
                log.warning("what was told is not found in time", longest_s=ASKED_S)
            else:
                if deed.ok or deed.found_nothing:
                    return deed if deed.ok else None
        if await asyncio.to_thread(_asks_memory, context):
            return Deed.failed(context.say("no_database"), reason="the memory is out of reach")
        return None

    return registry, Commands(registry, asked=asked)


def _asks_memory(context: ActionContext) -> bool:
    """Whether words ask for something that nobody but their speaker can have told."""
    question = read_question(context.text, grammar_of(context.language), context.now, Context())
    return question is not None and question.is_personal
