"""Keys with which other programs act for a person. Only a hash is kept; a key opens what belongs to its person."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select, update

from mumble_ai.storage.database import Database
from mumble_ai.storage.tables.personas import McpKey

PREFIX: Final = "mai_"
MOST_KEYS: Final = 20
LONGEST_NAME: Final = 60
HOLDER: Final = "mumble_ai_holder"
"""Under this name the scope of a request tells whose key it came with."""
_LONGEST_KEY: Final = 100
_NOTED_EVERY: Final = timedelta(minutes=5)


class KeyRefused(Exception):
    """A key can't be made or found; the message says why."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a key stands for.

    Attributes:
        may_act: Whether it may change something.
    """

    key_id: UUID
    person_id: UUID
    name: str
    may_act: bool


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """What is known about a key, itself excepted."""

    name: str
    may_act: bool
    created_at: datetime
    last_used_at: datetime | None
    is_revoked: bool


class McpKeys:
    """The keys of all people."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def create(self, person_id: UUID, name: str, *, may_act: bool) -> str:
        """Makes a key and returns it, this one time.

        Raises:
            KeyRefused: The name is taken or none, or there are too many keys.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        plain = " ".join(name.split())[:LONGEST_NAME]
        if not plain or not plain.isprintable():
            raise KeyRefused("a key needs a name, such as that of the program that will use it")
        key = f"{PREFIX}{secrets.token_urlsafe(32)}"
        async with self._db.person(person_id) as session:
            names = list(await session.scalars(select(McpKey.name)))
            if plain in names:
                raise KeyRefused(f"there is a key called {plain!r} already")
            if len(names) >= MOST_KEYS:
                raise KeyRefused(f"there are {MOST_KEYS} keys already")
            session.add(McpKey(person_id=person_id, name=plain, key_hash=_hash(key), may_act=may_act))
        return key

    async def of(self, person_id: UUID) -> list[KeyInfo]:
        """The keys of a person, oldest first.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.person(person_id) as session:
            rows = await session.scalars(select(McpKey).order_by(McpKey.created_at))
            return [
                KeyInfo(r.name, r.may_act, r.created_at, r.last_used_at, is_revoked=r.revoked_at is not None)
                for r in rows
            ]

    async def revoke(self, person_id: UUID, name: str) -> None:
        """Makes a key open nothing any more.

        Raises:
            KeyRefused: There is none of that name.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.person(person_id) as session:
            row = await session.scalar(select(McpKey).where(McpKey.name == name, McpKey.revoked_at.is_(None)))
            if row is None:
                raise KeyRefused(f"there is no key called {name!r}")
            row.revoked_at = datetime.now(UTC)

    async def holder(self, key: str) -> Holder | None:
        """Whom a key stands for; None for one that opens nothing.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        if not key.startswith(PREFIX) or len(key) > _LONGEST_KEY:
            return None
        now = datetime.now(UTC)
        async with self._db.everybody("a key says whose it is") as session:
            row = await session.scalar(select(McpKey).where(McpKey.key_hash == _hash(key), McpKey.revoked_at.is_(None)))
            if row is None:
                return None
            if row.last_used_at is None or now - row.last_used_at > _NOTED_EVERY:
                await session.execute(update(McpKey).where(McpKey.id == row.id).values(last_used_at=now))
            return Holder(row.id, row.person_id, row.name, row.may_act)


def _hash(key: str) -> str:
    """A key has 256 random bits: it can't be guessed from a hash, however fast that is computed."""
    return hashlib.sha256(key.encode()).hexdigest()
