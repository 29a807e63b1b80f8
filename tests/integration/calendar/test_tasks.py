"""Tasks and lists on a real PostgreSQL."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import BadEvent, NotFound
from mumble_ai.calendar.tasks import Tasks, list_of
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from tests.integration.calendar.conftest import Clock

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def tasks(database: Database, clock: Clock) -> Tasks:
    return Tasks(database, clock)


async def test_tasks_are_added_listed_done_and_seen_by_nobody_else(tasks: Tasks, ann: Person, bob: Person) -> None:
    await tasks.add(ann, "paint the fence", action_id="1")
    tax = await tasks.add(ann, "file the taxes", due=date(2026, 6, 9), importance=9, action_id="2")
    call = await tasks.add(ann, "call Bob", due=datetime(2026, 6, 2, 10, tzinfo=BERLIN), action_id="3")
    assert [task.text for task in await tasks.open(ann)] == ["call Bob", "file the taxes", "paint the fence"]
    assert [task.text for task in await tasks.open(ann, due_by=date(2026, 6, 2))] == ["call Bob"]
    assert [task.text for task in await tasks.open(ann, "the tax")] == ["file the taxes"]
    assert await tasks.open(bob) == []
    with pytest.raises(NotFound):
        await tasks.done(bob, tax.task.id, action_id="4")
    done = [await tasks.done(ann, tax.task.id, action_id="5") for _ in range(2)]
    assert done[0].id == done[1].id
    with pytest.raises(NotFound):
        await tasks.drop(ann, tax.task.id, action_id="6")
    assert call.task.is_overdue(datetime(2026, 6, 2, 11, tzinfo=BERLIN))
    assert not tax.task.is_overdue(datetime(2026, 6, 9, 23, tzinfo=BERLIN))


async def test_a_list_holds_a_thing_once_and_can_be_cleared_and_brought_back(
    database: Database, clock: Clock, tasks: Tasks, ann: Person
) -> None:
    first = await tasks.add(ann, "milk", list_name="the Shopping List", action_id="1")
    again = await tasks.add(ann, "Milk", list_name="shopping", action_id="2")
    assert (again.task.id, again.was_there) == (first.task.id, True)
    await tasks.add(ann, "bread", list_name="shopping list", action_id="3")
    await tasks.add(ann, "milk", action_id="4")
    assert await tasks.lists(ann) == {"shopping": 2, "tasks": 1}
    assert [await tasks.clear(ann, "shopping", action_id="5") for _ in range(2)] == [2, 2]
    assert await tasks.lists(ann) == {"tasks": 1}
    undone = await Calendar(database, clock=clock).undo(ann, "5")
    assert undone.kind == "task.clear"
    assert [task.text for task in await tasks.open(ann, list_name="shopping")] == ["milk", "bread"]
    with pytest.raises(BadEvent):
        await tasks.add(ann, "  ", action_id="6")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("the shopping list", "shopping"),
        ("my to do list", "tasks"),
        ("", "tasks"),
        ("Garden Shop", "garden shop"),
    ],
)
def test_lists_are_known_by_what_people_call_them(said: str, kept: str) -> None:
    assert list_of(said) == kept
