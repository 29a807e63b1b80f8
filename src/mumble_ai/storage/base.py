"""What every table has in common."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, MetaData, TypeDecorator
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from mumble_ai.storage.ids import new_id

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Only datetimes with a zone are taken; they come back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TIMESTAMP(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a moment without a time zone can't be stored: {value!r}")
        return value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012 - the way SQLAlchemy reads it


class OwnedByPerson:
    """A row that belongs to one person; sessions made by `Database.person` see and write no one else's."""

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)


class ThePerson:
    """A row that is a person; sessions made by `Database.person` see and write no other."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class OfNobody:
    """A row that belongs to nobody, such as what a feed was told last; every session may see and write it."""
