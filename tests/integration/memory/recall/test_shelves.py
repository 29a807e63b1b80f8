"""Shelves are kept within bounds and made anew when they are old."""

from __future__ import annotations

import asyncio

import pytest

from mumble_ai.memory.recall import shelves as room
from mumble_ai.memory.recall.index import Indexer
from mumble_ai.memory.recall.shelves import Shelves
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Message, RecallTokens
from tests.integration.memory.recall.conftest import ASSISTANT, make_person, say


async def test_an_old_shelf_is_made_anew_without_what_was_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await make_person(database, "Anna")
    ids = await say(database, anna, "The red sofa.", "The blue lamp.")
    await Indexer(database, None, assistant_name=ASSISTANT).index(anna, ids)
    shelves = Shelves(database)
    async with database.person(anna) as session:
        assert len((await shelves.of(session, anna)).lines) == 2
    async with database.everybody("test") as session:
        await session.delete(await session.get_one(Message, ids[0]))
    async with database.person(anna) as session:
        assert len((await shelves.of(session, anna)).lines) == 2, "nobody has looked yet"
        monkeypatch.setattr(room, "OLDEST_S", 0.0)
        await shelves.of(session, anna)
    await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == "recall reads a shelf"))
    monkeypatch.setattr(room, "OLDEST_S", 600.0)
    async with database.person(anna) as session:
        assert len((await shelves.of(session, anna)).lines) == 1


async def test_the_shelf_and_the_vectors_unused_for_longest_go(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_LINES", 3)
    monkeypatch.setattr(room, "MOST_TOKEN_BYTES", 200)
    shelves, indexer = Shelves(database), Indexer(database, None, assistant_name=ASSISTANT)
    for name in ("Anna", "Ben"):
        person = await make_person(database, name)
        ids = await say(database, person, "The red sofa.", "The blue lamp.")
        await indexer.index(person, ids)
        async with database.person(person) as session:
            session.add_all(RecallTokens(message_id=one, space="s", tokens=bytes(96)) for one in ids)
        async with database.person(person) as session:
            assert len((await shelves.of(session, person)).lines) == 2
            found = await shelves.tokens(session, person, [one.bytes for one in ids], "s")
            assert {len(packed) for packed in found.values()} == {96}
    assert [len(shelf.lines) for _, shelf in shelves._kept.values()] == [2]
    assert sum(map(len, shelves._tokens.values())) == shelves._token_bytes == 192
