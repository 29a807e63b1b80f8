"""What lies in a database of the first system.

Its moments are in UTC without saying so, its dates and times are wall time where it lived, and its people are names.
Tables and columns that came with later versions of it may be missing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final, LiteralString

from psycopg import AsyncConnection, OperationalError, sql
from psycopg.errors import UndefinedTable
from psycopg.rows import dict_row

Row = Mapping[str, Any]

_CONNECT_S: Final = 10
_AT_ONCE: Final = 500
_NOTHING: Final = frozenset({"", "null", "none"})


class CannotRead(Exception):
    """The database can't be reached, or is none of the first system; the message says which."""


@dataclass(frozen=True, slots=True)
class OldMessage:
    """A row of `conversation_history`.

    Attributes:
        session: Name of its session; empty for none.
    """

    number: int
    user_name: str
    session: str
    kind: str
    role: str
    text: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class OldMemory:
    """A row of `persistent_memories`."""

    number: int
    user_name: str
    category: str
    text: str
    importance: int
    tags: tuple[str, ...]
    on: date | None
    at: time | None
    learned_at: datetime


@dataclass(frozen=True, slots=True)
class OldEvent:
    """A row of `schedule_events`.

    Attributes:
        at: None for the whole day.
        remind_minutes: Before the event; None where nobody is reminded, or was already.
    """

    number: int
    user_name: str
    title: str
    on: date
    at: time | None
    description: str
    importance: int
    remind_minutes: int | None


@dataclass(frozen=True, slots=True)
class OldMention:
    """A row of `entity_mentions`."""

    user_name: str
    text: str
    name: str
    kind: str
    message: int
    confidence: float


class FirstSystem:
    """Reads a database of the first system; changes nothing there."""

    def __init__(self, connection: AsyncConnection[dict[str, Any]]) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, url: str) -> FirstSystem:
        """Connects.

        Raises:
            CannotRead: It can't be reached, or is something else.
        """
        try:
            connection = await AsyncConnection[dict[str, Any]].connect(
                url,
                row_factory=dict_row,  # pyright: ignore[reportArgumentType] - the library's types mix up its classes
                connect_timeout=_CONNECT_S,
                options="-c default_transaction_read_only=on",
            )
        except OperationalError as error:
            raise CannotRead(f"the database can't be reached: {' '.join(str(error).split())[:300]}") from error
        old = cls(connection)
        if "conversation_history" not in await old.tables():
            await old.close()
            raise CannotRead("there is no table conversation_history: this is no database of the first system")
        return old

    async def close(self) -> None:
        """Ends the connection."""
        await self._connection.close()

    async def tables(self) -> set[str]:
        """Names of the tables there are."""
        found = await self._connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = ANY (current_schemas(false))"
        )
        return {row["table_name"] for row in await found.fetchall()}

    async def messages(self) -> AsyncIterator[OldMessage]:
        """What was said, in its order, person by person."""
        async for row in self._rows("conversation_history", "lower(user_name), timestamp, id"):
            yield OldMessage(
                number=row["id"],
                user_name=_name(row),
                session=row.get("session_id") or "",
                kind=row["message_type"],
                role=row["role"],
                text=row["message"] or "",
                said_at=in_utc(row["timestamp"]),
            )

    async def memories(self) -> AsyncIterator[OldMemory]:
        """What it had made of that and not put away."""
        async for row in self._rows("persistent_memories", "id"):
            if row.get("active", True) and (row["content"] or "").strip():
                yield OldMemory(
                    number=row["id"],
                    user_name=_name(row),
                    category=row["category"],
                    text=" ".join(row["content"].split()),
                    importance=_importance(row),
                    tags=tuple(row.get("tags") or ()),
                    on=row.get("event_date"),
                    at=row.get("event_time"),
                    learned_at=in_utc(row["extracted_at"]),
                )

    async def events(self) -> AsyncIterator[OldEvent]:
        """The calendar, without what was deleted."""
        async for row in self._rows("schedule_events", "id"):
            if row.get("active", True) and (row["title"] or "").strip():
                wants_reminder = row.get("reminder_enabled") and not row.get("reminder_sent")
                yield OldEvent(
                    number=row["id"],
                    user_name=_name(row),
                    title=" ".join(row["title"].split()),
                    on=row["event_date"],
                    at=row["event_time"],
                    description=row.get("description") or "",
                    importance=_importance(row),
                    remind_minutes=(row.get("reminder_minutes") or 60) if wants_reminder else None,
                )

    async def mentions(self) -> AsyncIterator[OldMention]:
        """Names that were spoken of, with the message."""
        async for row in self._rows("entity_mentions", "id"):
            text = (row["entity_text"] or "").strip()
            if row.get("message_id") is not None and text:
                yield OldMention(
                    user_name=_name(row),
                    text=text,
                    name=(row.get("canonical_id") or text).strip(),
                    kind=row["entity_type"],
                    message=row["message_id"],
                    confidence=min(1.0, max(0.0, float(row.get("confidence") or 0.5))),
                )

    async def mail_addresses(self) -> dict[str, str]:
        """Addresses by the name of the person."""
        return {_name(row): row["email_address"] async for row in self._rows("email_user_mappings", "id")}

    async def configuration(self) -> dict[str, str]:
        """What was set in its control panel."""
        return {row["key"]: row["value"] or "" async for row in self._rows("bot_config", "key")}

    async def _rows(self, table: str, order: LiteralString) -> AsyncIterator[Row]:
        wanted = sql.SQL("SELECT * FROM {} ORDER BY {}").format(sql.Identifier(table), sql.SQL(order))
        async with self._connection.transaction(), self._connection.cursor(f"all_{table}") as cursor:
            cursor.itersize = _AT_ONCE
            try:
                await cursor.execute(wanted)
            except UndefinedTable:
                return
            async for row in cursor:
                yield row


def in_utc(moment: datetime) -> datetime:
    """A moment that says that it is in UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _name(row: Row) -> str:
    name = " ".join((row["user_name"] or "").split())
    return "" if name.lower() in _NOTHING else name


def _importance(row: Row) -> int:
    return min(10, max(1, row.get("importance") or 5))
