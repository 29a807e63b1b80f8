"""Reminders, timers and alarms on a real PostgreSQL: told once, also with several runners and after a kill."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import BadEvent, NotFound
from mumble_ai.calendar.event import EventDraft
from mumble_ai.calendar.reminding.bell import Bell
from mumble_ai.calendar.reminding.claims import LEASE
from mumble_ai.calendar.reminding.mail_out import MailOut
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.runner import ReminderRunner, Ways
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.calendar.reminding.wording import Wording
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import ReminderRow
from tests.integration.calendar.conftest import Clock, make_person

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Path(__file__).parent


def say(moment: datetime, now: datetime, *, clock: int, language: str, is_all_day: bool = False) -> str:
    return f"at {moment:%H:%M}"


class House:
    """People, of whom some are there to hear and some to read."""

    def __init__(self, *people: Person) -> None:
        self.people = {person.id: person for person in people}
        self.hearing = {person.id for person in people}
        self.reading = {person.id for person in people}
        self.heard: list[tuple[str, str]] = []
        self.read: list[tuple[str, str]] = []

    async def person(self, person_id: UUID) -> Person | None:
        return self.people.get(person_id)

    async def speak(self, person: Person, text: str) -> bool:
        if person.id in self.hearing:
            self.heard.append((person.name, text))
        return person.id in self.hearing

    async def write(self, person: Person, text: str) -> bool:
        if person.id in self.reading:
            self.read.append((person.name, text))
        return person.id in self.reading

    def runner(self, database: Database, clock: Clock, *, mail: MailOut | None = None, **more: Bell) -> ReminderRunner:
        ways = Ways(self.speak, self.write, mail)
        return ReminderRunner(database, self.person, ways, Wording(say), clock=clock, **more)


async def tell(runner: ReminderRunner) -> int:
    due = await runner.tell_due()
    await runner.idle()
    return due


async def states(database: Database) -> Counter[str]:
    async with database.everybody("a test looks") as session:
        return Counter(await session.scalars(select(ReminderRow.state)))


@pytest.fixture
def reminders(database: Database, clock: Clock) -> Reminders:
    return Reminders(database, clock)


@pytest.fixture
def timers(database: Database, clock: Clock) -> Timers:
    return Timers(database, clock)


async def test_a_reminder_is_told_when_due_and_once(
    database: Database, clock: Clock, reminders: Reminders, ann: Person
) -> None:
    house = House(ann)
    runner = house.runner(database, clock)
    await reminders.set(ann, "call Bob", clock.now + timedelta(minutes=5), action_id="1")
    assert await tell(runner) == 0
    clock.ahead(minutes=5)
    assert await tell(runner) == 1
    clock.ahead(hours=1)
    assert await tell(runner) == 0
    assert house.heard == [("Ann", "Reminder: call Bob.")]
    assert "1 reminders told" in runner.standing().detail


async def test_what_fell_due_while_nothing_ran_is_told_late_and_what_is_old_summed_up(
    database: Database, clock: Clock, reminders: Reminders, ann: Person
) -> None:
    house = House(ann)
    await reminders.set(ann, "bins", clock.now + timedelta(hours=1), action_id="1")
    await reminders.set(ann, "call Bob", clock.now + timedelta(hours=23), action_id="2")
    clock.ahead(hours=24)
    await tell(house.runner(database, clock))
    assert house.heard == [
        (
            "Ann",
            "While I could not reach you, one reminder went by: bins (at 09:00)."
            " At 07:00 you wanted to be reminded: call Bob.",
        )
    ]
    assert await states(database) == {"told": 2}


async def test_who_is_not_there_reads_it_and_who_cannot_read_is_told_on_coming(
    database: Database, clock: Clock, reminders: Reminders, ann: Person, bob: Person
) -> None:
    house = House(ann, bob)
    house.hearing.clear()
    house.reading.discard(bob.id)
    runner = house.runner(database, clock)
    for person in (ann, bob):
        await reminders.set(person, "tea", clock.now + timedelta(minutes=1), action_id="1")
    clock.ahead(minutes=1)
    await tell(runner)
    assert house.read == [("Ann", "Reminder: tea.")]
    assert await states(database) == {"told": 1, "kept": 1}
    clock.ahead(hours=3)
    assert await tell(runner) == 0
    house.hearing.add(bob.id)
    await asyncio.gather(runner.arrived(bob.id), runner.arrived(bob.id), runner.arrived(ann.id))
    await runner.idle()
    assert house.heard == [("Bob", "At 08:01 you wanted to be reminded: tea.")]


async def test_two_runners_never_both_tell(database: Database, clock: Clock, reminders: Reminders) -> None:
    people = [await make_person(database, f"P{n}") for n in range(12)]
    house = House(*people)
    for n, person in enumerate(people * 3):
        await reminders.set(person, f"thing {n}", clock.now + timedelta(minutes=1), action_id=f"{n}")
    clock.ahead(minutes=1)
    runners = [house.runner(database, clock) for _ in range(4)]
    await asyncio.gather(*(tell(runner) for runner in runners for _ in range(2)))
    said = Counter(f"thing {n}" for n in range(36) for _, text in house.heard if f" thing {n}." in text)
    assert said == Counter(f"thing {n}" for n in range(36))


async def test_a_runner_that_is_killed_while_telling_leaves_it_to_another(
    database: Database, database_url: str, clock: Clock, reminders: Reminders, ann: Person
) -> None:
    await reminders.set(ann, "call Bob", clock.now + timedelta(minutes=1), action_id="1")
    clock.ahead(minutes=1)
    process = subprocess.Popen(
        [sys.executable, HERE / "hanging_runner.py", database_url, clock.now.isoformat()],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert process.stdout is not None
        line = await asyncio.wait_for(asyncio.to_thread(process.stdout.readline), 60)
        assert line == b"telling\n"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    house = House(ann)
    runner = house.runner(database, clock)
    assert await tell(runner) == 0, "the dead one's lease still runs"
    clock.ahead(seconds=LEASE.total_seconds())
    assert await tell(runner) + await tell(house.runner(database, clock)) == 1
    assert house.heard == [("Ann", "Reminder: call Bob.")]


async def test_a_slow_voice_keeps_its_claim(
    database: Database, clock: Clock, reminders: Reminders, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(ann)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(person: Person, text: str) -> bool:
        begun.set()
        await go_on.wait()
        return await house.speak(person, text)

    monkeypatch.setattr("mumble_ai.calendar.reminding.runner.LEASE", timedelta(milliseconds=30))
    slow = ReminderRunner(database, house.person, Ways(slowly, house.write), Wording(say), clock=clock)
    await reminders.set(ann, "tea", clock.now + timedelta(minutes=1), action_id="1")
    clock.ahead(minutes=1)
    await slow.tell_due()
    await begun.wait()
    held = clock.now + LEASE
    clock.ahead(seconds=LEASE.total_seconds() - 1)
    async with asyncio.timeout(20):
        while True:
            async with database.person(ann.id) as session:
                until = await session.scalar(select(ReminderRow.claimed_until))
            if until is not None and until > held:
                break
    clock.ahead(seconds=LEASE.total_seconds() - 1)
    assert await tell(house.runner(database, clock)) == 0
    go_on.set()
    await slow.idle()
    assert house.heard == [("Ann", "Reminder: tea.")]


async def test_snooze_done_and_cancel(
    database: Database, clock: Clock, reminders: Reminders, ann: Person, bob: Person
) -> None:
    house = House(ann)
    runner = house.runner(database, clock)
    with pytest.raises(NotFound):
        await reminders.snooze(ann, action_id="0")
    await reminders.set(ann, "call Bob", clock.now + timedelta(minutes=1), action_id="1")
    clock.ahead(minutes=1)
    await tell(runner)
    with pytest.raises(NotFound):
        await reminders.snooze(bob, action_id="2")
    again = [await reminders.snooze(ann, timedelta(minutes=10), action_id="2") for _ in range(2)]
    assert again[0].id == again[1].id
    assert [r.due_at for r in await reminders.waiting(ann, "call")] == [clock.now + timedelta(minutes=10)]
    clock.ahead(minutes=10)
    await tell(runner)
    assert [text for _, text in house.heard] == ["Reminder: call Bob."] * 2
    assert (await reminders.answered(ann, action_id="3")).text == "call Bob"
    with pytest.raises(NotFound):
        await reminders.answered(ann, action_id="4")
    later = await reminders.set(ann, "bins", clock.now + timedelta(hours=1), action_id="5")
    await reminders.cancel(ann, later.id, action_id="6")
    assert await reminders.waiting(ann) == []
    calendar = Calendar(database, clock=clock)
    assert (await calendar.undo(ann, "6")).kind == "reminder.cancel"
    assert [r.text for r in await reminders.waiting(ann)] == ["bins"]
    with pytest.raises(BadEvent, match="over"):
        await reminders.set(ann, "past", clock.now - timedelta(hours=1), action_id="7")


async def test_a_repeated_reminder_is_told_each_time_and_stops_when_called_off(
    database: Database, clock: Clock, reminders: Reminders, ann: Person
) -> None:
    house = House(ann)
    runner = house.runner(database, clock)
    await reminders.set(ann, "pills", clock.now + timedelta(hours=1), rule="FREQ=DAILY", action_id="1")
    clock.ahead(hours=1)
    for _ in range(3):
        assert await tell(runner) == 1
        clock.ahead(days=1)
    (waiting,) = await reminders.waiting(ann)
    await reminders.cancel(ann, waiting.id, action_id="2")
    assert await tell(runner) == 0
    assert len(house.heard) == 3


async def test_an_event_is_told_before_it_begins_and_a_series_each_time(
    database: Database, clock: Clock, ann: Person
) -> None:
    calendar = Calendar(database, clock=clock)
    house = House(ann)
    runner = house.runner(database, clock)
    await calendar.add(
        ann, EventDraft("Choir", datetime(2026, 6, 1, 19, tzinfo=BERLIN), rule="FREQ=WEEKLY"), action_id="1"
    )
    clock.now = datetime(2026, 6, 1, 18, tzinfo=BERLIN).astimezone(UTC)
    assert await tell(runner) == 1
    assert await tell(runner) == 0
    clock.ahead(days=7)
    assert await tell(runner) == 1
    assert house.heard == [("Ann", "Choir begins at 19:00.")] * 2


async def test_timers_have_names_can_be_asked_about_and_survive_a_restart(
    database: Database, clock: Clock, timers: Timers, ann: Person, bob: Person
) -> None:
    pasta = await timers.start(ann, timedelta(minutes=9), "pasta", action_id="1")
    await timers.start(ann, timedelta(minutes=4), "eggs", action_id="2")
    await timers.start(ann, timedelta(minutes=30), action_id="3")
    await timers.alarm(ann, clock.now + timedelta(hours=12), "wake up", action_id="4")
    assert await timers.waiting(bob) == []
    clock.ahead(minutes=3)
    assert [(t.text, t.left(clock.now)) for t in await timers.waiting(ann)] == [
        ("eggs", timedelta(minutes=1)),
        ("pasta", timedelta(minutes=6)),
        ("", timedelta(minutes=27)),
        ("wake up", timedelta(hours=11, minutes=57)),
    ]
    assert [t.id for t in await timers.waiting(ann, "the pasta")] == [pasta.id]
    await timers.cancel(ann, pasta.id, action_id="5")
    with pytest.raises(NotFound):
        await timers.cancel(bob, pasta.id, action_id="6")
    clock.ahead(minutes=27)
    house = House(ann)
    await tell(house.runner(database, clock))
    assert house.heard == [("Ann", "Your eggs timer was done at 08:04. Your timer is done.")]
    with pytest.raises(BadEvent):
        await timers.start(ann, timedelta(0), action_id="7")


@asynccontextmanager
async def running(runner: ReminderRunner, bell: Bell, url: str) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(runner.run()), asyncio.create_task(bell.listen(url))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_runner_that_waits_is_woken_by_what_another_process_sets(
    database: Database, database_url: str, ann: Person
) -> None:
    bell = Bell()
    told = asyncio.Event()

    async def speak(person: Person, text: str) -> bool:
        told.set()
        return True

    house = House(ann)
    runner = ReminderRunner(database, house.person, Ways(speak, house.write), Wording(say), bell=bell)
    elsewhere = Database(database_url)
    listening, ring = asyncio.Event(), bell.ring

    def connected() -> None:
        ring()
        listening.set()

    bell.ring = connected  # type: ignore[method-assign]
    async with running(runner, bell, database_url), asyncio.timeout(20):
        await listening.wait()
        assert bell.is_listening
        await Timers(elsewhere).start(ann, timedelta(seconds=1), action_id="1")
        await told.wait()
    await elsewhere.close()


async def test_no_more_is_asked_of_the_database_than_needed(database: Database, ann: Person) -> None:
    bell = Bell()
    asked: list[float] = []
    house = House(ann)
    runner = ReminderRunner(database, house.person, Ways(house.speak, house.write), Wording(say), bell=bell)
    waited = asyncio.Event()

    async def wait(at_most_s: float) -> None:
        asked.append(at_most_s)
        waited.set()
        await asyncio.Event().wait()

    bell.wait = wait  # type: ignore[method-assign]
    await Timers(database).start(ann, timedelta(hours=2), action_id="1")
    task = asyncio.create_task(runner.run())
    await asyncio.wait_for(waited.wait(), 20)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert len(asked) == 1
    assert 7100 < asked[0] <= 7200
