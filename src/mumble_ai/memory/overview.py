"""How much is kept of whom, and who lets an owner look at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.people.person import Role
from mumble_ai.storage.base import OwnedByPerson
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import (
    EntityRow,
    FactRow,
    MemorySharingRow,
    Message,
    Person,
    Session,
    Summary,
    Topic,
    Vector,
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is kept.

    Attributes:
        facts: Those that hold now.
        since: When the first message was said; None without any.
    """

    messages: int = 0
    talks: int = 0
    facts: int = 0
    entities: int = 0
    topics: int = 0
    summaries: int = 0
    vectors: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonAmounts:
    """How much is kept of one person, for whoever looks after the assistant.

    Attributes:
        is_shared: Whether the person lets an owner read it.
    """

    person_id: UUID
    name: str
    role: Role
    messages: int
    facts: int
    entities: int
    is_shared: bool


class Overview:
    """Counts, and the permission to look further."""

    def __init__(self, db: Database, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._db = db
        self._now = now

    async def of(self, person_id: UUID) -> Amounts:
        """How much is kept of a person.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            return await _amounts(session)

    async def of_everything(self) -> Amounts:
        """How much is kept altogether.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.everybody("counts what is kept, and reads nothing of it") as session:
            return await _amounts(session)

    async def everybody(self) -> list[PersonAmounts]:
        """How much is kept of each person, in numbers only; by name.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.everybody("counts what is kept of each person, and reads nothing of it") as session:
            people = (await session.scalars(select(Person).order_by(Person.name, Person.id))).all()
            messages = await _by_person(session, Message)
            entities = await _by_person(session, EntityRow)
            facts = await _by_person(session, FactRow, FactRow.valid_until.is_(None), FactRow.withdrawn_at.is_(None))
            shared = set(await session.scalars(select(MemorySharingRow.person_id)))
        return [
            PersonAmounts(
                one.id,
                one.name,
                Role(one.role),
                messages.get(one.id, 0),
                facts.get(one.id, 0),
                entities.get(one.id, 0),
                one.id in shared,
            )
            for one in people
        ]

    async def is_shared(self, person_id: UUID) -> bool:
        """Whether a person lets an owner read what is kept of them and was not said in private.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            return await session.scalar(select(MemorySharingRow.id)) is not None

    async def share(self, person_id: UUID, *, is_shared: bool) -> None:
        """Lets an owner read it, or no more.

        Raises:
            DatabaseUnavailable: Nothing is changed.
        """
        async with self._db.person(person_id) as session:
            if is_shared:
                row = insert(MemorySharingRow).values(id=new_id(), shared_at=self._now())
                await session.execute(row.on_conflict_do_nothing())
            else:
                await session.execute(delete(MemorySharingRow))


async def _amounts(session: AsyncSession) -> Amounts:
    async def number(of: type[OwnedByPerson], *which: ColumnElement[bool]) -> int:
        return await session.scalar(select(func.count()).select_from(of).where(*which)) or 0

    return Amounts(
        messages=await number(Message),
        talks=await number(Session),
        facts=await number(FactRow, FactRow.valid_until.is_(None), FactRow.withdrawn_at.is_(None)),
        entities=await number(EntityRow),
        topics=await number(Topic),
        summaries=await number(Summary),
        vectors=await number(Vector),
        since=await session.scalar(select(func.min(Message.said_at))),
    )


async def _by_person(session: AsyncSession, of: type[OwnedByPerson], *which: ColumnElement[bool]) -> dict[UUID, int]:
    counted = select(of.person_id, func.count()).where(*which).group_by(of.person_id)
    return {row[0]: row[1] for row in await session.execute(counted)}
