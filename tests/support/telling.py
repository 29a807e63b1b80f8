"""People who tell the assistant things, over a PostgreSQL database, and what it learns of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from mumble_ai.memory.entities.entities import Entities
from mumble_ai.memory.extraction.model import ModelExtractor
from mumble_ai.memory.facts.answer import FactAnswer
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.facts.quoting import Recalling
from mumble_ai.memory.facts.settling import Household, Settling
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Message, Session
from mumble_ai.storage.tables import Person as PersonRow

ZONE = ZoneInfo("Europe/Berlin")


@dataclass
class House:
    """A house with people in it.

    Attributes:
        people: By their names.
        talks: The session of each.
    """

    database: Database
    model: ModelExtractor | None = None
    recall: Recalling | None = None
    people: dict[str, Person] = field(default_factory=dict)
    talks: dict[str, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts = Facts(self.database, recall=self.recall)
        self.entities = Entities(self.database)
        self.settling = Settling(self.database, Household("Europe/Berlin"), model=self.model)

    async def moves_in(self, name: str, at: datetime) -> Person:
        """Somebody new, with a session that is open."""
        person = self.people[name] = Person(new_id(), name, Role.MEMBER, "Europe/Berlin")
        self.talks[name] = new_id()
        async with self.database.everybody("people of a test") as session:
            session.add(PersonRow(id=person.id, name=name))
            await session.flush()
            session.add(
                Session(id=self.talks[name], person_id=person.id, door="mumble", started_at=at, last_active_at=at)
            )
        return person

    async def says(self, name: str, text: str, at: datetime, *, heard: str = "", private: bool = False) -> UUID:
        """Somebody says something, the assistant answers, and the exchange is settled."""
        message_id = await self.stores(name, text, at, private=private)
        if heard:
            await self.stores(name, heard, at, role="assistant", private=private)
        await self.settling.settle(str(self.people[name].id), [str(message_id)])
        return message_id

    async def stores(self, name: str, text: str, at: datetime, *, role: str = "user", private: bool = False) -> UUID:
        """A message of a talk, not settled yet."""
        message_id = new_id()
        async with self.database.person(self.people[name].id) as session:
            session.add(
                Message(
                    id=message_id,
                    session_id=self.talks[name],
                    role=role,
                    kind="voice",
                    door="mumble",
                    text=text,
                    private=private,
                    said_at=at,
                )
            )
        return message_id

    async def asks(
        self, name: str, question: str, now: datetime, *, private: bool = False, language: str = "en"
    ) -> FactAnswer | None:
        """The answer to a question."""
        return await self.facts.answer(self.people[name], question, language=language, now=now, private=private)
