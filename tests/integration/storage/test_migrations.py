"""The database comes to its shape, from nothing and from every earlier step."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.schema import SchemaItem

from mumble_ai.storage.base import Base
from mumble_ai.storage.database import Database


def _is_ours(item: SchemaItem, name: str | None, kind: str, reflected: bool, compared: SchemaItem | None) -> bool:
    return not (kind == "table" and str(name).startswith(("procrastinate_", "alembic_")))


def _differences(connection: Connection) -> list[Any]:
    options = {"include_object": _is_ours, "compare_type": True, "compare_server_default": True}
    return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)


async def test_the_steps_make_exactly_what_the_tables_say(database: Database) -> None:
    async with database.everybody("compares") as session:
        differences = await (await session.connection()).run_sync(_differences)
    assert differences == []
