"""The one layer that keeps what belongs to a person from everybody else.

A statement in a person's session is let through only when every table in it is known to be limited to that person, or
to belong to nobody. What can't be limited (raw SQL, tables without their classes, bulk writes by key) is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, Final, NoReturn, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Executable,
    Insert,
    Join,
    Row,
    Select,
    Table,
    TextClause,
    Update,
    and_,
    event,
)
from sqlalchemy.dialects.postgresql.dml import OnConflictDoUpdate
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import BindParameter, ColumnClause

from mumble_ai.storage.base import OfNobody, OwnedByPerson, ThePerson

OWNER: Final = "person_id"
"""Key in a session's `info` of whose session it is, and name of the column that says whose row it is."""
_HARMLESS_LITERALS: Final = frozenset(("*", "1"))


class NotYours(Exception):
    """A session of one person was to touch a row of another, or to run SQL that can't be limited to that person."""


class LimitedSession(Session):
    """A session whose statements are limited to one person. What goes past its checks is closed."""

    def connection(self, *arguments: Any, **options: Any) -> Connection:
        _refuse("the bare connection")

    def bulk_save_objects(self, *arguments: Any, **options: Any) -> None:
        _refuse("bulk_save_objects")

    def bulk_insert_mappings(self, *arguments: Any, **options: Any) -> None:
        _refuse("bulk_insert_mappings")

    def bulk_update_mappings(self, *arguments: Any, **options: Any) -> None:
        _refuse("bulk_update_mappings")


class PersonSession(AsyncSession):
    """The asynchronous side of `LimitedSession`."""

    sync_session_class = LimitedSession

    async def connection(self, *arguments: Any, **options: Any) -> AsyncConnection:
        _refuse("the bare connection")


async def run_unlimited(session: AsyncSession, statement: Executable, parameters: Any = None) -> Sequence[Row[Any]]:
    """Runs a statement of the storage's own, such as that a job is to be done, in the transaction of any session."""

    def run(inner: Session) -> Sequence[Row[Any]]:
        # The plain session's method: the limited one's is closed.
        result = Session.connection(inner).execute(statement, parameters)
        return result.all() if result.returns_rows else ()

    return await session.run_sync(run)


def _refuse(what: str) -> NoReturn:
    raise NotYours(f"{what} can't be limited to one person: use statements about mapped tables, one person's at a time")


@event.listens_for(LimitedSession, "do_orm_execute")
def _limit(state: ORMExecuteState) -> None:
    statement = state.statement
    if not state.is_orm_statement:
        _refuse("SQL about anything but mapped tables")
    if "dml_strategy" in state.execution_options:
        _refuse("a dml_strategy")
    owner: UUID = state.session.info[OWNER]
    _check_parts(cast("visitors.ExternallyTraversible", statement))
    if isinstance(statement, Insert):
        state.statement = _owned_insert(statement, state.parameters, owner)
    elif isinstance(statement, Update | Delete):
        if state.parameters:
            _refuse("UPDATE or DELETE with rows of parameters")
        if isinstance(statement, Update):
            _check_owners(_rows_of(statement), owner)
    state.statement = state.statement.options(
        with_loader_criteria(
            OwnedByPerson, lambda table: table.person_id == owner, include_aliases=True, track_closure_variables=True
        ),
        with_loader_criteria(
            ThePerson, lambda table: table.id == owner, include_aliases=True, track_closure_variables=True
        ),
    )


def _check_parts(statement: visitors.ExternallyTraversible) -> None:
    named = _named_tables(statement)
    for part in visitors.iterate(statement):
        if isinstance(part, TextClause):
            _refuse("raw SQL")
        if isinstance(part, UpdateBase) and part is not statement:
            _refuse("a write inside another statement")
        if isinstance(part, Select):
            for source in _sources(cast("Select[Any]", part)):
                _check_entity(source)
        if isinstance(part, UpdateBase):
            _check_entity(part.table)
        if isinstance(part, ColumnClause):
            column = cast("ColumnClause[Any]", part)
            if column.is_literal and column.name not in _HARMLESS_LITERALS:
                _refuse("raw SQL")
            table = cast("Any", column.table)
            if isinstance(table, Table) and str(table.key) not in named:
                _check_entity(column)


def _named_tables(statement: Any) -> set[str]:
    """The tables whose classes the outermost SELECT names: what else it says of them is limited with these."""
    named: set[str] = set()
    columns: Iterable[Any] = getattr(statement, "_raw_columns", ())
    for part in columns:
        table = cast("Any", part if isinstance(part, Table) else getattr(part, "table", None))
        if _entity(part) is not None and isinstance(table, Table):
            named.add(str(table.key))
    return named


def _entity(part: Any) -> Any:
    """The mapper, or aliased class, by which a part of a statement is named; None for a bare one."""
    return part._annotations.get("parententity")


def _sources(select: Select[Any]) -> Iterator[Any]:
    """What a SELECT reads from, as far as it is said and not only follows from its columns."""
    joined = (join[0] for join in select._setup_joins)  # pyright: ignore[reportPrivateUsage]
    for source in (*select._from_obj, *joined, *select._raw_columns):  # pyright: ignore[reportPrivateUsage]
        if isinstance(source, Join):
            yield from _joined_tables(source)
        elif isinstance(source, Table):
            yield source


def _joined_tables(join: Any) -> Iterator[Any]:
    """The tables of a join of tables."""
    for side in (join.left, join.right):
        if isinstance(side, Join):
            yield from _joined_tables(side)
        elif isinstance(side, Table):
            yield side


def _check_entity(part: Any) -> None:
    """Refuses a table, or a column of one, whose class is not named (it can't be limited) or has no owner."""
    entity = _entity(part)
    if entity is None:
        _refuse(f"the table {getattr(part, 'table', part)} without its class")
    mapped: type[Any] = entity.mapper.class_
    if not issubclass(mapped, OwnedByPerson | ThePerson | OfNobody):
        _refuse(f"{mapped.__name__}, which is neither {OwnedByPerson.__name__} nor {OfNobody.__name__},")


def _owned_insert(statement: Insert, parameters: Any, owner: UUID) -> Insert:
    if statement.select is not None:
        _refuse("INSERT with SELECT")
    entity: type[Any] = _entity(statement.table).mapper.class_
    if issubclass(entity, OfNobody):
        return statement
    if issubclass(entity, ThePerson):
        _refuse("making a person")
    rows = [*_rows_of(statement), *_rows_in(parameters)]
    _check_owners(rows, owner)
    if not statement._multi_values:  # pyright: ignore[reportPrivateUsage]
        statement = statement.values({OWNER: owner})
    elif any(OWNER not in map(_key, row) for row in rows):
        raise NotYours(f"rows inserted together must say their {OWNER}")
    return _limited_upsert(statement, owner)


def _limited_upsert(statement: Insert, owner: UUID) -> Insert:
    """Where a row is there already and is another's, an upsert leaves it alone."""
    clause = statement._post_values_clause  # pyright: ignore[reportPrivateUsage]
    if not isinstance(clause, OnConflictDoUpdate):
        return statement
    _check_owners([clause.update_values_to_set], owner)
    limited = copy(clause)
    column = cast("ColumnElement[Any]", statement.table.c[OWNER])
    given = clause.update_whereclause
    limited.update_whereclause = column == owner if given is None else and_(given, column == owner)
    changed = statement._clone()  # pyright: ignore[reportPrivateUsage]
    changed._post_values_clause = limited  # pyright: ignore[reportPrivateUsage]
    return changed


def _rows_of(statement: Insert | Update) -> list[Mapping[Any, Any]]:
    """The rows that a statement carries in itself."""
    single = statement._values  # pyright: ignore[reportPrivateUsage]
    several = [row for rows in statement._multi_values for row in rows]  # pyright: ignore[reportPrivateUsage]
    return [*([single] if single else []), *cast("list[Mapping[Any, Any]]", several)]


def _rows_in(parameters: Any) -> list[Mapping[Any, Any]]:
    if not parameters:
        return []
    return [parameters] if isinstance(parameters, Mapping) else list(parameters)


def _check_owners(rows: Iterable[Mapping[Any, Any]], owner: UUID) -> None:
    for row in rows:
        for column, value in row.items():
            if _key(column) == OWNER and _plain(value) != owner:
                raise NotYours("a row of somebody else, or one given to somebody else")


def _key(column: Any) -> str:
    return str(getattr(column, "key", column))


def _plain(value: Any) -> Any:
    return cast("BindParameter[Any]", value).value if isinstance(value, BindParameter) else value


@event.listens_for(LimitedSession, "before_flush")
def _refuse_others(session: Session, context: object, instances: object) -> None:
    owner: UUID = session.info[OWNER]
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, OwnedByPerson):
            if row in session.new and getattr(row, OWNER) is None:
                row.person_id = owner
            if row.person_id != owner:
                raise NotYours(f"a {type(row).__name__} of somebody else")
        elif isinstance(row, ThePerson):
            if row.id != owner or row in session.new:
                raise NotYours("another person")
        elif not isinstance(row, OfNobody):
            _refuse(f"{type(row).__name__}, which is neither {OwnedByPerson.__name__} nor {OfNobody.__name__},")
