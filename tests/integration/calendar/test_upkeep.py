"""What is kept and what is deleted after a while, and what happens while PostgreSQL is away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.event import EventDraft
from mumble_ai.calendar.reminding.bell import Bell
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.runner import ReminderRunner, Ways
from mumble_ai.calendar.reminding.wording import Wording
from mumble_ai.calendar.tasks import Tasks
from mumble_ai.calendar.upkeep import CalendarUpkeep
from mumble_ai.memory.people.person import Person
from mumble_ai.resilience.breaker import BreakerPolicy
from mumble_ai.storage.database import Database
from mumble_ai.storage.migrate import upgrade
from mumble_ai.storage.tables import CalendarActionRow, EventRow, ReminderRow, TaskRow
from tests.integration.calendar.conftest import Clock, make_person
from tests.integration.calendar.test_reminders import House, say, tell
from tests.support.postgres import PostgresServer


async def test_what_is_over_is_deleted_after_three_months_and_what_is_to_come_stays(
    database: Database, clock: Clock, ann: Person
) -> None:
    calendar, tasks, reminders = Calendar(database, clock=clock), Tasks(database, clock), Reminders(database, clock)
    gone = await calendar.add(ann, EventDraft("Gone", clock.now + timedelta(hours=3)), action_id="1")
    await calendar.cancel(ann, gone.occurrence, action_id="2")
    await calendar.add(ann, EventDraft("Past", clock.now + timedelta(days=2)), action_id="3")
    milk = await tasks.add(ann, "milk", action_id="4")
    await tasks.done(ann, milk.task.id, action_id="5")
    await tasks.add(ann, "bread", action_id="6")
    await reminders.set(ann, "tea", clock.now + timedelta(minutes=1), action_id="7")
    await reminders.set(ann, "far", clock.now + timedelta(days=300), action_id="8")
    clock.ahead(days=3)
    await tell(House(ann).runner(database, clock))

    async def kept() -> list[int]:
        async with database.person(ann.id) as session:
            tables = (EventRow.id, TaskRow.id, ReminderRow.id, CalendarActionRow.id)
            return [await session.scalar(select(func.count(column))) or 0 for column in tables]

    upkeep = CalendarUpkeep(database, clock=clock)
    before = await kept()
    await upkeep.run()
    assert await kept() == before
    clock.ahead(days=95)
    for _ in range(2):
        await upkeep.run()
        assert await kept() == [1, 1, 1, 0]


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[PostgresServer]:
    with PostgresServer(tmp_path / "data") as server:
        yield server


async def test_a_reminder_that_falls_due_while_postgresql_is_away_is_told_once_it_is_back(
    own_server: PostgresServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mumble_ai.calendar.reminding.runner.DATABASE_RETRY_S", 0.05)
    url = own_server.cluster.url(own_server.create())
    await upgrade(url)
    database = Database(url, breaker=BreakerPolicy(3, 0.05))
    ann = await make_person(database, "Ann")
    await Reminders(database, clock).set(ann, "tea", clock.now + timedelta(minutes=1), action_id="1")
    house, told = House(ann), asyncio.Event()

    async def speak(person: Person, text: str) -> bool:
        told.set()
        return await house.speak(person, text)

    bell = Bell()
    runner = ReminderRunner(database, house.person, Ways(speak, house.write), Wording(say), bell=bell, clock=clock)
    own_server.stop()
    clock.ahead(minutes=1)
    running = asyncio.create_task(runner.run())
    async with asyncio.timeout(30):
        while not runner.standing().degraded:
            await asyncio.sleep(0)
        assert not told.is_set()
        await asyncio.to_thread(own_server.start)
        await told.wait()
        await runner.idle()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert house.heard == [("Ann", "Reminder: tea.")]
    assert not runner.standing().degraded
    await database.close()


async def test_a_reminder_told_while_postgresql_goes_away_is_not_told_again(
    own_server: PostgresServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mumble_ai.calendar.reminding.runner.NOTE_RETRY_S", 0.05)
    url = own_server.cluster.url(own_server.create())
    await upgrade(url)
    database = Database(url, breaker=BreakerPolicy(3, 0.05))
    ann = await make_person(database, "Ann")
    await Reminders(database, clock).set(ann, "tea", clock.now + timedelta(minutes=1), action_id="1")
    house = House(ann)

    async def speak(person: Person, text: str) -> bool:
        await asyncio.to_thread(own_server.stop)
        return await house.speak(person, text)

    runner = ReminderRunner(database, house.person, Ways(speak, house.write), Wording(say), clock=clock)
    clock.ahead(minutes=1)
    async with asyncio.timeout(30):
        await runner.tell_due()
        while not runner.standing().degraded:
            await asyncio.sleep(0)
        await asyncio.to_thread(own_server.start)
        await runner.idle()
    clock.ahead(hours=1)
    assert await tell(house.runner(database, clock)) == 0
    assert house.heard == [("Ann", "Reminder: tea.")]
    await database.close()
