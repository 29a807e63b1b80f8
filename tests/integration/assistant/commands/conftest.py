"""Somebody who talks with the assistant: real actions on a real database, no language model."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

import pytest

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deeds import DeedLog
from mumble_ai.assistant.actions.registry import ActionRegistry
from mumble_ai.assistant.commands.commands import Commands
from mumble_ai.assistant.commands.everyday import Parts, everyday
from mumble_ai.assistant.personas.personas import Personas
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.calendar.tasks import Tasks
from mumble_ai.memory.conversations.history import Said, last_messages
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.people.linking import Linking
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.preferences import Preferences
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.storage.database import Database

MONDAY = datetime(2026, 10, 26, 13, 5, tzinfo=UTC)
"""14:05 in Berlin."""


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def ahead(self, **by: float) -> None:
        self.now += timedelta(**by)


class Channel:
    """The talk around somebody."""

    def __init__(self) -> None:
        self.names = ["Bob", "Cleo"]
        self.volume = 60
        self.voice = ""
        self.letters: list[str] = []

    def others(self) -> Sequence[str]:
        return self.names

    async def write_to_asker(self, text: str) -> bool:
        self.letters.append(text)
        return True

    async def voices(self) -> Sequence[str]:
        return ["amy", "ryan", "lessac"]

    async def use_voice(self, voice: str) -> None:
        self.voice = voice

    def volume_percent(self) -> int:
        return self.volume

    def set_volume_percent(self, percent: int) -> int:
        self.volume = percent
        return percent


class House:
    """All parts on one database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.people = People(database, time_zone="Europe/Berlin", now=clock)
        self.calendar = Calendar(database, clock=clock)
        self.tasks = Tasks(database, clock)
        self.reminders = Reminders(database, clock)
        self.timers = Timers(database, clock)
        self.facts = Facts(database)
        self.linking = Linking(database, self.people, now=clock)
        self.deeds = DeedLog(database)
        self.registry, self.commands = self.start()

    def start(self) -> tuple[ActionRegistry, Commands]:
        """The assistant, as after a restart."""

        async def recent(person_id: object, limit: int) -> Sequence[Said]:
            async with self.database.person(person_id) as session:  # type: ignore[arg-type]
                return await last_messages(session, limit)

        return everyday(
            Parts(
                deeds=DeedLog(self.database),
                calendar=self.calendar,
                tasks=self.tasks,
                reminders=self.reminders,
                timers=self.timers,
                facts=self.facts,
                recent=recent,
                privacy=Privacy(self.database, self.people, now=self.clock),
                linking=self.linking,
                preferences=Preferences(self.database, self.people),
                personas=Personas(self.database),
            )
        )


class Talker:
    """Somebody who talks."""

    _turns = itertools.count(1)

    def __init__(self, house: House, name: str, identity: str | None, language: str = "en") -> None:
        self.house = house
        self.name = name
        self.identity = identity
        self.language = language
        self.channel = Channel()

    async def says(self, text: str, *, private: bool = False, turn: str = "") -> str | None:
        """What is answered; None where the words are for the language model."""
        context = await self.context(text, private=private, turn=turn)
        answer = await self.house.commands.answer(text, context)
        if answer is None:
            return None
        async with aclosing(answer):
            return "".join([piece async for piece in answer])

    async def context(self, text: str, *, private: bool = False, turn: str = "") -> ActionContext:
        """What is known about this speaker now."""
        person = await self.house.people.met("mumble@house:1", self.identity, self.name, self.name)
        return ActionContext(
            person=person,
            turn_id=turn or f"turn{next(self._turns)}.1",
            now=self.house.clock.now.astimezone(person.zone),
            language=person.language or self.language,
            text=text,
            private=private,
            surroundings=self.channel,
        )


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def house(database: Database, clock: Clock) -> House:
    return House(database, clock)


@pytest.fixture
def ann(house: House) -> Talker:
    return Talker(house, "Ann", "certificate:aa11")


@pytest.fixture
def bob(house: House) -> Talker:
    return Talker(house, "Bob", "certificate:bb22")
