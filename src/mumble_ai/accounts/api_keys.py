"""Keys with which programs act for an account: shown once, kept as hashes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import func, or_, select, update

from mumble_ai.accounts.tokens import LONGEST_TOKEN, digest, new_token
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import AccountRow, ApiKeyRow, Person

PREFIX: Final = "mak_"
MOST_KEYS: Final = 50
LONGEST_NAME: Final = 60
_NOTED_EVERY: Final = timedelta(minutes=1)
_SHOWN: Final = 4


class Scope(StrEnum):
    """What a key may do. `admin` is all that its person may; the others are of what belongs to that person."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


class KeyRefused(ValueError):
    """A key can't be made; the message says why."""


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Whom a key stands for."""

    key: ApiKeyRow
    account: AccountRow
    person: Person


class ApiKeys:
    """The keys of all accounts."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db = db
        self._now = now

    async def create(
        self, account_id: UUID, name: str, scope: Scope, *, expires_at: datetime | None = None
    ) -> tuple[ApiKeyRow, str]:
        """Makes a key; returns it, this one time, with what is kept of it.

        Raises:
            KeyRefused: The name is taken or none, there are too many keys, or it would have expired already.
            DatabaseUnavailable: There is none.
        """
        plain = " ".join(name.split())[:LONGEST_NAME]
        if not plain or not plain.isprintable():
            raise KeyRefused("a key needs a name, such as that of the program that will use it")
        now = self._now()
        if expires_at is not None and expires_at <= now:
            raise KeyRefused("a key expires in the future, or never")
        key = new_token(PREFIX)
        row = ApiKeyRow(
            id=new_id(),
            account_id=account_id,
            name=plain,
            key_hash=digest(key),
            ending=key[-_SHOWN:],
            scope=scope.value,
            created_at=now,
            expires_at=expires_at,
        )
        async with self._db.everybody("makes a key of an account") as session:
            # One at a time an account, or two requests at once would both find room.
            await session.get(AccountRow, account_id, with_for_update=True)
            names = list(await session.scalars(select(ApiKeyRow.name).where(ApiKeyRow.account_id == account_id)))
            if plain in names:
                raise KeyRefused(f"there is a key called {plain!r} already")
            if len(names) >= MOST_KEYS:
                raise KeyRefused(f"there are {MOST_KEYS} keys already; delete some")
            session.add(row)
        return row, key

    async def of(self, account_id: UUID) -> Sequence[ApiKeyRow]:
        """The keys of an account, the newest first.

        Raises:
            DatabaseUnavailable: They can't be read.
        """
        async with self._db.everybody("lists the keys of an account") as session:
            wanted = select(ApiKeyRow).where(ApiKeyRow.account_id == account_id).order_by(ApiKeyRow.id.desc())
            return (await session.scalars(wanted)).all()

    async def revoke(self, account_id: UUID, key_id: UUID) -> ApiKeyRow | None:
        """Makes a key open nothing any more; None where the account has no such key.

        Raises:
            DatabaseUnavailable: It still opens what it did.
        """
        async with self._db.everybody("revokes a key") as session:
            wanted = select(ApiKeyRow).where(ApiKeyRow.id == key_id, ApiKeyRow.account_id == account_id)
            row = await session.scalar(wanted.with_for_update())
            if row is not None:
                row.revoked_at = row.revoked_at or self._now()
            return row

    async def delete(self, account_id: UUID, key_id: UUID) -> bool:
        """Deletes a key that was revoked or has expired; false where there is none.

        Raises:
            DatabaseUnavailable: It is still there.
        """
        async with self._db.everybody("deletes a dead key") as session:
            wanted = select(ApiKeyRow).where(ApiKeyRow.id == key_id, ApiKeyRow.account_id == account_id)
            dead = or_(ApiKeyRow.revoked_at.is_not(None), ApiKeyRow.expires_at <= func.now())
            row = await session.scalar(wanted.where(dead))
            if row is not None:
                await session.delete(row)
            return row is not None

    async def holder(self, key: str) -> KeyHolder | None:
        """Whom a key stands for; None for one that opens nothing.

        Raises:
            DatabaseUnavailable: It can't be told.
        """
        if not key.startswith(PREFIX) or len(key) > LONGEST_TOKEN:
            return None
        now = self._now()
        async with self._db.everybody("a key says whose it is") as session:
            wanted = (
                select(ApiKeyRow, AccountRow, Person)
                .join(AccountRow, AccountRow.id == ApiKeyRow.account_id)
                .join(Person, Person.id == AccountRow.person_id)
                .where(ApiKeyRow.key_hash == digest(key), ApiKeyRow.revoked_at.is_(None))
                .where(or_(ApiKeyRow.expires_at.is_(None), ApiKeyRow.expires_at > now))
                .where(AccountRow.is_closed.is_(False))
            )
            found = (await session.execute(wanted)).first()
            if found is None:
                return None
            row, account, person = found
            if row.last_used_at is None or now - row.last_used_at > _NOTED_EVERY:
                await session.execute(update(ApiKeyRow).where(ApiKeyRow.id == row.id).values(last_used_at=now))
            return KeyHolder(row, account, person)
