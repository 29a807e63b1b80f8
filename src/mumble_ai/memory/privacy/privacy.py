"""What somebody may ask about their own data."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import select

from mumble_ai.memory.conversations.history import HistorySearch, Said, search
from mumble_ai.memory.conversations.session_cache import SessionCache
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.privacy.erasing import erase_messages, erase_person
from mumble_ai.memory.privacy.export import export, pieces
from mumble_ai.memory.privacy.known import Known, known_of
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Message

BACKUPS: Final = (
    "Backups made before now still hold it until they are deleted; whoever looks after this machine can do that."
)
_BATCH: Final = 500


class Elsewhere(Protocol):
    """What is kept of turns outside of the stores, such as their flight records."""

    async def forget_turns(self, turn_ids: Sequence[str]) -> None:
        """Forgets these turns."""
        ...

    async def forget_person(self, person_id: UUID) -> None:
        """Forgets every turn of a person, also those of which no message is kept."""
        ...


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten.

    Attributes:
        messages: How many of them.
    """

    messages: int

    @property
    def in_words(self) -> str:
        """What was done and what was not, to be said or written."""
        return f"I have forgotten it. {BACKUPS}"


class Privacy:
    """Tells, gives and forgets what is kept of one person, to that person.

    Args:
        arrive: Called first when something is to be forgotten: what is still on its way to the database arrives, so
            that it does not come afterwards.
        elsewhere: Forgets along.
    """

    def __init__(
        self,
        db: Database,
        people: People,
        *,
        cache: SessionCache | None = None,
        arrive: Callable[[], Awaitable[None]] | None = None,
        elsewhere: Sequence[Elsewhere] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._people = people
        self._cache = cache
        self._arrive = arrive
        self._elsewhere = elsewhere
        self._now = now

    async def known(self, person: Person, *, heard_by_others: bool = False) -> Known:
        """What is known of a person.

        Args:
            heard_by_others: Facts told in private are counted and not worded.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person.id) as session:
            return await known_of(session, person, self._now(), heard_by_others=heard_by_others)

    async def export(self, person_id: UUID) -> dict[str, Any]:
        """Everything that is kept of a person, as `memory.privacy.export` describes it.

        Raises:
            LookupError: The person is not known.
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            return await export(session, person_id, self._now())

    def export_pieces(self, person_id: UUID, *, heard_by_others: bool = False) -> AsyncGenerator[str]:
        """The same as JSON text, a piece at a time, for a download of any size.

        Args:
            heard_by_others: Only what whom the person lets read their memory may read.

        Raises:
            LookupError: The person is not known; raised with the first piece.
            DatabaseUnavailable: It can't be read on.
        """
        return pieces(self._db, person_id, self._now(), heard_by_others=heard_by_others)

    async def find(self, person_id: UUID, words: str, *, limit: int = 20) -> tuple[Said, ...]:
        """What of a person's talk has these words, so that they can say whether it is this that is to be forgotten.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            return (await search(session, HistorySearch(words=words, limit=limit))).messages

    async def forget_messages(self, person_id: UUID, message_ids: Sequence[UUID]) -> Forgotten:
        """Forgets these messages, the other half of each exchange, and whatever was made of them.

        Raises:
            DatabaseUnavailable: Nothing is forgotten.
        """
        if self._arrive:
            await self._arrive()
        async with self._db.person(person_id) as session:
            turns = set(await session.scalars(select(Message.turn_id).where(Message.id.in_(message_ids)))) - {""}
            whole = (await session.scalars(select(Message.id).where(Message.turn_id.in_(turns)))).all()
            count = await erase_messages(session, person_id, list({*message_ids, *whole}))
        await self._forget_cached(person_id)
        for place in self._elsewhere:
            await place.forget_turns(sorted(turns))
        return Forgotten(count)

    async def forget_me(self, person_id: UUID) -> Forgotten:
        """Forgets a person and everything of theirs. Whoever they are, they are a stranger then.

        Raises:
            DatabaseUnavailable: Nothing is forgotten.
        """
        if self._arrive:
            await self._arrive()
        async with self._db.person(person_id) as session:
            turns = (await session.scalars(select(Message.turn_id).distinct())).all()
            count = len((await session.scalars(select(Message.id))).all())
        async with self._db.everybody("somebody wants to be forgotten") as session:
            await erase_person(session, person_id)
        self._people.changed(person_id)
        await self._forget_cached(person_id)
        for place in self._elsewhere:
            await place.forget_turns([turn for turn in turns if turn])
            await place.forget_person(person_id)
        return Forgotten(count)

    async def forget_old(self, keep: timedelta) -> int:
        """Forgets what everybody said longer ago than that, with whatever was made of it but facts.

        Raises:
            DatabaseUnavailable: Some of it is left for the next time.
        """
        count = 0
        while batch := await self._old(self._now() - keep):
            for person_id, message_ids in batch.items():
                async with self._db.person(person_id) as session:
                    count += await erase_messages(session, person_id, message_ids, with_facts=False)
        return count

    async def _old(self, before: datetime) -> dict[UUID, list[UUID]]:
        async with self._db.everybody("what was said too long ago") as session:
            wanted = select(Message.person_id, Message.id).where(Message.said_at < before).limit(_BATCH)
            found: dict[UUID, list[UUID]] = {}
            for person_id, message_id in await session.execute(wanted):
                found.setdefault(person_id, []).append(message_id)
            return found

    async def _forget_cached(self, person_id: UUID) -> None:
        if self._cache:
            await self._cache.forget(person_id)
