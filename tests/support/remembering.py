"""People and a conversation log on a real database, with a spool in memory and a clock that tests set."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.people.people import MeetingPolicy, People
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database

PATIENT = MeetingPolicy(wait_s=30.0)
"""For a machine that does much else."""
DOOR = "mumble@127.0.0.1:64738"
MORNING = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Says what time it is in a test."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> datetime:
        """Moves on; returns the new time."""
        self.now += timedelta(**by)
        return self.now


@dataclass
class MemorySpool:
    """A spool that forgets when the process ends."""

    records: list[bytes] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        return len(self.records)

    async def put(self, record: bytes) -> None:
        self.records.append(record)

    async def deliver(self, take: Callable[[bytes], Awaitable[None]]) -> None:
        while self.records:
            await take(self.records[0])
            self.records.pop(0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(database: Database, clock: Clock) -> People:
    return People(database, time_zone="Europe/Berlin", policy=PATIENT, now=clock)


@pytest.fixture
async def anna(people: People) -> Person:
    return await people.met(DOOR, "certificate:aa11", "1-1", "Anna")


@pytest.fixture
async def ben(people: People) -> Person:
    return await people.met(DOOR, "certificate:bb22", "2-2", "Ben")


@pytest.fixture
def spool() -> MemorySpool:
    return MemorySpool()


@pytest.fixture
async def log(database: Database, people: People, spool: MemorySpool, clock: Clock) -> AsyncIterator[ConversationLog]:
    log = ConversationLog(database, people, spool, now=clock)
    log.start()
    yield log
    await log.close()


def said(
    person_id: UUID, at: datetime, asked: str, heard: str = "All right.", *, door: str = "mumble", private: bool = False
) -> SpokenExchange:
    """Somebody asks and hears an answer two seconds later."""
    return SpokenExchange(
        turn_id=f"turn-{at:%H%M%S}",
        person_id=person_id,
        door=door,
        channel="Kitchen",
        private=private,
        spoken=True,
        asked_text=asked,
        asked_at=at,
        heard_text=heard,
        answered_at=at + timedelta(seconds=2),
    )
