"""A person's session reads and writes that person's rows, whatever it is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    Executable,
    ForeignKey,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    aliased,
    contains_eager,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)

from mumble_ai.storage.base import OfNobody, OwnedByPerson, ThePerson
from mumble_ai.storage.database import Database, NotYours
from mumble_ai.storage.ids import new_id
from tests.support.postgres import PostgresServer


class House(DeclarativeBase):
    """Tables of this test alone."""


class Dweller(ThePerson, House):
    __tablename__ = "people"
    name: Mapped[str]


class Thing(OwnedByPerson, House):
    __tablename__ = "things"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    text: Mapped[str]
    tag: Mapped[str] = mapped_column(unique=True)
    parts: Mapped[list[Part]] = relationship(back_populates="thing")


class Part(OwnedByPerson, House):
    __tablename__ = "parts"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    thing_id: Mapped[UUID] = mapped_column(ForeignKey("things.id"))
    text: Mapped[str]
    thing: Mapped[Thing] = relationship(back_populates="parts")


class Street(OfNobody, House):
    __tablename__ = "streets"
    id: Mapped[int] = mapped_column(primary_key=True)


class Unmarked(House):
    __tablename__ = "unmarked"
    id: Mapped[int] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class Home:
    me: UUID
    other: UUID
    mine: UUID
    others: UUID
    database: Database = field(default_factory=lambda: Database("postgresql://nobody@localhost/nothing"))


async def _furnish(url: str, home: Home) -> None:
    """Two people; each has a thing, and each has put a part of their own into the other's thing, too."""
    database = Database(url)
    async with database.everybody("sets up") as session:
        await (await session.connection()).run_sync(House.metadata.create_all)
        session.add_all([Dweller(id=home.me, name="me"), Dweller(id=home.other, name="other"), Street(id=1)])
        await session.flush()
        session.add_all(
            [
                Thing(id=home.mine, person_id=home.me, text="mine", tag="a"),
                Thing(id=home.others, person_id=home.other, text="secret", tag="b"),
            ]
        )
        await session.flush()
        for thing in (home.mine, home.others):
            session.add(Part(person_id=home.me, thing_id=thing, text="mine"))
            session.add(Part(person_id=home.other, thing_id=thing, text="secret"))
    await database.close()


@pytest.fixture(scope="module")
def furnished(postgres_server: PostgresServer) -> tuple[str, Home]:
    """A database to make others from, and who lives there."""
    name, home = postgres_server.create(), Home(*(new_id() for _ in range(4)))
    asyncio.run(_furnish(postgres_server.cluster.url(name), home))
    return name, home


@pytest.fixture
async def home(postgres_server: PostgresServer, furnished: tuple[str, Home]) -> AsyncIterator[Home]:
    """A house of one's own."""
    template, home = furnished
    name = postgres_server.create(template=template)
    database = Database(postgres_server.cluster.url(name))
    yield replace(home, database=database)
    await database.close()
    postgres_server.drop(name)


THING = aliased(Thing)
PARTS = select(Part.text, Part.thing_id).subquery()

READS: dict[str, Callable[[Home], Executable]] = {
    "select": lambda home: select(Thing.text),
    "entity": lambda home: select(Thing),
    "where it is another's": lambda home: select(Thing.text).where(Thing.person_id == home.other),
    "or": lambda home: select(Thing.text).where((Thing.person_id == home.other) | (literal(1) == 1)),
    "alias": lambda home: select(THING.text),
    "two at once": lambda home: select(Thing.text, THING.text).join(THING, literal(1) == 1),
    "join along a relationship": lambda home: select(Part.text, Thing.text).join(Thing.parts),
    "outer join": lambda home: select(Thing.text, Part.text).outerjoin(Part, literal(1) == 1),
    "subquery": lambda home: select(PARTS.c.text).select_from(Thing).join(PARTS, literal(1) == 1),
    "scalar subquery": lambda home: select(
        Thing.text, select(Part.text).where(Part.text == "secret").limit(1).scalar_subquery()
    ),
    "in": lambda home: select(Thing.text).where(Thing.id.in_(select(Part.thing_id).where(Part.text == "secret"))),
    "exists": lambda home: select(Thing.text).where(exists(select(Part.id).where(Part.text == "secret"))),
    "any": lambda home: select(Thing.text).where(Thing.parts.any(Part.text == "secret")),
    "common table": lambda home: select(select(Thing.text).cte("t").c.text),
    "union": lambda home: select(Thing).from_statement(union_all(select(Thing), select(Thing))),
    "union as a subquery": lambda home: select(union_all(select(Thing.text), select(Part.text)).subquery().c.text),
    "count": lambda home: (
        select(func.count()).select_from(Thing).where(Thing.text == "secret").having(func.count() > 0)
    ),
    "aggregate": lambda home: select(func.string_agg(Thing.text, literal(","))),
    "eager": lambda home: select(Thing).options(joinedload(Thing.parts)),
    "eager by a second query": lambda home: select(Thing).options(selectinload(Thing.parts)),
    "eager by hand": lambda home: select(Thing).join(Thing.parts).options(contains_eager(Thing.parts)),
    "people": lambda home: select(Dweller.name).where(Dweller.name == "other"),
    "a table without its class": lambda home: select(Thing.__table__.c.text),
    "the class, joined with a table": lambda home: select(Thing.text, Part.__table__.c.text),
    "a table behind the class": lambda home: select(Thing.text).select_from(Part.__table__),
    "a joined table": lambda home: select(Thing.text).join(Part.__table__, Part.text == "secret"),
    "raw SQL": lambda home: text("SELECT text FROM things"),
    "raw SQL for the class": lambda home: select(Thing).from_statement(text("SELECT * FROM things")),
    "raw SQL as a column": lambda home: select(Thing.text, literal_column("(SELECT text FROM things LIMIT 1)")),
    "raw SQL as a condition": lambda home: select(Thing.text).where(text("1=1) OR (1=1")),
    "a table without an owner": lambda home: select(Unmarked),
    "no table": lambda home: select(func.current_setting("data_directory")),
    "a write that returns": lambda home: update(Thing).values(text=Thing.text).returning(Thing.text),
    "a removal that returns": lambda home: delete(Part).returning(Part.text),
    "a write inside": lambda home: select(Thing.text).add_cte(
        update(Thing).values(text="x").where(Thing.id == home.others).returning(Thing.id).cte()
    ),
    "a write from a subquery": lambda home: (
        update(Thing)
        .values(text=select(Part.text).where(Part.text == "secret").limit(1).scalar_subquery())
        .where(Thing.id == home.mine)
        .returning(func.coalesce(Thing.text, "nothing"))
    ),
}


@pytest.mark.parametrize("name", READS)
async def test_nothing_of_another_is_read(home: Home, name: str) -> None:
    found: Any = None
    try:
        async with home.database.person(home.me) as session:
            result = await session.execute(READS[name](home))
            rows = result.unique().all()
            found = [[_words(value) for value in row] for row in rows]
    except (NotYours, IntegrityError):
        # A violated NOT NULL shows that the subquery found nothing.
        return
    assert "secret" not in str(found)
    assert "other" not in str(found)
    if name in {"in", "exists", "any", "count"}:
        assert found == [], "whether another has something is told"


def _words(value: Any) -> Any:
    if isinstance(value, Thing):
        return [value.text, [part.text for part in value.__dict__.get("parts", [])]]
    return value


WRITES: dict[str, Callable[[Home], Executable]] = {
    "insert": lambda home: insert(Thing).values(person_id=home.other, text="x", tag="x"),
    "insert, by column": lambda home: insert(Thing).values(
        {Thing.person_id: home.other, Thing.text: "x", Thing.tag: "x"}
    ),
    "insert, an expression": lambda home: insert(Thing).values(
        person_id=select(Dweller.id).where(Dweller.name == "other").scalar_subquery(), text="x", tag="x"
    ),
    "insert, several": lambda home: insert(Thing).values(
        [{"person_id": home.me, "text": "x", "tag": "x"}, {"person_id": home.other, "text": "x", "tag": "y"}]
    ),
    "insert, several, one without": lambda home: insert(Thing).values(
        [{"text": "x", "tag": "x"}, {"text": "x", "tag": "y"}]
    ),
    "insert from select": lambda home: insert(Thing).from_select(
        ["id", "person_id", "text", "tag"], select(Thing.id, Thing.person_id, literal("x"), literal("x"))
    ),
    "insert into the table": lambda home: insert(Thing.__table__).values(
        id=new_id(), person_id=home.other, text="x", tag="x"
    ),
    "upsert over another's": lambda home: (
        upsert(Thing).values(text="x", tag="b").on_conflict_do_update(index_elements=["tag"], set_={"text": "x"})
    ),
    "upsert that gives away": lambda home: (
        upsert(Thing)
        .values(text="x", tag="a")
        .on_conflict_do_update(index_elements=["tag"], set_={"person_id": home.other})
    ),
    "upsert with a condition of its own": lambda home: (
        upsert(Thing)
        .values(text="x", tag="b")
        .on_conflict_do_update(index_elements=["tag"], set_={"text": "x"}, where=Thing.text == "secret")
    ),
    "update": lambda home: update(Thing).values(text="x").where(Thing.id == home.others),
    "update of everything": lambda home: update(Thing).values(text="x").where(Thing.person_id == home.other),
    "update that gives away": lambda home: update(Thing).values(person_id=home.other),
    "update that takes": lambda home: update(Thing).values(person_id=home.me).where(Thing.id == home.others),
    "update of the table": lambda home: update(Thing.__table__).values(text="x"),
    "update of a person": lambda home: update(Dweller).values(name="x").where(Dweller.id == home.other),
    "update past the mapping": lambda home: update(Thing).values(text="x").execution_options(dml_strategy="raw"),
    "delete": lambda home: delete(Part).where(Part.person_id == home.other),
    "delete of the table": lambda home: delete(Part.__table__),
    "a new person": lambda home: insert(Dweller).values(name="x"),
}


async def _everything_of_others(home: Home) -> list[Any]:
    async with home.database.everybody("looks") as session:
        things = await session.execute(
            select(Thing.id, Thing.text, Thing.person_id).where(Thing.person_id == home.other)
        )
        parts = await session.execute(select(Part.id, Part.text).where(Part.person_id == home.other).order_by(Part.id))
        people = await session.execute(select(Dweller.id, Dweller.name).where(Dweller.id != home.me))
        return [*things.all(), *parts.all(), *people.all()]


@pytest.mark.parametrize("name", WRITES)
async def test_nothing_of_another_is_written(home: Home, name: str) -> None:
    before = await _everything_of_others(home)
    try:
        async with home.database.person(home.me) as session:
            await session.execute(WRITES[name](home))
    except NotYours:
        pass
    assert await _everything_of_others(home) == before


@pytest.mark.parametrize(
    "rows", [[{"person_id": "other", "text": "x", "tag": "x"}], [{"text": "x", "tag": "x"}, {"person_id": "other"}]]
)
async def test_rows_beside_an_insert_are_looked_at_too(home: Home, rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows):
        row |= {"text": "x", "tag": f"x{number}"} | ({"person_id": home.other} if "person_id" in row else {})
    with pytest.raises(NotYours):
        async with home.database.person(home.me) as session:
            await session.execute(insert(Thing), rows)


async def test_rows_beside_an_update_go_by_their_key_and_are_refused(home: Home) -> None:
    with pytest.raises(NotYours):
        async with home.database.person(home.me) as session:
            await session.execute(update(Thing), [{"id": home.others, "text": "x"}])


async def _get(session: AsyncSession, home: Home) -> None:
    assert await session.get(Thing, home.others) is None
    assert await session.get(Dweller, home.other) is None
    assert await session.get(Thing, home.mine) is not None


async def _add(session: AsyncSession, home: Home) -> None:
    session.add(Thing(person_id=home.other, text="x", tag="x"))
    with pytest.raises(NotYours):
        await session.flush()
    session.expunge_all()


async def _give_away(session: AsyncSession, home: Home) -> None:
    thing = await session.get_one(Thing, home.mine)
    thing.person_id = home.other
    with pytest.raises(NotYours):
        await session.flush()
    session.expunge_all()


async def _delete(session: AsyncSession, home: Home) -> None:
    async with home.database.everybody("another's row") as theirs:
        part = (await theirs.execute(select(Part).where(Part.person_id == home.other).limit(1))).scalar_one()
    await session.delete(part)
    with pytest.raises(NotYours):
        await session.flush()
    session.expunge_all()


async def _lazily(session: AsyncSession, home: Home) -> None:
    thing = await session.get_one(Thing, home.mine)
    parts = await session.run_sync(lambda _: list(thing.parts))
    assert [part.text for part in parts] == ["mine"]


async def _refresh(session: AsyncSession, home: Home) -> None:
    mine = (await session.execute(select(Part).where(Part.thing_id == home.others))).scalar_one()
    assert await session.run_sync(lambda _: mine.thing) is None


async def _past_the_checks(session: AsyncSession, home: Home) -> None:
    with pytest.raises(NotYours):
        await session.connection()
    with pytest.raises(NotYours):
        await session.run_sync(lambda inner: inner.connection())
    with pytest.raises(NotYours):
        await session.run_sync(lambda inner: inner.bulk_update_mappings(Thing, [{"id": home.others, "text": "x"}]))
    with pytest.raises(NotYours):
        await session.run_sync(lambda inner: inner.bulk_insert_mappings(Thing, [{"person_id": home.other}]))
    with pytest.raises(NotYours):
        await session.run_sync(lambda inner: inner.bulk_save_objects([Thing(person_id=home.other)]))


async def _stream(session: AsyncSession, home: Home) -> None:
    assert [row.text async for row in await session.stream(select(Thing.text))] == ["mine"]
    assert list(await session.scalars(select(Thing.text))) == ["mine"]


@pytest.mark.parametrize("way", [_get, _add, _give_away, _delete, _lazily, _refresh, _past_the_checks, _stream])
async def test_sessions_have_no_other_way_in(home: Home, way: Callable[[AsyncSession, Home], Any]) -> None:
    before = await _everything_of_others(home)
    async with home.database.person(home.me) as session:
        await way(session, home)
    assert await _everything_of_others(home) == before


async def test_ones_own_rows_are_read_and_written(home: Home) -> None:
    async with home.database.person(home.me) as session:
        session.add(Thing(text="added", tag="1"))
        await session.execute(insert(Thing).values(text="one", tag="2"))
        await session.execute(insert(Thing), [{"text": "two", "tag": "3"}, {"text": "three", "tag": "4"}])
        await session.execute(insert(Thing).values([{"person_id": home.me, "text": "four", "tag": "5"}]))
        given = upsert(Thing).values(text="again", tag="a")
        await session.execute(given.on_conflict_do_update(index_elements=["tag"], set_={"text": given.excluded.text}))
        await session.execute(upsert(Thing).values(text="again", tag="b").on_conflict_do_nothing())
        await session.execute(update(Thing).values(text="ONE").where(Thing.text == "one"))
        await session.execute(delete(Thing).where(Thing.text == "two"))
        assert (await session.execute(select(Street.id))).scalar_one() == 1
        assert (await session.execute(select(Dweller.name))).scalars().all() == ["me"]
    async with home.database.person(home.me) as session:
        words = (await session.execute(select(Thing.text).order_by(Thing.tag))).scalars().all()
    assert words == ["added", "ONE", "three", "four", "again"]
