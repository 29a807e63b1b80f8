"""A household that people talk with, without sound and without a Mumble server: real stores, a scripted model."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from mumble_ai.assistant.actions.surroundings import Surroundings
from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.house import House, Speaker
from mumble_ai.assistant.mind import Assistant
from mumble_ai.assistant.persona import DEFAULT_PERSONA
from mumble_ai.assistant.tools.tool_talk import ToolTalk
from mumble_ai.assistant.tools.toolbox import ActionTools
from mumble_ai.conversation.ports import Participant, Utterance
from mumble_ai.llm.chain import LlmChain
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.services.household import Household, open_household
from mumble_ai.services.jobs import register_memory, register_stores
from mumble_ai.services.known import knowing
from mumble_ai.settings import Settings, load_settings
from mumble_ai.storage.database import Database
from mumble_ai.storage.jobs import JobHandlers
from tests.parts import parts_home
from tests.support.net import free_port
from tests.support.tool_talk import chain_of

ANNA = Participant("1", "Anna", "certificate:aaaa1111")
BEN = Participant("2", "Ben", "certificate:bbbb2222")
DEADLINE_S = 30.0

_FIRST = "(SELECT id FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1)"
_TAKE = f"UPDATE procrastinate_jobs SET status = 'doing' WHERE id = {_FIRST}"
_AGAIN = "UPDATE procrastinate_jobs SET status = 'todo' WHERE id = :number"
_DONE = "DELETE FROM procrastinate_jobs WHERE id = :number"


class Hall:
    """A channel where everybody hears what is said; see `mumble_ai.assistant.house.Door`."""

    name = "mumble"
    channel = "Hall"

    def __init__(self, people: People) -> None:
        self._people = people

    async def who_is(self, speaker: Speaker) -> Person:
        return await self._people.met("mumble@127.0.0.1:64738", speaker.identity, speaker.id, speaker.name)

    def surroundings(self, speaker: Speaker) -> Surroundings | None:
        return None


@dataclass(frozen=True)
class Heard:
    """An answer.

    Attributes:
        took_s: Until its end.
    """

    text: str
    took_s: float


@dataclass
class Living:
    """A household with its assistant.

    Attributes:
        now: What time the assistant takes it to be; None for the real one.
    """

    settings: Settings
    household: Household
    chain: LlmChain
    now: datetime | None = None
    _turns: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.hall = Hall(self.household.people)
        self.memory = ShortTermMemory(self.settings.short_term_memory_limit)
        house = House(
            door=self.hall,
            log=self.household.log,
            commands=self.household.commands,
            tools=ToolTalk(self.chain, ActionTools(self.household.registry)),
            knowing=knowing(self.household, door=self.hall.name, budget_tokens=self.settings.recall_budget_tokens),
            persona=self.household.personas.for_,
        )
        self.assistant = Assistant(self.chain, self.memory, DEFAULT_PERSONA, self._clock, house)

    async def ask(self, speaker: Participant, words: str, *, private: bool = False) -> Heard:
        """Somebody says something and hears the whole answer."""
        turn_id = f"{self.settings.mumble_ai_home.name} {id(self)} {next(self._turns)}"
        said = Utterance(turn_id, speaker, words, spoken=True, private=private)
        start = asyncio.get_running_loop().time()
        async with aclosing(self.assistant.answer(said)) as pieces:
            heard = "".join([piece async for piece in pieces])
        took_s = asyncio.get_running_loop().time() - start
        self.assistant.remember(said, heard, interrupted=False)
        return Heard(heard, took_s)

    async def comes(self, speaker: Participant) -> None:
        """Somebody comes in; returns when what they said before is taken up."""
        self.assistant.expect(speaker)
        await until(lambda: all(task.get_name() != "get ready" for task in asyncio.all_tasks()))

    async def kept(self, *, like: str = "%") -> list[str]:
        """What everybody said, as it stands in the database."""
        async with self.household.stores.database.everybody("looks") as session:
            found = await session.scalars(
                text("SELECT text FROM messages WHERE role = 'user' AND text LIKE :like ORDER BY said_at"),
                {"like": like},
            )
            return list(found)

    async def settle(self) -> None:
        """Does the jobs that wait, in their order."""
        await self.household.log.flush()
        await do_jobs(self.household, self.settings, self.chain)

    def _clock(self) -> datetime:
        return self.now or datetime.now(UTC)


def settings_of(home: Path, *, database: str = "", redis: str = "", chroma: str = "", **more: str) -> Settings:
    """The settings of a household; a store that is not given is away."""
    if not (home / "models").exists():
        home.mkdir(parents=True, exist_ok=True)
        (home / "models").symlink_to(parts_home().parent / "models")
    nobody = f"127.0.0.1:{free_port()}"
    return load_settings(
        {
            "MUMBLE_AI_HOME": str(home),
            "DATABASE_URL": database or f"postgresql://somebody:secret@{nobody}/nothing",
            "REDIS_URL": redis or f"redis://{nobody}/0",
            "CHROMADB_URL": chroma or f"http://{nobody}",
            "LLM_PROVIDER": "embedded",
            "TIME_ZONE": "Europe/Berlin",
            "DB_CIRCUIT_TIMEOUT": "1",
            **more,
        },
        None,
    )


@asynccontextmanager
async def living(settings: Settings, llm_url: str = "", *, is_capable: bool = False) -> AsyncIterator[Living]:
    """A household that is lived in; without an address of a model there is none that answers."""
    chain = chain_of(llm_url or f"http://127.0.0.1:{free_port()}/v1", is_capable=is_capable)
    async with open_household(settings, keeper="bot") as household:
        home = Living(settings, household, chain)
        await household.commands.warm_up()
        try:
            yield home
        finally:
            await home.assistant.close()
            await chain.close()


async def do_jobs(household: Household, settings: Settings, chain: LlmChain) -> None:
    """Does every job that waits now or is asked for by one of them, one after the other."""
    handlers = JobHandlers()
    register_stores(handlers, household.stores.database, household.stores.index)
    register_memory(handlers, household, settings, chain)
    work = {handler.name: handler.work for handler in handlers.all()}
    database = household.stores.database
    while job := await _change(database, _TAKE, {}):
        number, name, arguments = job
        try:
            await work[name](**arguments)
        except Exception:
            await _change(database, _AGAIN, {"number": number})
            raise
        await _change(database, _DONE, {"number": number})


async def _change(database: Database, statement: str, about: dict[str, int]) -> tuple[int, str, dict[str, Any]] | None:
    async with database.everybody("does the jobs of a test") as session:
        found = (await session.execute(text(f"{statement} RETURNING id, task_name, args"), about)).first()
    return (found[0], found[1], found[2]) if found else None


async def until(is_so: Callable[[], bool | Awaitable[bool]], *, deadline_s: float = DEADLINE_S) -> None:
    """Waits for something that happens elsewhere."""
    async with asyncio.timeout(deadline_s):
        while True:
            found = is_so()
            if found if isinstance(found, bool) else await found:
                return
            await asyncio.sleep(0.02)
