"""The household of the bot: people, memory, calendar and deeds, in the channel that the bot is in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

import structlog

from mumble_ai.assistant.house import House
from mumble_ai.assistant.mcp.toolbox import McpToolbox
from mumble_ai.calendar.reminding.bell import Bell
from mumble_ai.calendar.reminding.runner import ReminderRunner
from mumble_ai.conversation.ports import Presence
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.llm.chain import LlmChain
from mumble_ai.mumble import MumbleClient
from mumble_ai.resilience.standing import Standing
from mumble_ai.services.assistant import house_of, open_mcp
from mumble_ai.services.bot.house_door import HouseDoor
from mumble_ai.services.bot.mumble_door import MumbleDoor
from mumble_ai.services.bot.visitors import Visitors
from mumble_ai.services.deed_news import DeedNews
from mumble_ai.services.household import Household, open_household
from mumble_ai.services.reminding import reminder_runner
from mumble_ai.services.voice_choices import VoiceChoices
from mumble_ai.settings import Settings
from mumble_ai.speech.pronunciations import Pronunciations
from mumble_ai.stack.database import migrate_when_there
from mumble_ai.stack.stores import database_url
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.storage.events import Events

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

FORGET_RETRY_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Home:
    """The parts.

    Attributes:
        channel: The Mumble channel as a talk sees it.
        door: The same as the house sees it.
        house: What the assistant gets.
    """

    settings: Settings
    household: Household
    channel: MumbleDoor
    door: HouseDoor
    house: House
    bell: Bell
    reminders: ReminderRunner
    visitors: Visitors
    mcp: McpToolbox
    voices: VoiceChoices

    def checks(self) -> Mapping[str, Callable[[], Awaitable[Standing]]]:
        """What `GET /health` asks; none of it keeps the bot from talking, so it is never more than degraded."""
        standings = {
            "database": self.household.stores.database.standing,
            "people": self.household.people.standing,
            "conversations": self.household.log.standing,
            "recall": self.household.recall.standing,
            "cache": self.household.stores.redis.standing,
            "vectors": self.household.stores.index.standing,
            "calendar": self.household.calendar.standing,
            "reminders": self.reminders.standing,
            "personas": self.household.personas.standing,
            "mcp": self.mcp.standing,
        }
        return {name: partial(_told, standing) for name, standing in standings.items()}

    async def run(self) -> None:
        """Keeps it going until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.bell.listen(database_url(self.settings)), name="bell")
            tasks.create_task(self.visitors.run(), name="visitors")
            tasks.create_task(self.mcp.run(), name="mcp")
            news = Events(self.household.stores.redis)
            tasks.create_task(self.voices.run(news, self.household.people.changed), name="voices")
            told = DeedNews(news)
            self.household.registry.watchers.append(told.watch)
            tasks.create_task(told.run(), name="told")
            tasks.create_task(self._remind(), name="reminders")

    async def _remind(self) -> None:
        """Reminders begin when the database has its shape."""
        await migrate_when_there(self.settings)
        await self._forget_past_visits()
        await self.reminders.run()

    async def _forget_past_visits(self) -> None:
        """Guests of an earlier run, which ended without seeing them off."""
        while True:
            try:
                await self.household.people.forget_past_visits(self.door.place)
            except DatabaseUnavailable as error:
                log.info("guests of before are forgotten later", why=str(error))
                await asyncio.sleep(FORGET_RETRY_S)
            else:
                return


@asynccontextmanager
async def open_home(
    settings: Settings, client: MumbleClient, mouth: EngineMouth, words: Pronunciations, chain: LlmChain
) -> AsyncGenerator[Home]:
    """Opens everything; what the stores lack at the moment comes when they do.

    Args:
        words: How the mouth says words.
    """
    async with open_household(settings, keeper="bot") as household:
        bell = Bell()

        def notice(presence: Presence) -> None:
            visitors.notice(presence)

        channel = MumbleDoor(client, notice)
        voices = VoiceChoices(household.stores.database, words)
        place = f"{settings.mumble_host}:{settings.mumble_port}"
        door = HouseDoor(place, channel, household.people, mouth, voices.of_channel)
        reminders = reminder_runner(
            settings, household.stores.database, household.people, speak=door.speak, write=door.write, bell=bell
        )
        visitors = Visitors(door, reminders)
        mcp = open_mcp(settings)
        house = house_of(settings, household, door, chain, mcp)
        yield Home(settings, household, channel, door, house, bell, reminders, visitors, mcp, voices)


async def _told(standing: Callable[[], Standing]) -> Standing:
    return standing()
