"""Every table of rows that belong to people, read from the tables themselves: a new one needs nothing here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table

import mumble_ai.storage.tables as _tables
from mumble_ai.storage.base import Base, OwnedByPerson

assert _tables.__all__, "importing the tables makes them known"


def owned_classes() -> list[type[Any]]:
    """Classes whose rows belong to a person, tables that others refer to first."""
    owned = {m.local_table: m.class_ for m in Base.registry.mappers if issubclass(m.class_, OwnedByPerson)}
    return [owned[table] for table in Base.metadata.sorted_tables if table in owned]


def message_columns() -> Iterator[tuple[type[Any], Column[Any]]]:
    """Columns that say from which message something was made, with their classes."""
    for owned in owned_classes():
        table: Table = owned.__table__
        for column in table.columns:
            if column.name.endswith("message_id"):
                yield owned, column
