"""What Redis does for us, and that nothing is lost or slow when it vanishes."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.events import MOST_WAITING, Events, Listening, News
from mumble_ai.storage.leases import Leases
from mumble_ai.storage.rate_limits import MOST_KEYS, Rate, RateLimits, take
from mumble_ai.storage.redis import RedisAway, RedisLink
from tests.support.net import free_port
from tests.support.postgres import PostgresServer
from tests.support.redis_server import RedisServer

DEADLINE_S = 10.0
PATIENT = BreakerPolicy(2, 0.05)
ENDS = [signal.SIGKILL, signal.SIGSTOP]


@pytest.fixture
async def link(redis_server: RedisServer) -> AsyncIterator[RedisLink]:
    link = RedisLink(redis_server.url, timeout_s=2.0)
    await link.client.flushall()
    yield link
    await link.close()


@pytest.fixture
async def nowhere() -> AsyncIterator[RedisLink]:
    link = RedisLink(f"redis://127.0.0.1:{free_port()}")
    yield link
    await link.close()


async def test_values_are_kept_for_a_while(link: RedisLink) -> None:
    cache = Cache(link)
    await cache.put("a", {"words": ["ä", None, 1.5]}, ttl_s=60)
    await cache.put("b", 1, ttl_s=0.05)
    assert await cache.get("a") == {"words": ["ä", None, 1.5]}
    async with asyncio.timeout(DEADLINE_S):
        while await cache.get("b") is not None:
            await asyncio.sleep(0.01)
    await cache.drop("a")
    assert await cache.get("a") is None


async def test_a_list_keeps_its_last_values(link: RedisLink) -> None:
    cache = Cache(link)
    assert await cache.recent("talk") is None
    for number in range(15):
        await cache.append("talk", number, keep=10, ttl_s=1800)
    assert await cache.recent("talk") == list(range(5, 15))
    assert 1790_000 < await link.client.pttl("mumble-ai:cache:talk") <= 1800_000


async def test_everything_of_one_is_dropped_and_nothing_else(link: RedisLink) -> None:
    cache = Cache(link)
    for name in ("person*:1", "person*:2", "person-x:1", "other"):
        await cache.put(name, name, ttl_s=60)
    await cache.drop_all("person*:")
    assert [await cache.get(name) for name in ("person*:1", "person*:2")] == [None, None]
    assert [await cache.get(name) for name in ("person-x:1", "other")] == ["person-x:1", "other"]


@pytest.mark.parametrize("end", ENDS)
async def test_while_it_is_away_nobody_waits_and_afterwards_it_is_used_again(
    tmp_path: Path, end: signal.Signals
) -> None:
    with RedisServer(tmp_path) as server:
        link = RedisLink(server.url, breaker=PATIENT)
        cache = Cache(link)
        await cache.put("a", 1, ttl_s=600)
        server.process.send_signal(end)
        begun = time.monotonic()
        for _ in range(50):
            assert await cache.get("a") is None
            await cache.put("a", 2, ttl_s=600)
        assert time.monotonic() - begun < 5.0
        assert link.standing().degraded
        with pytest.raises(RedisAway):
            await cache.drop_all("a")
        if end is signal.SIGSTOP:
            server.process.send_signal(signal.SIGCONT)
        else:
            server.process.wait()
            server.start()
        async with asyncio.timeout(DEADLINE_S):
            while link.standing().degraded:
                await cache.get("a")
                await asyncio.sleep(0.02)
        await cache.put("a", 3, ttl_s=600)
        assert await cache.get("a") == 3
        await link.close()


async def test_news_reaches_everybody_who_listens(link: RedisLink) -> None:
    events = Events(link)
    async with events.listening("settings", "people") as one, events.listening("people") as two:
        await asyncio.wait_for(asyncio.gather(one.connected.wait(), two.connected.wait()), DEADLINE_S)
        assert await events.tell("settings", {"voice": "x"})
        assert await events.tell("people", 2)
        assert await asyncio.wait_for(one.next(), DEADLINE_S) == News("settings", {"voice": "x"})
        assert await asyncio.wait_for(one.next(), DEADLINE_S) == News("people", 2)
        assert await asyncio.wait_for(two.next(), DEADLINE_S) == News("people", 2)
        await link.client.publish("mumble-ai:news:people", "no JSON")
        await events.tell("people", 3)
        assert await asyncio.wait_for(two.next(), DEADLINE_S) == News("people", 3)
        assert two.missed == 1


async def test_a_listener_connects_again(tmp_path: Path) -> None:
    with RedisServer(tmp_path) as server:
        link = RedisLink(server.url, breaker=PATIENT)
        events = Events(link)
        async with events.listening("people") as listening:
            await asyncio.wait_for(listening.connected.wait(), DEADLINE_S)
            server.process.kill()
            server.process.wait()
            assert not await events.tell("people", 1)
            async with asyncio.timeout(DEADLINE_S):
                while listening.connected.is_set():
                    await asyncio.sleep(0.02)
            server.start()
            await asyncio.wait_for(listening.connected.wait(), DEADLINE_S)
            async with asyncio.timeout(DEADLINE_S):
                while not await events.tell("people", 2):
                    await asyncio.sleep(0.02)
            assert await asyncio.wait_for(listening.next(), DEADLINE_S) == News("people", 2)
        await link.close()


async def test_of_too_much_news_the_oldest_goes() -> None:
    listening = Listening()
    for number in range(MOST_WAITING + 5):
        listening.take(News("x", number))
    assert listening.missed == 5
    assert (await listening.next()).told == 5


@given(
    times=some.integers(1, 5),
    per_s=some.floats(0.5, 60.0),
    gaps=some.lists(some.floats(0.0, 30.0), min_size=1, max_size=60),
)
def test_never_more_than_twice_the_rate_in_one_window_and_never_refused_below_it(
    times: int, per_s: float, gaps: list[float]
) -> None:
    rate, due, now = Rate(times, per_s), 0.0, 1000.0
    allowed: list[float] = []
    for gap in gaps:
        now += gap
        due, wait = take(due, now, rate)
        if wait == 0.0:
            allowed.append(now)
        else:
            assert len([at for at in allowed if at > now - per_s]) >= 1
            assert 0.0 < wait <= per_s / times + 1e-6
    for at in allowed:
        assert len([other for other in allowed if at <= other < at + per_s]) <= 2 * times


async def test_so_many_at_once_and_then_as_time_goes_by(link: RedisLink, nowhere: RedisLink) -> None:
    rate = Rate(3, 0.6)
    for limits in (RateLimits(link), RateLimits(nowhere)):
        waits = [await limits.wait_s("door", rate) for _ in range(4)]
        assert waits[:3] == [0.0, 0.0, 0.0]
        assert 0.0 < waits[3] <= 0.21
        assert await limits.wait_s("another", rate) == 0.0
        async with asyncio.timeout(DEADLINE_S):
            while await limits.wait_s("door", rate) > 0.0:
                await asyncio.sleep(0.01)


async def test_what_is_counted_here_is_bounded(nowhere: RedisLink) -> None:
    limits = RateLimits(nowhere)
    for number in range(MOST_KEYS + 10):
        await limits.wait_s(str(number), Rate(1, 60))
    assert await limits.wait_s(str(MOST_KEYS), Rate(1, 60)) > 0.0
    assert await limits.wait_s("0", Rate(1, 60)) == 0.0, "the oldest was forgotten"


async def test_one_holds_a_lease_at_a_time(link: RedisLink, database_url: str) -> None:
    leases = Leases(link, database_url)
    async with leases.holding("reminders") as first:
        assert first is not None
        assert first.held
        async with leases.holding("reminders") as second:
            assert second is None
        async with leases.holding("another") as other:
            assert other is not None
    async with leases.holding("reminders") as again:
        assert again is not None


async def test_with_one_of_two_places_a_lease_is_still_one(
    link: RedisLink, nowhere: RedisLink, database_url: str
) -> None:
    no_database = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    for leases in (Leases(nowhere, database_url), Leases(link, no_database)):
        async with leases.holding("reminders") as first, leases.holding("reminders") as second:
            assert first is not None
            assert second is None
    async with Leases(nowhere, no_database).holding("reminders") as unknown:
        assert unknown is None, "nobody can tell"


async def test_a_lease_outlives_the_loss_of_redis_and_is_lost_with_both(tmp_path: Path) -> None:
    with RedisServer(tmp_path / "redis") as redis, PostgresServer(tmp_path / "data") as postgres:
        url = postgres.cluster.url()
        mine = Leases(RedisLink(redis.url, breaker=PATIENT), url)
        others = Leases(RedisLink(redis.url, breaker=PATIENT), url)
        async with mine.holding("reminders", life_s=0.9) as lease:
            assert lease is not None
            redis.process.kill()
            redis.process.wait()
            async with others.holding("reminders") as second:
                assert second is None, "PostgreSQL knows who has it"
            redis.start()
            await link_is_back(others)
            async with others.holding("reminders") as third:
                assert third is None
            assert lease.held
            redis.process.kill()
            postgres.process.kill()
            await asyncio.wait_for(lease.lost.wait(), DEADLINE_S)


async def link_is_back(leases: Leases) -> None:
    link = leases._link
    async with asyncio.timeout(DEADLINE_S):
        while True:
            try:
                return await link.ask(lambda redis: redis.ping())
            except RedisAway:
                await asyncio.sleep(0.02)


async def test_the_lease_of_a_holder_that_vanished_is_free_again(link: RedisLink, database_url: str) -> None:
    leases = Leases(link, database_url)
    await link.client.set("mumble-ai:lease:reminders", "somebody who was killed", px=300)
    async with leases.holding("reminders") as lease:
        assert lease is None
    async with asyncio.timeout(DEADLINE_S):
        while True:
            async with leases.holding("reminders") as lease:
                if lease is not None:
                    break
            await asyncio.sleep(0.02)
