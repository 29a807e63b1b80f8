"""A person's calendar under a private address that calendar programs subscribe to, and as a file."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.calendar.event import Event
from mumble_ai.calendar.ics.writing import write
from mumble_ai.calendar.rows import event_of_row
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import EventRow, FeedRow
from mumble_ai.storage.tables import Person as PersonRow

TOKEN_BYTES: Final = 32
MAX_EVENTS: Final = 5000
LOOKS_BACK: Final = timedelta(days=366)
"""What ended longer ago is not in a feed; it is in an export."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar file as HTTP serves it.

    Attributes:
        body: Empty where the caller has it already.
        etag: Names this state of it (RFC 9110, 8.8.3).
        modified_at: When it last changed, to the second.
    """

    body: bytes
    etag: str
    modified_at: datetime


class Feeds:
    """Private addresses, one a person at most; each shows that person's events and nothing else.

    Args:
        clock: Tells the moment.
    """

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock

    async def renew(self, person_id: UUID) -> str:
        """Makes a new token for the person; the one before is good for nothing from now on. It can't be read again."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        values = {"token_digest": _digest(token), "renewed_at": self._clock()}
        async with self._database.person(person_id) as session:
            await session.execute(
                insert(FeedRow)
                .values(id=new_id(), person_id=person_id, **values)
                .on_conflict_do_update(index_elements=["person_id"], set_=values)
            )
        return token

    async def withdraw(self, person_id: UUID) -> bool:
        """Takes the address away; False where there was none."""
        async with self._database.person(person_id) as session:
            gone = await session.scalars(delete(FeedRow).returning(FeedRow.id))
            return bool(gone.all())

    async def renewed_at(self, person_id: UUID) -> datetime | None:
        """When the person's address was made; None where there is none."""
        async with self._database.person(person_id) as session:
            return await session.scalar(select(FeedRow.renewed_at))

    async def read(self, token: str, known: Collection[str] = ()) -> Feed | None:
        """The calendar behind a token; None where it is none.

        Args:
            known: Tags of states that the caller has; of these the body is not made.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._database.everybody("the token says whose calendar it is") as session:
            owner = await session.scalar(select(FeedRow.person_id).where(FeedRow.token_digest == _digest(token)))
        return await self._read(owner, known, self._clock() - LOOKS_BACK) if owner else None

    async def export(self, person: Person) -> bytes:
        """The whole calendar of a person as a file."""
        return (await self._read(person.id, (), None)).body

    async def _read(self, owner: UUID, known: Collection[str], since: datetime | None) -> Feed:
        async with self._database.person(owner) as session:
            count, changed_at = (
                await session.execute(select(func.count(EventRow.id), func.max(EventRow.updated_at)))
            ).one()
            name = await session.scalar(select(PersonRow.name)) or ""
            day = "" if since is None else since.date().isoformat()
            etag = _etag(owner, count, changed_at, name, day)
            modified_at = (changed_at or datetime(2000, 1, 1, tzinfo=UTC)).replace(microsecond=0)
            if etag in known:
                return Feed(b"", etag, modified_at)
            events = await _events(session, since)
        return Feed(await asyncio.to_thread(write, events, name=name), etag, modified_at)


async def _events(session: AsyncSession, since: datetime | None) -> list[Event]:
    wanted = select(EventRow).where(EventRow.deleted_at.is_(None))
    if since is not None:
        # The whole day, so that a feed does not change by the minute.
        begin = since.replace(hour=0, minute=0, second=0, microsecond=0)
        wanted = wanted.where(or_(EventRow.ends_at.is_(None), EventRow.ends_at >= begin))
        wanted = wanted.order_by(EventRow.begins_at.desc()).limit(MAX_EVENTS)
    return [event_of_row(row) for row in await session.scalars(wanted)]


def _etag(owner: UUID, count: int, changed_at: datetime | None, name: str, day: str) -> str:
    state = f"{owner} {count} {changed_at} {name} {day}"
    return f'"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
