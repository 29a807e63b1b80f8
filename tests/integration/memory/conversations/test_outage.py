"""The database is killed while people talk: what they say waits on disk and is kept later, once."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mumble_ai.memory.conversations import write_behind
from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.people.people import MeetingPolicy, People
from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.migrate import upgrade
from mumble_ai.storage.spool import Spool
from mumble_ai.storage.tables import Message, Session
from tests.support.postgres import PostgresServer
from tests.support.remembering import DOOR, Clock, said

DEADLINE_S = 30.0


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server of this test alone, to be killed."""
    with (
        tempfile.TemporaryDirectory(prefix="mumble-ai-postgres-") as folder,
        PostgresServer(Path(folder) / "data", fsync="on", synchronous_commit="on") as server,
    ):
        yield server


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(DEADLINE_S):
        while not await is_so():
            await asyncio.sleep(0.05)


async def test_what_is_said_while_the_database_is_down_is_kept_later_and_once(
    server: PostgresServer, tmp_path: Path, clock: Clock
) -> None:
    url = server.cluster.url()
    await upgrade(url)
    database = Database(url, breaker=BreakerPolicy(2, 0.1))
    people = People(database, policy=MeetingPolicy(fresh_s=0.0), now=clock)
    anna = await people.met(DOOR, "certificate:aa", "1-1", "Anna")
    spool = Spool(tmp_path / "spool")
    log = ConversationLog(database, people, spool, now=clock, retry_s=0.1)
    log.start()
    log.record(said(anna.id, clock.now, "before"))
    await log.flush()

    server.process.send_signal(signal.SIGKILL)
    server.process.wait(10)
    assert (await people.met(DOOR, "certificate:aa", "1-1", "Anna")).id == anna.id
    ben = await people.met(DOOR, "certificate:bb", "2-2", "Ben")
    guest = await people.met(DOOR, None, "3-3", "Carl")
    assert (ben.is_stand_in, guest.is_stand_in) == (True, True)
    for number in range(5):
        log.record(said(anna.id, clock.later(minutes=1), f"during {number}"))
    log.record(said(ben.id, clock.now, "I am Ben"))
    log.record(said(guest.id, clock.now, "I am nobody"))
    await log.flush()
    assert spool.waiting == 7
    assert (log.standing().degraded, "7 exchanges wait on disk" in log.standing().detail) == (True, True)
    assert await log.short_term(anna.id, "mumble") == []
    with pytest.raises(DatabaseUnavailable):
        await log.recent(anna.id, 10)

    await log.close()  # the bot is restarted while the database is still down
    await spool.close()
    spool = Spool(tmp_path / "spool")
    people = People(database, policy=MeetingPolicy(fresh_s=0.0), now=clock)
    log = ConversationLog(database, people, spool, now=clock, retry_s=0.1)
    log.start()
    log.record(said(anna.id, clock.later(minutes=1), "after the restart"))
    await log.flush()
    assert spool.waiting == 8

    server.start()

    async def is_delivered() -> bool:
        return spool.waiting == 0

    await until(is_delivered)
    log.record(said(anna.id, clock.later(minutes=1), "after"))
    await log.flush()
    asked = [m.text for m in await log.recent(anna.id, 100) if m.role == "user"]
    assert asked == ["before", *(f"during {n}" for n in range(5)), "after the restart", "after"]
    known_ben = await people.met(DOOR, "certificate:bb", "2-2", "Ben")
    assert [m.text for m in await log.recent(known_ben.id, 9)] == ["I am Ben", "All right."]
    async with database.everybody("counts") as session:
        assert await session.scalar(select(func.count()).select_from(Message)) == 18
        assert await session.scalar(select(func.count()).select_from(Session)) == 2
    assert not log.standing().degraded
    await log.close()
    await spool.close()
    await database.close()


async def test_more_than_fits_is_said_to_be_lost_and_the_rest_is_left_on_disk(
    people: People, database: Database, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_behind, "MOST_WAITING", 20)
    anna = await people.met(DOOR, "certificate:aa", "1-1", "Anna")
    spool = Spool(tmp_path / "spool")
    log = ConversationLog(database, people, spool, now=clock)
    for number in range(23):
        log.record(said(anna.id, clock.now + timedelta(seconds=number), f"n {number}"))
    assert (log.standing().degraded, "3 could not be kept" in log.standing().detail) == (True, True)
    await log.close()
    assert spool.waiting == 20, "a log that was never started leaves everything on disk"
    await spool.close()
