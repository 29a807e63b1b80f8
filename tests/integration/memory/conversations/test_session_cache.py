"""After a restart a talk goes on where it was: from Redis, else from PostgreSQL, else from nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from mumble_ai.memory.conversations.log import ConversationLog, LogPolicy
from mumble_ai.memory.conversations.session_cache import SessionCache
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.database import Database
from mumble_ai.storage.redis import RedisLink
from tests.support.net import free_port
from tests.support.redis_server import RedisServer
from tests.support.remembering import Clock, MemorySpool, said


@pytest.fixture
async def link(redis_server: RedisServer) -> AsyncIterator[RedisLink]:
    link = RedisLink(redis_server.url, timeout_s=2.0)
    yield link
    await link.close()


async def test_a_talk_is_restored_from_redis_while_the_database_is_down(
    link: RedisLink, people: People, anna: Person, ben: Person, clock: Clock, database: Database
) -> None:
    cache = SessionCache(Cache(link), limit=4)
    log = ConversationLog(database, people, MemorySpool(), cache=cache, policy=LogPolicy(short_term=4), now=clock)
    log.start()
    for number in range(5):
        log.record(said(anna.id, clock.later(minutes=1), f"question {number}", f"answer {number}"))
    await log.flush()
    away = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/none", breaker=BreakerPolicy(1, 60.0))
    log._db = away
    log.record(said(anna.id, clock.later(minutes=1), "while it is down", "I hear you"))
    await log.close()

    after = ConversationLog(away, people, MemorySpool(), cache=cache, policy=LogPolicy(short_term=4), now=clock)
    restored = await after.short_term(anna.id, "mumble")
    assert [m.text for m in restored] == ["question 4", "answer 4", "while it is down", "I hear you"]
    assert [m.role for m in restored] == ["user", "assistant"] * 2
    assert await after.short_term(ben.id, "mumble") == []
    assert await after.short_term(anna.id, "sip") == []
    await away.close()


async def test_what_is_remembered_twice_is_read_once_and_ends(link: RedisLink, anna: Person, clock: Clock) -> None:
    cache = SessionCache(Cache(link), limit=10, ttl_s=1000.0)
    exchange = replace(said(anna.id, clock.now, "once", ""), private=True)
    await cache.add(exchange)
    await cache.add(exchange)
    (kept,) = await cache.read(anna.id, "mumble") or ()
    assert (kept.text, kept.private, kept.said_at) == ("once", True, clock.now)
    (key,) = [key async for key in link.client.scan_iter(f"*{anna.id}*")]
    assert 900 < await link.client.ttl(key) <= 1000
    await cache.forget(anna.id)
    assert await cache.read(anna.id, "mumble") is None


async def test_without_redis_a_talk_is_restored_from_the_database(
    tmp_path: Path, people: People, anna: Person, clock: Clock, database: Database
) -> None:
    with RedisServer(tmp_path) as server:
        link = RedisLink(server.url, timeout_s=2.0, breaker=BreakerPolicy(1, 60.0))
        cache = SessionCache(Cache(link), limit=10)
        log = ConversationLog(database, people, MemorySpool(), cache=cache, now=clock)
        log.start()
        log.record(said(anna.id, clock.now, "kept"))
        await log.flush()
        server.process.kill()
        server.process.wait()
        log.record(said(anna.id, clock.later(minutes=1), "kept, too"))
        await log.flush()
        asked = [m.text for m in await log.short_term(anna.id, "mumble") if m.role == "user"]
        assert asked == ["kept", "kept, too"]
        assert not log.standing().degraded
        await cache.forget(anna.id)
        await log.close()
        await link.close()
