"""Somebody is told what is known of them, gets it as a file, and is forgotten, in part or altogether."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.conversations.session_cache import SessionCache
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.privacy.belongings import owned_classes
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.storage import tables
from mumble_ai.storage.base import Base
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.database import Database
from mumble_ai.storage.redis import RedisLink
from tests.support.belongings import fill, owned_tables, rows_of
from tests.support.redis_server import RedisServer
from tests.support.remembering import DOOR, Clock, said


class Elsewhere:
    """Notes what was to be forgotten outside of the database."""

    def __init__(self) -> None:
        self.turns: list[str] = []
        self.people: list[UUID] = []

    async def forget_turns(self, turn_ids: Sequence[str]) -> None:
        self.turns += turn_ids

    async def forget_person(self, person_id: UUID) -> None:
        self.people.append(person_id)


@pytest.fixture
def elsewhere() -> Elsewhere:
    return Elsewhere()


@pytest.fixture
async def session_cache(redis_server: RedisServer) -> AsyncIterator[SessionCache]:
    link = RedisLink(redis_server.url, timeout_s=2.0)
    yield SessionCache(Cache(link), limit=10)
    await link.close()


@pytest.fixture
def privacy(
    database: Database,
    people: People,
    log: ConversationLog,
    clock: Clock,
    session_cache: SessionCache,
    elsewhere: Elsewhere,
) -> Privacy:
    return Privacy(database, people, cache=session_cache, arrive=log.flush, elsewhere=(elsewhere,), now=clock)


async def test_what_is_known_is_said_in_words(
    privacy: Privacy, log: ConversationLog, anna: Person, ben: Person, clock: Clock, database: Database
) -> None:
    assert (
        (await privacy.known(ben))
        .in_words()
        .startswith(
            "I know you as Ben, by your certificate. I keep nothing of what we said. I remember no facts about you."
        )
    )
    async with database.everybody("for a test") as session:
        await fill(session, anna.id, "Rex is a dog")
    log.record(said(anna.id, clock.now, "Tell me about tulips and tulip bulbs", "Tulips grow from bulbs."))
    await log.flush()
    words = (await privacy.known(anna)).in_words()
    assert "I keep 3 messages of 2 talks since May 4, 2026." in words
    assert "I remember 1 fact about you, such as these. Rex is a dog." in words
    assert "tulip" in words
    assert "1 event, 1 task and 1 reminder" in words


async def test_the_file_holds_every_table_and_nothing_of_others(
    privacy: Privacy, log: ConversationLog, anna: Person, ben: Person, clock: Clock, database: Database
) -> None:
    async with database.everybody("for a test") as session:
        await fill(session, anna.id, "ANNA SAID")
        await fill(session, ben.id, "BEN SAID")
    given = json.loads(json.dumps(await privacy.export(anna.id)))
    assert (given["format"], given["version"]) == ("mumble-ai person", 1)
    assert (given["person"]["id"], given["person"]["name"]) == (str(anna.id), "Anna")
    assert set(given["tables"]) == {table.name for table in owned_tables()} - {"vectors"}
    assert all(given["tables"].values())
    assert {row["person_id"] for rows in given["tables"].values() for row in rows} == {str(anna.id)}
    assert "ANNA SAID" in json.dumps(given)
    assert "BEN SAID" not in json.dumps(given)
    (message,) = given["tables"]["messages"]
    assert message["said_at"] == "2026-05-04T09:00:00+00:00"
    assert "words" not in message


async def test_nobody_unknown_is_exported(privacy: Privacy) -> None:
    with pytest.raises(LookupError):
        await privacy.export(UUID(int=7))


async def test_forget_me_leaves_nothing_anywhere(
    privacy: Privacy,
    log: ConversationLog,
    people: People,
    anna: Person,
    ben: Person,
    clock: Clock,
    database: Database,
    elsewhere: Elsewhere,
    session_cache: SessionCache,
) -> None:
    for person in (anna, ben):
        await session_cache.add(said(person.id, clock.now, "cached"))
    async with database.everybody("for a test") as session:
        await fill(session, anna.id, "ANNA SAID")
        await fill(session, ben.id, "BEN SAID")
        bens = await rows_of(session, ben.id)
    on_its_way = said(anna.id, clock.now, "This is still on its way")
    log.record(on_its_way)
    forgotten = await privacy.forget_me(anna.id)
    assert forgotten.messages == 3
    assert "Backups" in forgotten.in_words
    log.record(said(anna.id, clock.later(minutes=1), "forget me"))
    await log.flush()
    async with database.everybody("looks") as session:
        assert await rows_of(session, anna.id) == {}
        assert await rows_of(session, ben.id) == bens
        for table in Base.metadata.sorted_tables:
            if table.name != "vector_changes":
                assert "ANNA" not in str((await session.execute(select(table))).all())
        told = (await session.scalars(select(tables.VectorChange).order_by(tables.VectorChange.number.desc()))).first()
    assert told is not None
    assert (told.kind, told.person_id, told.item_id) == ("remove", anna.id, None)
    assert await session_cache.read(anna.id, "mumble") is None
    assert len(await session_cache.read(ben.id, "mumble") or ()) == 2
    assert on_its_way.turn_id in elsewhere.turns
    assert elsewhere.people == [anna.id]
    stranger = await people.met(DOOR, "certificate:aa11", "1-2", "Anna")
    assert stranger.id != anna.id


async def test_every_table_of_a_person_goes_with_the_person() -> None:
    """Forgetting relies on the foreign keys; a table without one would keep what is to be forgotten."""
    for table in owned_tables():
        (key,) = table.c.person_id.foreign_keys
        assert (key.column.table.name, key.ondelete) == ("people", "CASCADE"), table.name


async def test_one_thing_is_forgotten_with_its_answer_and_what_was_made_of_it(
    privacy: Privacy, log: ConversationLog, anna: Person, clock: Clock, database: Database, elsewhere: Elsewhere
) -> None:
    secret = said(anna.id, clock.now, "My safe opens with 4711", "Your safe opens with 4711.")
    log.record(secret)
    log.record(said(anna.id, clock.later(minutes=2), "My dog is called Rex", "Nice."))
    await log.flush()
    async with database.person(anna.id) as session:
        session.add(fact("safe", secret.question_id, clock))
        session.add(fact("dog", None, clock))
    (found, _) = await privacy.find(anna.id, "safe 4711")
    assert await privacy.find(anna.id, "unheard of") == ()
    forgotten = await privacy.forget_messages(anna.id, [found.message_id])
    assert forgotten.messages == 2
    assert [m.text for m in await log.recent(anna.id, 10)] == ["My dog is called Rex", "Nice."]
    async with database.person(anna.id) as session:
        assert (await session.scalars(select(tables.FactRow.attribute))).all() == ["dog"]
        assert (await session.scalars(select(tables.Session.message_count))).all() == [2]
    assert (elsewhere.turns, elsewhere.people) == ([secret.turn_id], [])


async def test_nobody_can_forget_what_another_said(
    privacy: Privacy, log: ConversationLog, anna: Person, ben: Person, clock: Clock
) -> None:
    exchange = said(anna.id, clock.now, "My dog is called Rex")
    log.record(exchange)
    await log.flush()
    assert await privacy.find(ben.id, "dog") == ()
    assert (await privacy.forget_messages(ben.id, [exchange.question_id])).messages == 0
    assert len(await log.recent(anna.id, 10)) == 2


async def test_what_is_too_old_is_forgotten_but_not_what_was_learned(
    privacy: Privacy, log: ConversationLog, anna: Person, ben: Person, clock: Clock, database: Database
) -> None:
    old = said(anna.id, clock.now, "My dog is called Rex")
    log.record(old)
    log.record(said(ben.id, clock.now, "Hello"))
    log.record(said(anna.id, clock.later(days=31), "Good morning"))
    await log.flush()
    async with database.person(anna.id) as session:
        session.add(fact("dog", old.question_id, clock))
    assert await privacy.forget_old(timedelta(days=30)) == 4
    assert [m.text for m in await log.recent(anna.id, 10)] == ["Good morning", "All right."]
    async with database.everybody("looks") as session:
        assert await session.scalar(select(func.count()).select_from(tables.FactRow)) == 1
        assert await session.scalar(select(func.count()).select_from(tables.Session)) == 1


async def test_a_guest_leaves_nothing(log: ConversationLog, people: People, clock: Clock, database: Database) -> None:
    guest = await people.met(DOOR, None, "9-1", "Carl")
    async with database.everybody("for a test") as session:
        await fill(session, guest.id, "CARL SAID")
    await people.left(DOOR, "9-1")
    async with database.everybody("looks") as session:
        assert await rows_of(session, guest.id) == {}
        for owned in owned_classes():
            assert (await session.scalars(select(owned))).all() == []


def fact(attribute: str, source: UUID | None, clock: Clock) -> tables.FactRow:
    return tables.FactRow(
        subject="me",
        attribute=attribute,
        value="x",
        value_key="x",
        text=f"the {attribute} is x",
        quote="x",
        words=[],
        category="fact",
        importance=5,
        tags=[],
        source_message_id=source,
        learned_at=clock.now,
        told_at=clock.now,
    )
