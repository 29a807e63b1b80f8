"""The calendar on a real PostgreSQL."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from sqlalchemy import func, select

from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.editing import EventChange
from mumble_ai.calendar.errors import CalendarError, CannotMove, NotFound
from mumble_ai.calendar.event import EventDraft, Occurrence
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database, NotYours
from mumble_ai.storage.tables import EventRow, ReminderRow
from tests.integration.calendar.conftest import Clock

BERLIN = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int = 0, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@pytest.fixture
def calendar(database: Database, clock: Clock) -> Calendar:
    return Calendar(database, clock=clock)


async def add(calendar: Calendar, person: Person, title: str, start: Any, **more: Any) -> Occurrence:
    added = await calendar.add(person, EventDraft(title, start, **more), action_id=f"{title} {start}")
    return added.occurrence


async def titles(calendar: Calendar, person: Person, start: datetime, end: datetime) -> list[str]:
    return [o.title for o in await calendar.between(person, start, end)]


async def test_an_event_is_kept_in_the_persons_zone_and_seen_by_nobody_else(
    calendar: Calendar, ann: Person, bob: Person
) -> None:
    added = await calendar.add(ann, EventDraft("Dentist", at(3, 15), place="Main Street"), action_id="1")
    assert added.occurrence.start == at(3, 15)
    assert (added.event.zone, added.event.duration, added.conflicts) == ("Europe/Berlin", timedelta(hours=1), ())
    assert await titles(calendar, ann, at(3), at(4)) == ["Dentist"]
    assert await titles(calendar, bob, at(3), at(4)) == []
    assert await calendar.find(bob, "dentist") == []
    assert await calendar.next_of(bob, added.event.id) is None
    with pytest.raises(NotFound):
        await calendar.move(bob, added.occurrence, at(4, 15), action_id="2")
    with pytest.raises(NotFound):
        await calendar.cancel(bob, added.occurrence, action_id="3")
    with pytest.raises(NotFound):
        await calendar.undo(bob, "1")


async def test_another_persons_row_cannot_be_written(database: Database, ann: Person, bob: Person) -> None:
    with pytest.raises(NotYours):
        async with database.person(ann.id) as session:
            session.add(ReminderRow(person_id=bob.id, kind="reminder", due_at=at(1), zone="UTC"))


async def test_the_same_action_twice_is_done_once_also_at_the_same_time(
    calendar: Calendar, database: Database, ann: Person
) -> None:
    draft = EventDraft("Dentist", at(3, 15))
    many = await asyncio.gather(*(calendar.add(ann, draft, action_id="turn 7") for _ in range(5)))
    assert len({added.event.id for added in many}) == 1
    assert [added.is_merged for added in many] == [False] * 5
    async with database.person(ann.id) as session:
        assert await session.scalar(select(func.count(EventRow.id))) == 1
    moved = [await calendar.move(ann, many[0].occurrence, at(4, 15), action_id="turn 8") for _ in range(2)]
    assert [edited.after and edited.after.start for edited in moved] == [at(4, 15)] * 2
    cancelled = [await calendar.cancel(ann, many[0].occurrence, action_id="turn 9") for _ in range(2)]
    assert [edited.after for edited in cancelled] == [None, None]


async def test_the_same_event_said_again_adds_to_the_one_that_is_there(calendar: Calendar, ann: Person) -> None:
    await calendar.add(ann, EventDraft("Dentist", at(3, 15), importance=4), action_id="1")
    again = EventDraft("dentist", at(3, 15), place="Main Street", importance=8, duration=timedelta(minutes=30))
    many = await asyncio.gather(*(calendar.add(ann, again, action_id=f"again {n}") for n in range(3)))
    assert all(added.is_merged for added in many)
    (found,) = await calendar.between(ann, at(3), at(4))
    assert (found.title, found.place, found.event.importance) == ("Dentist", "Main Street", 8)
    assert found.end == at(3, 15, 30)
    other = await calendar.add(ann, EventDraft("Dentist", at(4, 15)), action_id="2")
    assert not other.is_merged


async def test_conflicts_are_told(calendar: Calendar, ann: Person, bob: Person) -> None:
    await add(calendar, ann, "Lunch", at(3, 12))
    await add(calendar, bob, "Bob's lunch", at(3, 12))
    await add(calendar, ann, "Holiday", date(2026, 6, 3))
    await add(calendar, ann, "Choir", at(3, 19), rule="FREQ=WEEKLY", duration=timedelta(hours=2))
    added = await calendar.add(ann, EventDraft("Call", at(3, 12, 30)), action_id="call")
    assert [o.title for o in added.conflicts] == ["Lunch"]
    moved = await calendar.move(ann, added.occurrence, at(17, 20), action_id="move")
    assert [(o.title, o.start) for o in moved.conflicts] == [("Choir", at(17, 19))]
    after = await calendar.move(ann, moved.after or added.occurrence, at(17, 21), action_id="later")
    assert after.conflicts == ()
    weekly = await calendar.add(ann, EventDraft("Gym", at(2, 19, 30), rule="FREQ=WEEKLY;BYDAY=TU,WE"), action_id="gym")
    assert {(o.title, o.start) for o in weekly.conflicts} >= {("Choir", at(3, 19)), ("Choir", at(10, 19))}


async def test_one_of_a_series_is_moved_changed_and_cancelled_and_all_of_it_undone(
    calendar: Calendar, ann: Person
) -> None:
    yoga = await add(calendar, ann, "Yoga", at(2, 18), rule="FREQ=WEEKLY;BYDAY=TU")
    second, third = (await calendar.between(ann, at(9), at(18)))[:2]
    await calendar.move(ann, second, at(10, 17), action_id="move")
    moved = (await calendar.find(ann, "yoga", start=at(10), end=at(11)))[0].occurrence
    await calendar.change(ann, moved, EventChange(place="park"), action_id="change")
    await calendar.cancel(ann, third, action_id="cancel")
    found = await calendar.between(ann, at(1), at(24))
    assert [(o.start, o.place) for o in found] == [(at(2, 18), ""), (at(10, 17), "park"), (at(23, 18), "")]
    with pytest.raises(CalendarError, match="changed again"):
        await calendar.undo(ann, "move")
    with pytest.raises(NotFound):
        await calendar.cancel(ann, third, action_id="again")
    for kind in ("event.cancel", "event.change", "event.move"):
        assert (await calendar.undo(ann)).kind == kind
    assert [o.start.day for o in await calendar.between(ann, at(1), at(24))] == [2, 9, 16, 23]
    assert (await calendar.undo(ann)).what == "Yoga"
    assert await calendar.between(ann, at(1), at(24)) == []
    assert await calendar.next_of(ann, yoga.event.id) is None
    with pytest.raises(NotFound, match="nothing to undo"):
        await calendar.undo(ann)


async def test_a_whole_series_moves_with_its_exceptions(calendar: Calendar, ann: Person) -> None:
    await add(calendar, ann, "Yoga", at(2, 18), rule="FREQ=WEEKLY;BYDAY=TU")
    _, second, third = await calendar.between(ann, at(1), at(18))
    await calendar.cancel(ann, second, action_id="cancel")
    edited = await calendar.move(ann, third, at(18, 19), whole_series=True, action_id="move")
    assert edited.after is not None
    assert edited.after.start == at(18, 19)
    assert [o.start for o in await calendar.between(ann, at(1), at(27))] == [at(4, 19), at(18, 19), at(25, 19)]
    several = await add(calendar, ann, "Run", at(1, 7), rule="FREQ=WEEKLY;BYDAY=MO,WE,FR")
    with pytest.raises(CannotMove):
        await calendar.move(ann, several, at(2, 7), whole_series=True, action_id="run")
    edited = await calendar.move(ann, several, at(3, 8), whole_series=True, action_id="run later")
    assert [o.start for o in await calendar.between(ann, at(1), at(4))] == [at(1, 8), at(3, 8)]
    await calendar.cancel(ann, edited.after or several, whole_series=True, action_id="no more running")
    assert await titles(calendar, ann, at(1), at(4)) == []


async def test_a_single_event_moves_to_a_day_and_keeps_its_time(calendar: Calendar, ann: Person) -> None:
    dentist = await add(calendar, ann, "Dentist", at(3, 15), duration=timedelta(minutes=30))
    edited = await calendar.move(ann, dentist, date(2026, 6, 5), action_id="1")
    assert edited.before is not None
    assert edited.after is not None
    assert (edited.before.start, edited.after.start, edited.after.end) == (at(3, 15), at(5, 15), at(5, 15, 30))
    renamed = await calendar.change(ann, edited.after, EventChange(title="Dr Gum", importance=9), action_id="2")
    assert renamed.after is not None
    assert (renamed.after.title, renamed.event.importance) == ("Dr Gum", 9)


async def test_events_are_found_by_words_time_and_misheard_words(calendar: Calendar, ann: Person) -> None:
    await add(calendar, ann, "Dentist appointment", at(3, 15))
    await add(calendar, ann, "Dentist check", at(20, 9))
    await add(calendar, ann, "Zahnarzttermin für Mia", at(4, 9))
    await add(calendar, ann, "Team meeting", at(1, 10), rule="FREQ=WEEKLY;BYDAY=MO", place="Room Berlin")
    await add(calendar, ann, "Dentist long ago", at(3, 15, month=1))

    async def found(words: str, **span: Any) -> list[tuple[str, datetime]]:
        return [(f.occurrence.title, f.occurrence.start) for f in await calendar.find(ann, words, **span)]

    assert await found("my dentist") == [("Dentist appointment", at(3, 15)), ("Dentist check", at(20, 9))]
    assert await found("dentists") == await found("dentist")
    assert await found("Zahnarzt") == [("Zahnarzttermin für Mia", at(4, 9))]
    assert await found("team in berlin") == [("Team meeting", at(1, 10))]
    assert await found("dentist", start=at(20), end=at(21)) == [("Dentist check", at(20, 9))]
    assert await found("", start=at(15), end=at(16)) == [("Team meeting", at(15, 10))]
    assert await found("dentist long ago") == [("Dentist long ago", at(3, 15, month=1))]
    assert await found("swimming") == []


async def test_several_that_match_equally_have_equal_scores(calendar: Calendar, ann: Person) -> None:
    await add(calendar, ann, "Dentist", at(3, 15))
    await add(calendar, ann, "Dentist", at(9, 15))
    await add(calendar, ann, "Dental insurance call", at(2, 15))
    first, second = (await calendar.find(ann, "dentist"))[:2]
    assert (first.occurrence.start, second.occurrence.start) == (at(3, 15), at(9, 15))
    assert first.score == second.score


async def test_what_no_word_finds_is_found_by_meaning_and_without_it_by_words_only(
    database: Database, clock: Clock, ann: Person
) -> None:
    directions = {"tooth": (1.0, 0.0), "dentist": (0.9, 0.436), "garden": (0.0, 1.0)}
    broken = False

    async def meaning(texts: Any) -> Any:
        if broken:
            raise OSError("the model is gone")
        return np.array([next(v for k, v in directions.items() if k in t.lower()) for t in texts], np.float32)

    calendar = Calendar(database, clock=clock, meaning=meaning)
    await add(calendar, ann, "Dentist", at(3, 15))
    await add(calendar, ann, "Garden", at(4, 15))
    assert [(f.occurrence.title, f.why) for f in await calendar.find(ann, "tooth")] == [("Dentist", "meaning")]
    assert not calendar.standing().degraded
    broken = True
    assert await calendar.find(ann, "tooth pain") == []
    assert calendar.standing().degraded
    assert [f.occurrence.title for f in await calendar.find(ann, "dentist")] == ["Dentist"]


async def test_free_and_busy_with_durations(calendar: Calendar, ann: Person) -> None:
    await add(calendar, ann, "Dentist", at(2, 14, 30), duration=timedelta(minutes=45))
    await add(calendar, ann, "Mia's birthday", date(2026, 6, 2))
    asked = await calendar.is_free(ann, at(2, 15), at(2, 16))
    assert not asked.is_free
    assert [o.title for o in asked.busy] == ["Dentist"]
    assert [o.title for o in asked.all_day] == ["Mia's birthday"]
    assert asked.gaps == ((at(2, 15, 15), at(2, 16)),)
    assert (await calendar.is_free(ann, at(2, 15, 15), at(2, 16))).is_free
    assert (await calendar.is_free(ann, at(2, 13), at(2, 14, 30))).is_free


async def test_near_appointments_are_never_pushed_out_by_later_ones(calendar: Calendar, ann: Person) -> None:
    await add(calendar, ann, "Pills", at(1, 9), rule="FREQ=DAILY;BYHOUR=9,13,21")
    for day in range(3, 14):
        await add(calendar, ann, f"Near {day}", at(day, 15))
    for day in range(20, 30):
        await add(calendar, ann, f"Far {day}", at(day, 15), importance=10)
    upcoming = await calendar.upcoming(ann)
    assert len(upcoming) == 50
    assert [o.start for o in upcoming] == sorted(o.start for o in upcoming)
    assert {f"Near {day}" for day in range(3, 13)} <= {o.title for o in upcoming}
    assert not any(o.title.startswith("Far") for o in upcoming)
    fewer = await calendar.upcoming(ann, limit=60)
    assert [o.title for o in fewer if o.title.startswith("Far")] == [f"Far {day}" for day in range(20, 27)]


async def test_notices_follow_every_change_of_an_event(
    calendar: Calendar, database: Database, clock: Clock, ann: Person
) -> None:
    async def due() -> list[datetime]:
        async with database.person(ann.id) as session:
            rows = await session.scalars(select(ReminderRow).where(ReminderRow.state == "waiting"))
            return sorted(row.due_at for row in rows)

    dentist = await add(calendar, ann, "Dentist", at(3, 15))
    assert await due() == [at(3, 14)]
    edited = await calendar.change(ann, dentist, EventChange(remind_minutes=(15, 30, 240)), action_id="1")
    assert await due() == [at(3, 11), at(3, 14, 30), at(3, 14, 45)]
    edited = await calendar.move(ann, edited.after or dentist, at(4, 15), action_id="2")
    assert await due() == [at(4, 11), at(4, 14, 30), at(4, 14, 45)]
    await calendar.cancel(ann, edited.after or dentist, action_id="3")
    assert await due() == []
    await calendar.undo(ann, "3")
    assert await due() == [at(4, 11), at(4, 14, 30), at(4, 14, 45)]
    await calendar.undo(ann, "2")
    assert await due() == [at(3, 11), at(3, 14, 30), at(3, 14, 45)]
    await add(calendar, ann, "Holiday", date(2026, 6, 2))
    assert (await due())[0] == at(2, 8)
    await add(calendar, ann, "Gym", at(1, 8, 30), rule="FREQ=DAILY")
    assert (await due())[:2] == [at(2, 7, 30), at(2, 8)]
