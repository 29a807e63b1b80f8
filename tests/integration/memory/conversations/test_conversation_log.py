"""What is said is kept word for word, once, in the session it belongs to, and found again by the one who said it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select, text

from mumble_ai.memory.conversations.history import HistorySearch
from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Message, Session
from tests.support.remembering import DOOR, Clock, MemorySpool, said


async def sessions_of(database: Database, person: Person) -> list[Session]:
    async with database.person(person.id) as session:
        return list(await session.scalars(select(Session).order_by(Session.started_at)))


async def test_an_exchange_is_kept_word_for_word(log: ConversationLog, anna: Person, clock: Clock) -> None:
    exchange = replace(
        said(anna.id, clock.now, "Wie heißt mein Hund?\0", "Dein Hund heißt"), interrupted=True, private=True
    )
    log.record(exchange)
    await log.flush()
    asked, heard = await log.recent(anna.id, 10)
    assert (asked.role, asked.text, asked.interrupted) == ("user", "Wie heißt mein Hund?", False)
    assert (heard.role, heard.text, heard.interrupted) == ("assistant", "Dein Hund heißt", True)
    assert {(m.door, m.channel, m.kind, m.private, m.turn_id) for m in (asked, heard)} == {
        ("mumble", "Kitchen", "voice", True, exchange.turn_id)
    }
    assert (asked.said_at, heard.said_at) == (clock.now, clock.now + timedelta(seconds=2))


async def test_an_answer_nobody_heard_is_not_kept(log: ConversationLog, anna: Person, clock: Clock) -> None:
    log.record(said(anna.id, clock.now, "Hello?", ""))
    await log.flush()
    assert [m.role for m in await log.recent(anna.id, 10)] == ["user"]


async def test_what_is_delivered_twice_is_kept_once(
    log: ConversationLog, anna: Person, clock: Clock, database: Database
) -> None:
    exchange = said(anna.id, clock.now, "Is it late?")
    for _ in range(3):
        log.record(exchange)
    await log.flush()
    assert len(await log.recent(anna.id, 10)) == 2
    assert [s.message_count for s in await sessions_of(database, anna)] == [2]
    async with database.everybody("counts jobs") as session:
        jobs = (await session.execute(text("SELECT task_name, args FROM procrastinate_jobs"))).all()
    assert [(name, arguments["person_id"]) for name, arguments in jobs] == [("settle-exchange", str(anna.id))]
    assert jobs[0][1]["message_ids"] == [str(exchange.question_id), str(exchange.answer_id)]


async def test_a_session_lives_through_a_pause_and_ends_after_a_long_one(
    log: ConversationLog, anna: Person, clock: Clock, database: Database
) -> None:
    log.record(said(anna.id, clock.now, "one"))
    log.record(said(anna.id, clock.later(minutes=29), "two"))
    await log.flush()
    clock.later(minutes=35)
    await log.tend()
    assert [s.state for s in await sessions_of(database, anna)] == ["idle"]
    log.record(said(anna.id, clock.later(minutes=4), "three"))
    await log.flush()
    assert [(s.state, s.message_count) for s in await sessions_of(database, anna)] == [("active", 6)]
    clock.later(minutes=41)
    await log.tend()
    (closed,) = await sessions_of(database, anna)
    assert (closed.state, closed.closed_at) == ("closed", closed.last_active_at + timedelta(minutes=40))
    log.record(said(anna.id, clock.now, "four"))
    await log.flush()
    assert [(s.state, s.message_count) for s in await sessions_of(database, anna)] == [("closed", 6), ("active", 2)]


async def test_a_new_session_begins_although_nobody_tended_the_old_one(
    log: ConversationLog, anna: Person, clock: Clock, database: Database
) -> None:
    log.record(said(anna.id, clock.now, "one"))
    log.record(said(anna.id, clock.later(hours=2), "two"))
    await log.flush()
    assert [s.state for s in await sessions_of(database, anna)] == ["closed", "active"]


async def test_each_door_has_its_own_session(
    log: ConversationLog, anna: Person, clock: Clock, database: Database
) -> None:
    log.record(said(anna.id, clock.now, "one"))
    log.record(said(anna.id, clock.later(minutes=1), "two", door="sip"))
    await log.flush()
    assert [(s.door, s.state) for s in await sessions_of(database, anna)] == [("mumble", "active"), ("sip", "active")]


async def test_a_session_goes_on_after_a_restart(
    log: ConversationLog, people: People, anna: Person, clock: Clock, database: Database
) -> None:
    log.record(said(anna.id, clock.now, "My bike is broken.", "Oh dear."))
    await log.close()
    clock.later(minutes=20)
    again = ConversationLog(database, people, MemorySpool(), now=clock)
    again.start()
    assert [m.text for m in await again.short_term(anna.id, "mumble")] == ["My bike is broken.", "Oh dear."]
    assert await again.short_term(anna.id, "sip") == []
    again.record(said(anna.id, clock.now, "Where do I get a new one?"))
    await again.close()
    assert [s.message_count for s in await sessions_of(database, anna)] == [4]
    clock.later(minutes=41)
    assert await again.short_term(anna.id, "mumble") == []


async def test_what_arrives_late_finds_the_session_of_its_time(
    log: ConversationLog, anna: Person, clock: Clock, database: Database
) -> None:
    morning = clock.now
    log.record(said(anna.id, morning, "one"))
    log.record(said(anna.id, clock.later(hours=5), "two"))
    log.record(said(anna.id, morning + timedelta(minutes=3), "late"))
    log.record(said(anna.id, morning + timedelta(hours=2), "later"))
    await log.flush()
    kept = [(s.state, s.message_count) for s in await sessions_of(database, anna)]
    assert kept == [("closed", 4), ("closed", 2), ("active", 2)]


async def test_everything_is_seen_by_its_person_alone(
    log: ConversationLog, anna: Person, ben: Person, clock: Clock
) -> None:
    log.record(said(anna.id, clock.now, "The safe opens with 4711."))
    await log.flush()
    assert await log.recent(ben.id, 10) == []
    assert (await log.search(ben.id, HistorySearch(words="safe"))).messages == ()
    assert await log.short_term(ben.id, "mumble") == []


async def test_history_is_searched_by_words_time_and_door_a_page_at_a_time(
    log: ConversationLog, anna: Person, clock: Clock
) -> None:
    start = clock.now
    for day in range(5):
        at = start + timedelta(days=day)
        log.record(said(anna.id, at, f"Tell me about the dentist, day {day}", door="sip" if day == 3 else "mumble"))
        log.record(said(anna.id, at + timedelta(minutes=1), "And about the garden"))
    await log.flush()
    first = await log.search(anna.id, HistorySearch(words="dentist", limit=2))
    assert [m.text[-1] for m in first.messages] == ["4", "3"]
    second = await log.search(anna.id, HistorySearch(words="dentist", limit=2, after=first.next))
    third = await log.search(anna.id, HistorySearch(words="dentist", limit=2, after=second.next))
    assert [m.text[-1] for m in (*second.messages, *third.messages)] == ["2", "1", "0"]
    assert third.next is None
    span = HistorySearch(words="dentist", since=start + timedelta(days=1), until=start + timedelta(days=3))
    assert [m.text[-1] for m in (await log.search(anna.id, span)).messages] == ["2", "1"]
    by_phone = await log.search(anna.id, HistorySearch(door="sip"))
    assert [(m.role, m.door) for m in by_phone.messages] == [("assistant", "sip"), ("user", "sip")]
    for odd in ("'", '"dent', "a & | !", "\\", ":*"):
        await log.search(anna.id, HistorySearch(words=odd))


async def test_two_processes_that_store_at_once_make_one_session(
    people: People, anna: Person, clock: Clock, database: Database
) -> None:
    logs = [ConversationLog(database, people, MemorySpool(), now=clock) for _ in range(4)]
    for number, one in enumerate(logs):
        one.start()
        one.record(said(anna.id, clock.now + timedelta(seconds=number), f"number {number}"))
    await asyncio.gather(*(one.close() for one in logs))
    assert [s.message_count for s in await sessions_of(database, anna)] == [8]


async def test_somebody_forgotten_is_not_remembered_by_what_was_under_way(
    log: ConversationLog, clock: Clock, database: Database
) -> None:
    log.record(said(new_id(), clock.now, "I was here"))
    await log.flush()
    async with database.everybody("counts") as session:
        assert await session.scalar(select(func.count()).select_from(Message)) == 0
    assert not log.standing().degraded


async def test_a_guest_is_kept_for_the_visit_only(
    log: ConversationLog, people: People, clock: Clock, database: Database
) -> None:
    guest = await people.met(DOOR, None, "7-1", "Anna")
    log.record(said(guest.id, clock.now, "I am on a diet."))
    await log.flush()
    assert len(await log.recent(guest.id, 10)) == 2
    await people.left(DOOR, "7-1")
    log.record(said(guest.id, clock.now, "Too late."))
    await log.flush()
    next_guest = await people.met(DOOR, None, "7-2", "Anna")
    assert next_guest.id != guest.id
    assert await log.recent(next_guest.id, 10) == []
    assert await log.recent(guest.id, 10) == []
