"""Saved settings in the database: saved, told to every process, undone, with their history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.stack.saved.asking import CHANNEL
from mumble_ai.stack.saved.values import Saved
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables.settings import SavedSettingRow, SettingChangeRow

WHY: Final = "settings belong to the house"
LOCK: Final = 0x73657474
"""Key of the advisory lock that orders savings ("sett" in ASCII)."""
KEPT_CHANGES: Final = 2_000
_NO_TABLE: Final = "42P01"


class ChangedMeanwhile(Exception):
    """What was saved is not what the caller saw any more."""


class NothingToUndo(Exception):
    """There is no such change, or it was undone already."""


@dataclass(frozen=True, slots=True)
class SavedValue:
    """One value, who saved it and when."""

    value: Any
    previous: Any
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One saving.

    Attributes:
        changes: Field to value before and after, secrets sealed; None means not saved.
        undoes: The change that this one took back.
        undone_by: The change that took this one back.
    """

    number: int
    changes: Mapping[str, tuple[Any, Any]]
    changed_by: str
    changed_at: datetime
    undoes: int | None
    undone_by: int | None


class SavedSettings:
    """The saved settings of one installation. Checks nothing: that is for the caller."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def version(self) -> int:
        """Number of the newest change.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.everybody(WHY) as session:
            return await _version(session)

    async def read(self) -> Saved:
        """Everything that is saved; nothing where the database has no such table yet.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        try:
            async with self._db.everybody(WHY) as session:
                version = await _version(session)
                rows = await session.scalars(select(SavedSettingRow))
                return Saved(version, {row.key: row.value for row in rows})
        except ProgrammingError as error:
            if getattr(error.orig, "sqlstate", "") == _NO_TABLE:
                return Saved(0, {})
            raise

    async def details(self) -> Mapping[str, SavedValue]:
        """Everything that is saved, with who saved it.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.everybody(WHY) as session:
            rows = await session.scalars(select(SavedSettingRow))
            return {row.key: SavedValue(row.value, row.previous, row.changed_by, row.changed_at) for row in rows}

    async def save(
        self, values: Mapping[str, Any], *, by: str, seen_version: int | None = None, undoes: int | None = None
    ) -> int:
        """Saves some settings together and tells every process of it; returns the number of the change.

        Args:
            values: Field to value, secrets sealed; None to save it no longer.
            seen_version: What the caller saw; None to save whatever happened since.

        Raises:
            ChangedMeanwhile: Somebody else saved one of the same fields since.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.everybody(WHY) as session:
            await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            version = await _version(session)
            if seen_version is not None and version != seen_version:
                await _refuse_conflicts(session, values, seen_version)
            held = await session.scalars(select(SavedSettingRow).where(SavedSettingRow.key.in_(list(values))))
            before = {row.key: row.value for row in held}
            changes = {key: [before.get(key), value] for key, value in values.items() if before.get(key) != value}
            if not changes:
                return version
            for key, (old, new) in changes.items():
                await _write(session, key, old, new, by)
            row = SettingChangeRow(changes=changes, changed_by=by, undoes=undoes)
            session.add(row)
            await session.flush()
            await session.execute(delete(SettingChangeRow).where(SettingChangeRow.number <= row.number - KEPT_CHANGES))
            # Told when the transaction is committed, and not if it is not.
            await session.execute(select(func.pg_notify(CHANNEL, str(row.number))))
            return row.number

    async def undo(self, number: int, *, by: str) -> Change:
        """Gives the fields of one change the values they had before it; returns the change that was undone.

        Raises:
            NothingToUndo: There is no such change, or it was undone already.
            ChangedMeanwhile: One of its fields was changed again since.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        found = await self.change(number)
        if found is None or found.undone_by is not None:
            raise NothingToUndo(f"change {number} is not there any more, or was undone already")
        now = (await self.read()).values
        if later := [key for key, (_, after) in found.changes.items() if now.get(key) != after]:
            raise ChangedMeanwhile(f"{', '.join(name.upper() for name in later)} was changed again since")
        await self.save({key: before for key, (before, _) in found.changes.items()}, by=by, undoes=number)
        return found

    async def change(self, number: int) -> Change | None:
        """One change.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        found = await self.changes(limit=1, before=number + 1)
        return next((change for change in found if change.number == number), None)

    async def changes(self, *, limit: int = 50, before: int | None = None) -> list[Change]:
        """The newest changes first.

        Args:
            before: Only those with a smaller number.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        wanted = select(SettingChangeRow).order_by(SettingChangeRow.number.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(SettingChangeRow.number < before)
        async with self._db.everybody(WHY) as session:
            rows = list(await session.scalars(wanted))
            undoing = select(SettingChangeRow).where(SettingChangeRow.undoes.in_([row.number for row in rows]))
            undone = {row.undoes: row.number for row in await session.scalars(undoing)}
        return [
            Change(
                row.number,
                {key: (pair[0], pair[1]) for key, pair in row.changes.items()},
                row.changed_by,
                row.changed_at,
                row.undoes,
                undone.get(row.number),
            )
            for row in rows
        ]


async def _version(session: AsyncSession) -> int:
    return await session.scalar(select(func.max(SettingChangeRow.number))) or 0


async def _refuse_conflicts(session: AsyncSession, values: Mapping[str, Any], seen_version: int) -> None:
    newer = await session.scalars(select(SettingChangeRow).where(SettingChangeRow.number > seen_version))
    if both := sorted({key for row in newer for key in row.changes} & set(values)):
        raise ChangedMeanwhile(f"{', '.join(key.upper() for key in both)} was changed by somebody else meanwhile")


async def _write(session: AsyncSession, key: str, old: Any, new: Any, by: str) -> None:
    if new is None:
        await session.execute(delete(SavedSettingRow).where(SavedSettingRow.key == key))
        return
    fresh = {"value": new, "previous": old, "changed_by": by, "changed_at": func.now()}
    kept = insert(SavedSettingRow).values(key=key, **fresh)
    await session.execute(kept.on_conflict_do_update(index_elements=["key"], set_=fresh))
