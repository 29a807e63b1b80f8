"""Somebody known at one door shows at another that it is them, by a code; a code from the terminal makes an owner.

Whoever asks for a code stays; whoever says it is taken to be the asker. So a code is told to the asker alone, never
aloud where others listen, and nobody's power grows by it: an owner who is known twice asks for the code as the owner.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.people import codes
from mumble_ai.memory.people.codes import Code, CodePolicy
from mumble_ai.memory.people.merging import merge
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database


class Refusal(StrEnum):
    """Why a code was not taken."""

    WRONG = "that code is wrong or too old; ask for a new one"
    TOO_MANY = "there were too many wrong codes; try again in ten minutes"
    OWN = "that is your own code; say it from the other side, where you are not known yet"
    GUEST = "you are a guest here: connect with a certificate or an account first, so that you are known next time"
    OWNER_ASKS = "you are the owner: ask for the code here, and say it on the other side"


class CodeRefused(Exception):
    """A code was not taken.

    Attributes:
        reason: Why; its value is the message, in words for the person.
    """

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Taken:
    """What a code did.

    Attributes:
        person: Who the person who said it is now.
        became_owner: Whether it made them an owner; else it linked them.
    """

    person: Person
    became_owner: bool


class Linking:
    """Makes codes and takes them."""

    def __init__(
        self,
        db: Database,
        people: People,
        *,
        policy: CodePolicy | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._people = people
        self._policy = policy or CodePolicy()
        self._now = now

    async def ask(self, person: Person) -> Code:
        """A code for this person to say on their other side. Tell it to them alone.

        Raises:
            CodeRefused: A guest has nothing to be linked to.
            DatabaseUnavailable: There is none now.
        """
        if person.is_guest:
            raise CodeRefused(Refusal.GUEST)
        async with self._db.everybody("a code that links two persons") as session:
            return await codes.make(session, "link", person.id, self._now(), self._policy)

    async def owner_code(self) -> Code:
        """A code that makes whoever says it an owner; for whoever sits at the machine.

        Raises:
            DatabaseUnavailable: There is none now.
        """
        async with self._db.everybody("a code that makes an owner") as session:
            return await codes.make(session, "owner", None, self._now(), self._policy)

    async def take(self, person: Person, text: str) -> Taken:
        """Takes a code somebody said or typed; it is used up by that.

        Raises:
            CodeRefused: It did nothing.
            DatabaseUnavailable: It did nothing, and may be tried again.
        """
        if person.is_guest:
            raise CodeRefused(Refusal.GUEST)
        async with self._db.everybody("takes a one-time code") as session:
            done = await self._take(session, person, text)
        if isinstance(done, Refusal):
            raise CodeRefused(done)
        self._people.changed(person.id)
        self._people.changed(done)
        now = await self._people.get(done)
        if now is None:
            raise CodeRefused(Refusal.WRONG)
        return Taken(now, became_owner=done == person.id)

    async def claim(self, text: str) -> Person:
        """Whose code this is, used up by that; for a side that is nobody yet, such as a page that makes an account.

        Whoever calls this limits how often it is tried.

        Raises:
            CodeRefused: It is nobody's.
            DatabaseUnavailable: It may be tried again.
        """
        async with self._db.everybody("takes a one-time code where nobody is known yet") as session:
            code = await codes.find(session, text, self._now()) if codes.is_code(text) else None
            if code is None or code.person_id is None:
                raise CodeRefused(Refusal.WRONG)
            person_id = code.person_id
            await session.delete(code)
        person = await self._people.get(person_id)
        if person is None:
            raise CodeRefused(Refusal.WRONG)
        return person

    async def link(self, *, stays: Person, goes: Person) -> Person:
        """Makes two persons one without a code; for whoever sits at the machine.

        Raises:
            LookupError: One of them is not known any more, or both are the same.
            DatabaseUnavailable: Nothing was done.
        """
        if stays.id == goes.id:
            raise LookupError("that is one person already")
        async with self._db.everybody("links two persons") as session:
            await self._merge(session, stays.id, goes.id)
        self._people.changed(goes.id)
        self._people.changed(stays.id)
        return stays

    async def _take(self, session: AsyncSession, person: Person, text: str) -> Refusal | UUID:
        now = self._now()
        sayer = await session.get(tables.Person, person.id, with_for_update=True)
        if sayer is None:
            return Refusal.WRONG
        if not await codes.may_try(session, person.id, now, self._policy):
            return Refusal.TOO_MANY
        code = await codes.find(session, text, now)
        if code is None:
            await codes.note_wrong(session, person.id, now, self._policy)
            return Refusal.WRONG
        if code.person_id is None:
            sayer.role = Role.OWNER.value
            await session.delete(code)
            return person.id
        if code.person_id == person.id:
            return Refusal.OWN
        asker = await session.get_one(tables.Person, code.person_id)
        if sayer.role == Role.OWNER and asker.role != Role.OWNER:
            return Refusal.OWNER_ASKS
        await session.delete(code)
        await self._merge(session, asker.id, person.id)
        return asker.id

    async def _merge(self, session: AsyncSession, stays: UUID, goes: UUID) -> None:
        for purpose_of in (stays, goes):
            await session.execute(delete(tables.OneTimeCode).where(tables.OneTimeCode.person_id == purpose_of))
        await merge(session, stays=stays, goes=goes, now=self._now())
