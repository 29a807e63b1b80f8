"""Vectors: kept with the data, told to a real Chroma when it can be reached, and made again from the database."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import delete

from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.storage import outbox
from mumble_ai.storage.chroma import ChromaIndex
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Person
from mumble_ai.storage.vectors import Near, VectorItem, VectorsUnavailable
from tests.support.chroma_server import ChromaServer

SPACE = "all-MiniLM-L6-v2 (int8)"
DIMENSIONS = 8


def vector(*weights: float) -> np.ndarray:
    return np.array([*weights, *[0.0] * (DIMENSIONS - len(weights))], np.float32)


def item(person_id: UUID, *weights: float) -> VectorItem:
    return VectorItem(new_id(), person_id, vector(*weights))


@pytest.fixture
async def index(chroma_server: ChromaServer) -> AsyncIterator[ChromaIndex]:
    index = ChromaIndex(chroma_server.url, query_s=5.0)
    yield index
    await index.close()


@pytest.fixture
async def people(database: Database) -> tuple[UUID, UUID]:
    made = (new_id(), new_id())
    async with database.everybody("sets up") as session:
        session.add_all([Person(id=one, name="x") for one in made])
    return made


async def put(database: Database, *items: VectorItem) -> None:
    async with database.person(items[0].person_id) as session:
        await outbox.put(session, SPACE, items)


def ids(found: list[Near]) -> list[UUID]:
    return [near.item_id for near in found]


async def test_the_nearest_of_one_person_are_found(
    database: Database, index: ChromaIndex, people: tuple[UUID, UUID]
) -> None:
    me, other = people
    near, far, others = item(me, 1.0, 0.1), item(me, 0.1, 1.0), item(other, 1.0)
    await put(database, near, far)
    await put(database, others)
    assert await outbox.waiting(database) == 3
    assert await index.query(SPACE, vector(1.0), me, 5) == [], "nothing was told yet"
    assert await outbox.deliver(database, index) == 3
    found = await index.query(SPACE, vector(1.0), me, 5)
    assert ids(found) == [near.item_id, far.item_id]
    assert found[0].similarity == pytest.approx(1 / np.hypot(1.0, 0.1), abs=1e-4)
    assert ids(await index.query(SPACE, vector(1.0), other, 5)) == [others.item_id]
    assert await index.query("another model", vector(1.0), me, 5) == []
    assert await index.query(SPACE, vector(1.0), new_id(), 5) == []


async def test_a_change_told_twice_is_there_once_and_the_last_one_counts(
    database: Database, index: ChromaIndex, people: tuple[UUID, UUID]
) -> None:
    me, _ = people
    thing = item(me, 1.0)
    await put(database, thing)
    await put(database, VectorItem(thing.item_id, me, vector(0.0, 1.0)))
    await outbox.deliver(database, index)
    await outbox.tell_everything(database)
    await outbox.deliver(database, index)
    found = await index.query(SPACE, vector(0.0, 1.0), me, 5)
    assert [(near.item_id, round(near.similarity, 3)) for near in found] == [(thing.item_id, 1.0)]


async def test_what_is_forgotten_is_gone_from_the_index_however_it_was_removed(
    database: Database, index: ChromaIndex, people: tuple[UUID, UUID]
) -> None:
    me, other = people
    first, second, others = item(me, 1.0), item(me, 0.9, 0.1), item(other, 1.0)
    await put(database, first, second)
    await put(database, others)
    await outbox.deliver(database, index)
    async with database.person(me) as session:
        await outbox.remove(session, me, [first.item_id])
    await outbox.deliver(database, index)
    assert ids(await index.query(SPACE, vector(1.0), me, 5)) == [second.item_id]
    async with database.everybody("forgets") as session:
        await session.execute(delete(Person).where(Person.id == me))
    assert await outbox.waiting(database) == 1, "the rows that went with the person were noted"
    await outbox.deliver(database, index)
    assert await index.query(SPACE, vector(1.0), me, 5) == []
    async with database.person(other) as session:
        await outbox.remove(session, other)
    await outbox.deliver(database, index)
    assert await index.query(SPACE, vector(1.0), other, 5) == []


async def test_nothing_is_told_that_was_not_committed(
    database: Database, index: ChromaIndex, people: tuple[UUID, UUID]
) -> None:
    async with database.person(people[0]) as session:
        await outbox.put(session, SPACE, [item(people[0], 1.0)])
        await session.rollback()
    assert await outbox.waiting(database) == 0


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
async def test_while_it_is_away_changes_wait_and_it_catches_up(
    database: Database, people: tuple[UUID, UUID], tmp_path: Path, end: signal.Signals
) -> None:
    me, _ = people
    with ChromaServer(tmp_path) as server:
        index = ChromaIndex(server.url, query_s=0.3, write_s=0.5, breaker=BreakerPolicy(1000, 0.01))
        before, after = item(me, 1.0), item(me, 0.9, 0.1)
        await put(database, before)
        await outbox.deliver(database, index)
        server.process.send_signal(end)
        await put(database, after)
        with pytest.raises(VectorsUnavailable):
            await outbox.deliver(database, index)
        with pytest.raises(VectorsUnavailable):
            await index.query(SPACE, vector(1.0), me, 5)
        assert index.standing().degraded
        assert await outbox.waiting(database) == 1
        if end is signal.SIGSTOP:
            server.process.send_signal(signal.SIGCONT)
        else:
            server.process.wait()
            server.start()
        # A server that was frozen is slow at first, and the index has little patience here.
        async with asyncio.timeout(20):
            while await outbox.waiting(database) or index.standing().degraded:
                with suppress(VectorsUnavailable):
                    await outbox.deliver(database, index)
                    found = ids(await index.query(SPACE, vector(1.0), me, 5))
        assert found == [before.item_id, after.item_id]
        await index.close()


async def test_an_index_that_lost_everything_is_made_again(
    database: Database, index: ChromaIndex, people: tuple[UUID, UUID]
) -> None:
    items = [item(one, 1.0, number / 10) for one in people for number in range(3)]
    for one in items:
        await put(database, one)
    await outbox.deliver(database, index)
    await index.drop_all()
    assert await index.query(SPACE, vector(1.0), people[0], 5) == []
    assert await outbox.tell_everything(database) == 6
    await outbox.deliver(database, index)
    for one in people:
        wanted = [thing.item_id for thing in items if thing.person_id == one]
        assert ids(await index.query(SPACE, vector(1.0), one, 5)) == wanted


async def test_a_thousand_changes_are_told_in_order(
    database: Database, index: ChromaIndex, people: tuple[UUID, UUID]
) -> None:
    me, _ = people
    items = [item(me, 1.0, number / 1000) for number in range(1200)]
    await put(database, *items)
    async with database.person(me) as session:
        await outbox.remove(session, me, [thing.item_id for thing in items[:600]])
    await outbox.deliver(database, index)
    found = ids(await index.query(SPACE, vector(1.0), me, 1000))
    assert set(found) == {thing.item_id for thing in items[600:]}
