"""Browsers that are signed in. A cookie holds a random token; the database keeps its hash, and when it was used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.accounts.tokens import LONGEST_TOKEN, digest, new_token
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import AccountRow, AccountSession, Person

_LONGEST_AGENT = 300


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lives.

    Attributes:
        idle: It ends when it was not used for so long,
        longest: and in any case after this time.
        rotate_every: How long a token is used before the browser gets another one.
        grace: For so long after that, requests under way may still send the former one.
        noted_every: How exactly its last use is known.
        most: Sessions of one account; the one not used for the longest ends when there would be more.
    """

    idle: timedelta = timedelta(days=14)
    longest: timedelta = timedelta(days=90)
    rotate_every: timedelta = timedelta(minutes=15)
    grace: timedelta = timedelta(seconds=30)
    noted_every: timedelta = timedelta(minutes=1)
    most: int = 30


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session, or a new token of one.

    Attributes:
        token: What the cookie holds; told this once.
        csrf_token: What requests that change something send besides.
    """

    id: UUID
    token: str
    csrf_token: str


@dataclass(frozen=True, slots=True)
class Found:
    """The session of a request.

    Attributes:
        new_token: What the cookie is to hold from now on; empty for no change.
    """

    row: AccountSession
    account: AccountRow
    person: Person
    new_token: str = ""


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, db: Database, now: Callable[[], datetime], limits: SessionLimits | None = None) -> None:
        self._db = db
        self._now = now
        self.limits = limits or SessionLimits()

    async def open(self, account_id: UUID, *, address: str, user_agent: str) -> Opened:
        """A session for somebody who has just signed in.

        Raises:
            DatabaseUnavailable: There is none.
        """
        now, token, csrf_token, session_id = self._now(), new_token(), new_token(), new_id()
        async with self._db.everybody("signs somebody in") as session:
            await self._drop_what_ended(session, now)
            await self._make_room(session, account_id)
            session.add(
                AccountSession(
                    id=session_id,
                    account_id=account_id,
                    token_hash=digest(token),
                    csrf_token=csrf_token,
                    address=address[:64],
                    user_agent=_printable(user_agent)[:_LONGEST_AGENT],
                    created_at=now,
                    last_seen_at=now,
                    rotated_at=now,
                    expires_at=now + self.limits.longest,
                )
            )
            await session.execute(update(AccountRow).where(AccountRow.id == account_id).values(last_sign_in_at=now))
        return Opened(session_id, token, csrf_token)

    async def find(self, token: str, *, address: str = "") -> Found | None:
        """The session of a token; None where it has ended or never was.

        Raises:
            DatabaseUnavailable: It can't be told.
        """
        if not token or len(token) > LONGEST_TOKEN:
            return None
        now, hashed = self._now(), digest(token)
        async with self._db.everybody("whose session this is") as session:
            wanted = (
                select(AccountSession, AccountRow, Person)
                .join(AccountRow, AccountRow.id == AccountSession.account_id)
                .join(Person, Person.id == AccountRow.person_id)
                .where(or_(AccountSession.token_hash == hashed, AccountSession.former_token_hash == hashed))
                .where(AccountSession.expires_at > now, AccountSession.last_seen_at > now - self.limits.idle)
                .where(AccountRow.is_closed.is_(False))
            )
            found = (await session.execute(wanted)).first()
            if found is None:
                return None
            row, account, person = found
            return Found(row, account, person, await self._keep_up(session, row, hashed, now, address))

    async def of(self, account_id: UUID) -> Sequence[AccountSession]:
        """The sessions of an account, the last used first.

        Raises:
            DatabaseUnavailable: They can't be read.
        """
        now = self._now()
        async with self._db.everybody("lists the sessions of an account") as session:
            wanted = (
                select(AccountSession)
                .where(AccountSession.account_id == account_id, AccountSession.expires_at > now)
                .where(AccountSession.last_seen_at > now - self.limits.idle)
                .order_by(AccountSession.last_seen_at.desc(), AccountSession.id)
            )
            return (await session.scalars(wanted)).all()

    async def end(self, account_id: UUID, session_id: UUID) -> bool:
        """Ends a session of an account; whether there was one.

        Raises:
            DatabaseUnavailable: It goes on.
        """
        return bool(await self._end(account_id, AccountSession.id == session_id))

    async def end_all(self, account_id: UUID, *, but: UUID | None = None) -> int:
        """Ends the sessions of an account, all or all but one; how many there were.

        Raises:
            DatabaseUnavailable: They go on.
        """
        return await self._end(account_id, *([AccountSession.id != but] if but else []))

    async def _end(self, account_id: UUID, *which: object) -> int:
        async with self._db.everybody("ends sessions") as session:
            gone = delete(AccountSession).where(AccountSession.account_id == account_id, *which)  # pyright: ignore[reportArgumentType]
            return len((await session.scalars(gone.returning(AccountSession.id))).all())

    async def _keep_up(
        self, session: AsyncSession, row: AccountSession, hashed: str, now: datetime, address: str
    ) -> str:
        """Notes the use; returns a new token where it is time for one.

        A former token is good until its successor was seen: a browser that was cut off before it got the new one stays
        signed in.
        """
        changes: dict[str, object] = {}
        token = ""
        is_settled = now - row.rotated_at > self.limits.grace
        came_with_former = hashed == row.former_token_hash
        if came_with_former and is_settled:
            token = new_token()
            changes |= {"token_hash": digest(token), "rotated_at": now}
        elif not came_with_former and now - row.rotated_at > self.limits.rotate_every:
            token = new_token()
            changes |= {"token_hash": digest(token), "former_token_hash": hashed, "rotated_at": now}
        elif not came_with_former and is_settled and row.former_token_hash:
            changes["former_token_hash"] = None
        if now - row.last_seen_at > self.limits.noted_every or (address and address[:64] != row.address):
            changes |= {"last_seen_at": now, "address": address[:64] or row.address}
        if not changes:
            return ""
        # Of two requests at once, one rotates: the other finds the row changed and goes on as it came.
        same = update(AccountSession).where(AccountSession.id == row.id, AccountSession.token_hash == row.token_hash)
        done = await session.scalar(same.values(changes).returning(AccountSession.id))
        return token if done else ""

    async def _drop_what_ended(self, session: AsyncSession, now: datetime) -> None:
        ended = or_(AccountSession.expires_at <= now, AccountSession.last_seen_at <= now - self.limits.idle)
        await session.execute(delete(AccountSession).where(ended))

    async def _make_room(self, session: AsyncSession, account_id: UUID) -> None:
        wanted = select(AccountSession.id).where(AccountSession.account_id == account_id)
        oldest = wanted.order_by(AccountSession.last_seen_at.desc()).offset(self.limits.most - 1)
        await session.execute(
            delete(AccountSession).where(AccountSession.id.in_((await session.scalars(oldest)).all()))
        )


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
