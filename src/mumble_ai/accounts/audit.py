"""The record of what was changed or deleted: who, when, what, from where."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final, cast
from uuid import UUID

import structlog
from sqlalchemy import delete, func, select, union_all

from mumble_ai.accounts.account import Account
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import AccountRow, AuditRow, ExternalSignIn
from mumble_ai.storage.tables import Person as PersonRow

_LONGEST_SUBJECT: Final = 300
_LONGEST_DETAIL: Final = 500
_MOST_DETAILS: Final = 20
MOST_AT_ONCE: Final = 200

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done.

    Attributes:
        by: Who, by the name of their person; empty for the terminal, and for an account that is no more.
        key_name: The API key it was done with; empty for a browser.
        address: Where from; empty for the terminal.
    """

    id: UUID
    at: datetime
    by: str
    account_id: UUID | None
    key_name: str
    action: str
    subject: str
    details: dict[str, Any]
    address: str


@dataclass(frozen=True, slots=True)
class AuditPolicy:
    """What is kept.

    Attributes:
        keep: For how long.
        most: Entries at most; the oldest go first.
    """

    keep: timedelta = timedelta(days=365)
    most: int = 100_000


class Audit:
    """Writes and reads the record."""

    def __init__(self, db: Database, now: Callable[[], datetime], policy: AuditPolicy | None = None) -> None:
        self._db = db
        self._now = now
        self._policy = policy or AuditPolicy()

    async def note(
        self, by: Account | None, action: str, subject: str = "", *, address: str = "", **details: Any
    ) -> None:
        """Writes down what was done. Never fails: what can't be written is logged.

        Args:
            by: Who; None for the terminal or nobody.
            action: Such as `settings.changed`.
            subject: What it was done to; an id or a setting's name.
            address: Where from, where `by` is nobody.
            details: What JSON can say; never secrets, never what people said.
        """
        row = AuditRow(
            id=new_id(),
            happened_at=self._now(),
            account_id=by.id if by else None,
            key_name=by.key_name if by else "",
            action=action,
            subject=subject[:_LONGEST_SUBJECT],
            details={name: _short(value) for name, value in list(details.items())[:_MOST_DETAILS]},
            address=(by.address if by else address)[:64],
        )
        try:
            async with self._db.everybody("notes what was changed") as session:
                session.add(row)
        except DatabaseUnavailable as error:
            _log.warning("a change is not on record", action=action, subject=subject, why=str(error))

    async def entries(
        self, *, before: UUID | None = None, action: str = "", account_id: UUID | None = None, limit: int = 50
    ) -> list[Entry]:
        """The record, the newest first.

        Args:
            before: Goes on after this entry.
            action: Only this action, or with `.` at its end all that begin so.

        Raises:
            DatabaseUnavailable: It can't be read.
        """
        wanted = (
            select(AuditRow, PersonRow.name)
            .outerjoin(AccountRow, AccountRow.id == AuditRow.account_id)
            .outerjoin(PersonRow, PersonRow.id == AccountRow.person_id)
            .order_by(AuditRow.id.desc())
            .limit(min(limit, MOST_AT_ONCE))
        )
        if before is not None:
            wanted = wanted.where(AuditRow.id < before)
        if action:
            starts = AuditRow.action.startswith(action, autoescape=True)
            wanted = wanted.where(starts if action.endswith(".") else AuditRow.action == action)
        if account_id is not None:
            wanted = wanted.where(AuditRow.account_id == account_id)
        async with self._db.everybody("reads what was changed") as session:
            rows = (await session.execute(wanted)).all()
        return [_entry(row, name or "") for row, name in rows]

    async def last_by(self, action: str, subject: str) -> UUID | None:
        """The account that did something last; None where nobody is on record.

        Raises:
            DatabaseUnavailable: It can't be read.
        """
        did = (AuditRow.action == action, AuditRow.subject == subject)
        async with self._db.everybody("who did something last") as session:
            newest = select(AuditRow.account_id).where(*did).order_by(AuditRow.id.desc()).limit(1)
            return await session.scalar(newest)

    async def names(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """What people, accounts (by their person) and other servers' sign-ins of these ids are called, those there are.

        Raises:
            DatabaseUnavailable: It can't be read.
        """
        people = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(ids))
        accounts = select(AccountRow.id, PersonRow.name).join(PersonRow, PersonRow.id == AccountRow.person_id)
        shown = func.coalesce(func.nullif(ExternalSignIn.shown_name, ""), ExternalSignIn.mail)
        others = select(ExternalSignIn.id, shown).where(ExternalSignIn.id.in_(ids))
        async with self._db.everybody("names those in the record") as session:
            found = await session.execute(union_all(people, accounts.where(AccountRow.id.in_(ids)), others))
            return {row[0]: row[1] for row in found}

    async def actions(self) -> Sequence[str]:
        """The kinds of actions on record.

        Raises:
            DatabaseUnavailable: They can't be read.
        """
        async with self._db.everybody("lists kinds of changes") as session:
            return (await session.scalars(select(AuditRow.action).distinct().order_by(AuditRow.action))).all()

    async def forget_old(self) -> int:
        """Deletes what is older than is kept; how many entries.

        Raises:
            DatabaseUnavailable: They stay for now.
        """
        old = AuditRow.happened_at < self._now() - self._policy.keep
        async with self._db.everybody("forgets old entries of the record") as session:
            first_too_many = select(AuditRow.id).order_by(AuditRow.id.desc()).offset(self._policy.most).limit(1)
            last_id = await session.scalar(first_too_many)
            too_many = AuditRow.id <= last_id if last_id else None
            gone = delete(AuditRow).where(old if too_many is None else old | too_many).returning(AuditRow.id)
            return len((await session.scalars(gone)).all())


def _short(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_short(item) for item in value[:_MOST_DETAILS]]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        told = islice(cast("dict[object, object]", value).items(), _MOST_DETAILS)
        return {_plain(name): _short(item) for name, item in told}
    return _plain(value)


def _plain(value: Any) -> str:
    return str(value)[:_LONGEST_DETAIL].replace("\x00", "")


def _entry(row: AuditRow, name: str) -> Entry:
    return Entry(
        id=row.id,
        at=row.happened_at,
        by=name,
        account_id=row.account_id,
        key_name=row.key_name,
        action=row.action,
        subject=row.subject,
        details=row.details,
        address=row.address,
    )
