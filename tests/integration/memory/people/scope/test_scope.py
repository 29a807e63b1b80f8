"""Nobody sees or changes what is another's, by any public method of memory and calendar.

The methods are found, not listed: whoever adds one to a class that works with the database says in `reads.py` or
`writes.py` how it is called, and a read must then find something for Anna, whose it is, and nothing for Ben.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import select

import mumble_ai.calendar
import mumble_ai.memory
from mumble_ai.calendar.errors import CalendarError
from mumble_ai.memory.entities.entities import NoSuchEntity
from mumble_ai.storage.base import Base
from mumble_ai.storage.database import Database
from mumble_ai.storage.scope import NotYours
from tests.integration.memory.people.scope.reads import READS
from tests.integration.memory.people.scope.world import World, make_world
from tests.integration.memory.people.scope.writes import NOT_OF_ONE_PERSON, WRITES
from tests.support.belongings import owned_tables


def classes() -> Iterator[type]:
    """Every class of these rooms that is given the database."""
    for room in (mumble_ai.memory, mumble_ai.calendar):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield from _classes_of(importlib.import_module(found.name))


def _classes_of(module: ModuleType) -> Iterator[type]:
    for name, made in vars(module).items():
        if inspect.isclass(made) and made.__module__ == module.__name__ and not name.startswith("_"):
            parameters = inspect.signature(made.__init__).parameters.values()
            if any("Database" in str(parameter.annotation) for parameter in parameters):
                yield made


def methods() -> set[str]:
    return {
        f"{owner.__name__}.{name}"
        for owner in classes()
        for name, made in vars(owner).items()
        if not name.startswith("_") and (inspect.iscoroutinefunction(made) or inspect.isasyncgenfunction(made))
    }


@pytest.fixture
async def world(database: Database) -> World:
    return await make_world(database)


def test_every_method_is_called_here_or_said_why_not() -> None:
    elsewhere = {name for names in NOT_OF_ONE_PERSON.values() for name in names.split()}
    listed = [*READS, *WRITES, *elsewhere]
    assert len(listed) == len(set(listed)), "something is listed twice"
    assert len(methods()) > 50, "the rooms are not found"
    assert methods() - set(listed) == set(), "say in reads.py or writes.py how these are called for a person"
    assert set(listed) - methods() == set(), "these are gone"


async def test_a_read_finds_what_is_ones_own_and_nothing_of_anothers(world: World) -> None:
    ben = await world.people.met("mumble", "certificate:bb", "2", "Ben")
    for name, (call, is_something) in READS.items():
        others = await call(world, ben)
        assert not is_something(others), f"{name} shows Ben what is Anna's: {others}"
        assert "rex" not in str(others).lower(), f"{name} shows Ben what is Anna's: {others}"
        own = await call(world, world.anna)
        assert is_something(own), f"{name} finds nothing for Anna either, so it proves nothing: {own}"


async def test_nobody_changes_what_is_anothers(world: World, database: Database) -> None:
    ben = await world.people.met("mumble", "certificate:bb", "2", "Ben")

    async def annas() -> dict[str, list[Any]]:
        async with database.everybody("looks") as session:
            return {
                table.name: (await session.execute(select(table).where(table.c.person_id == world.anna.id))).all()
                for table in owned_tables()
            }

    before = await annas()
    assert sum(map(len, before.values())) > 10
    for name, write in WRITES.items():
        with contextlib.suppress(CalendarError, LookupError, NoSuchEntity, NotYours):
            await write(world, ben)
        assert await annas() == before, f"{name} changed what is Anna's"


def test_every_table_says_whose_it_is() -> None:
    known = {mapper.local_table for mapper in Base.registry.mappers}
    assert set(Base.metadata.tables.values()) == known, "a table without a class can't be limited to a person"
