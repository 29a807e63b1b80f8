"""Accounts: who can sign in, and as which person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.accounts import passwords as password_rules
from mumble_ai.accounts.account import Account
from mumble_ai.accounts.api_keys import ApiKeys
from mumble_ai.accounts.audit import Audit, AuditPolicy
from mumble_ai.accounts.invitations import Invitations
from mumble_ai.accounts.names import checked_name, plain_name
from mumble_ai.accounts.oidc.arrivals import Arrivals
from mumble_ai.accounts.passwords import Passwords
from mumble_ai.accounts.sessions import SessionLimits, Sessions
from mumble_ai.accounts.tokens import readable_password
from mumble_ai.memory.people.directory import clean_name, person_of
from mumble_ai.memory.people.identity import known_by
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Role
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id

DOOR = "web"
FIRST_OWNER = "owner"
_ONE_AT_A_TIME = 0x6D61_6163
"""Key of the advisory lock under which the first account is made."""


class AccountRefused(ValueError):
    """An account can't be made or changed; the message says why."""


@dataclass(frozen=True, slots=True)
class AccountPolicy:
    """Limits, as the settings say."""

    sessions: SessionLimits
    audit: AuditPolicy

    @classmethod
    def of_days(cls, *, idle: int, longest: int, audit: int) -> AccountPolicy:
        """From numbers of days."""
        limits = SessionLimits(idle=timedelta(days=min(idle, longest)), longest=timedelta(days=longest))
        return cls(limits, AuditPolicy(keep=timedelta(days=audit)))


@dataclass(frozen=True, slots=True)
class AccountInfo:
    """An account as an owner sees it.

    Attributes:
        has_password: False where only another server's sign-in opens it.
    """

    account: Account
    is_closed: bool
    has_password: bool
    created_at: datetime
    last_sign_in_at: datetime | None


class Accounts:
    """Everybody's accounts; the front of this room.

    Attributes:
        sessions: Browsers that are signed in.
        keys: Keys of programs.
        audit: What was changed by whom.
        invitations: For those who have no account yet.
        arrivals: Those whom another server signs in.
    """

    def __init__(
        self,
        db: Database,
        people: People,
        *,
        policy: AccountPolicy | None = None,
        passwords: Passwords | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        policy = policy or AccountPolicy(SessionLimits(), AuditPolicy())
        self.db = db
        self.people = people
        self.now = now
        self.passwords = passwords or Passwords()
        self.sessions = Sessions(db, now, policy.sessions)
        self.keys = ApiKeys(db, now)
        self.audit = Audit(db, now, policy.audit)
        self.invitations = Invitations(db, now)
        self.arrivals = Arrivals(db, now)

    def close(self) -> None:
        """Ends its threads."""
        self.passwords.close()

    async def first_owner(self) -> tuple[Account, str] | None:
        """The owner's account with its password, where there is no account yet; None where there is one.

        Raises:
            DatabaseUnavailable: It is not made.
            TooBusy: It is not made.
        """
        password = readable_password()
        hashed = await self.passwords.hash(password)
        async with self.db.everybody("makes the first account") as session:
            await session.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
            if await session.scalar(select(tables.AccountRow.id).limit(1)):
                return None
            owners = select(tables.Person).where(tables.Person.role == Role.OWNER).order_by(tables.Person.created_at)
            owner = await session.scalar(owners.limit(1))
            if owner is None:
                owner = tables.Person(id=new_id(), name="Owner", role=Role.OWNER.value)
                session.add(owner)
                await session.flush()
            row = await self._insert(session, owner.id, FIRST_OWNER, hashed)
        self.people.changed(owner.id)
        return self.account_of(row, owner), password

    async def add(self, person_id: UUID, sign_in_name: str, password: str) -> Account:
        """Makes an account for a person.

        Args:
            password: Empty for one that another server's sign-in opens.

        Raises:
            AccountRefused: The name or password won't do, the name is taken, or the person is unknown or a guest.
            DatabaseUnavailable: There is none.
            TooBusy: There is none.
        """
        name = checked_account(sign_in_name, password)
        hashed = await self.passwords.hash(password) if password else ""
        try:
            async with self.db.everybody("makes an account") as session:
                person = await session.get(tables.Person, person_id, with_for_update=True)
                if person is None:
                    raise AccountRefused("nobody has this id")
                if person.role == Role.GUEST:
                    raise AccountRefused("a guest is known for one visit only and can't have an account")
                theirs = select(tables.AccountRow.sign_in_name).where(tables.AccountRow.person_id == person_id)
                if (other := await session.scalar(theirs)) is not None:
                    raise AccountRefused(f"{person.name} has an account already: {other}")
                row = await self._insert(session, person_id, name, hashed)
        except IntegrityError as error:
            raise AccountRefused(f"the sign-in name {name!r} is taken") from error
        return self.account_of(row, person)

    async def add_person(self, name: str, role: Role, sign_in_name: str, password: str) -> Account:
        """Makes an account for somebody who is not known yet.

        Raises:
            AccountRefused: See `add`.
            DatabaseUnavailable: There is none.
            TooBusy: There is none.
        """
        checked_account(sign_in_name, password)
        person_id = new_id()
        async with self.db.everybody("makes a person for an account") as session:
            row = tables.Person(id=person_id, name=clean_name(name), role=role.value, is_name_chosen=True)
            session.add(row)
        try:
            return await self.add(person_id, sign_in_name, password)
        except BaseException:
            async with self.db.everybody("a person whose account came to nothing") as session:
                await session.delete(row)
            raise

    async def matching(self, sign_in_name: str, password: str) -> Account | None:
        """The account that name and password open; None for none. An unknown name takes as long as a known one.

        Raises:
            DatabaseUnavailable: It can't be told.
            TooBusy: It can't be told.
        """
        async with self.db.everybody("somebody signs in") as session:
            wanted = (
                select(tables.AccountRow, tables.Person, tables.AccountPassword.password_hash)
                .join(tables.Person, tables.Person.id == tables.AccountRow.person_id)
                .outerjoin(tables.AccountPassword, tables.AccountPassword.account_id == tables.AccountRow.id)
                .where(tables.AccountRow.sign_in_name == plain_name(sign_in_name).replace("\x00", ""))
            )
            found = (await session.execute(wanted)).first()
        hashed = found[2] if found and not found[0].is_closed else None
        if not await self.passwords.fits(password, hashed) or found is None or hashed is None:
            return None
        if self.passwords.is_dated(hashed):
            await self._keep_password(found[0].id, await self.passwords.hash(password))
        return self.account_of(found[0], found[1])

    async def set_password(self, account_id: UUID, password: str, *, keep_session: UUID | None = None) -> None:
        """Gives an account a new password and ends its sessions, all or all but one.

        Raises:
            AccountRefused: The password won't do, or there is no such account.
            DatabaseUnavailable: It keeps the former one.
            TooBusy: It keeps the former one.
        """
        info = await self.info(account_id)
        if info is None:
            raise AccountRefused("there is no such account")
        checked_account(info.account.sign_in_name, password)
        await self._keep_password(account_id, await self.passwords.hash(password))
        await self.sessions.end_all(account_id, but=keep_session)

    async def rename(self, account_id: UUID, sign_in_name: str) -> str:
        """Gives an account another sign-in name; returns it as it is kept.

        Raises:
            AccountRefused: The name won't do or is taken.
            DatabaseUnavailable: It keeps the former one.
        """
        name = checked_account(sign_in_name, "")
        try:
            async with self.db.everybody("renames an account") as session:
                row = await session.get(tables.AccountRow, account_id, with_for_update=True)
                if row is None:
                    raise AccountRefused("there is no such account")
                row.sign_in_name = name
        except IntegrityError as error:
            raise AccountRefused(f"the sign-in name {name!r} is taken") from error
        return name

    async def set_closed(self, account_id: UUID, closed: bool) -> None:
        """Closes an account, which ends its sessions, or opens it again.

        Raises:
            AccountRefused: It is the last one of an owner, or not there.
            DatabaseUnavailable: Nothing is changed.
        """
        async with self.db.everybody("closes or opens an account") as session:
            row = await self._changeable(session, account_id, needs_other_owner=closed)
            row.is_closed = closed
        if closed:
            await self.sessions.end_all(account_id)

    async def remove(self, account_id: UUID) -> None:
        """Deletes an account with its sessions and keys; the person stays.

        Raises:
            AccountRefused: It is the last one of an owner, or not there.
            DatabaseUnavailable: Nothing is changed.
        """
        async with self.db.everybody("deletes an account") as session:
            await session.delete(await self._changeable(session, account_id, needs_other_owner=True))

    async def everybody(self) -> Sequence[AccountInfo]:
        """All accounts by name.

        Raises:
            DatabaseUnavailable: They can't be read.
        """
        async with self.db.everybody("lists accounts") as session:
            rows = (await session.execute(_with_people().order_by(tables.AccountRow.sign_in_name))).all()
        return [self._info(*row) for row in rows]

    async def info(self, account_id: UUID) -> AccountInfo | None:
        """One account; None for none.

        Raises:
            DatabaseUnavailable: It can't be read.
        """
        async with self.db.everybody("reads an account") as session:
            row = (await session.execute(_with_people().where(tables.AccountRow.id == account_id))).first()
        return self._info(*row) if row else None

    async def named(self, sign_in_name: str) -> AccountInfo | None:
        """The account of a sign-in name; None for none.

        Raises:
            DatabaseUnavailable: It can't be read.
        """
        wanted = _with_people().where(tables.AccountRow.sign_in_name == plain_name(sign_in_name))
        async with self.db.everybody("reads an account by name") as session:
            row = (await session.execute(wanted)).first()
        return self._info(*row) if row else None

    def account_of(self, row: tables.AccountRow, person: tables.Person) -> Account:
        """An account as the other rooms know it."""
        return Account(row.id, row.sign_in_name, person_of(person, self.people.time_zone))

    def _info(self, row: tables.AccountRow, person: tables.Person, has_password: bool) -> AccountInfo:
        return AccountInfo(
            account=self.account_of(row, person),
            is_closed=row.is_closed,
            has_password=has_password,
            created_at=row.created_at,
            last_sign_in_at=row.last_sign_in_at,
        )

    async def _insert(
        self, session: AsyncSession, person_id: UUID, sign_in_name: str, password_hash: str
    ) -> tables.AccountRow:
        row = tables.AccountRow(id=new_id(), person_id=person_id, sign_in_name=sign_in_name, created_at=self.now())
        session.add(row)
        await session.flush()
        if password_hash:
            session.add(tables.AccountPassword(account_id=row.id, password_hash=password_hash, changed_at=self.now()))
        identity = known_by(DOOR, sign_in_name)
        await session.execute(
            insert(tables.Identity)
            .values(id=new_id(), person_id=person_id, kind=identity.kind, value=identity.value)
            .on_conflict_do_nothing()
        )
        return row

    async def _keep_password(self, account_id: UUID, password_hash: str) -> None:
        row = {"password_hash": password_hash, "changed_at": self.now()}
        kept = insert(tables.AccountPassword).values(row | {"account_id": account_id})
        async with self.db.everybody("keeps a password's hash") as session:
            await session.execute(kept.on_conflict_do_update(index_elements=["account_id"], set_=row))

    async def _changeable(
        self, session: AsyncSession, account_id: UUID, *, needs_other_owner: bool
    ) -> tables.AccountRow:
        await session.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        row = await session.get(tables.AccountRow, account_id)
        if row is None:
            raise AccountRefused("there is no such account")
        others = (
            select(tables.AccountRow.id)
            .join(tables.Person, tables.Person.id == tables.AccountRow.person_id)
            .where(tables.Person.role == Role.OWNER, tables.AccountRow.is_closed.is_(False))
            .where(tables.AccountRow.id != account_id)
        )
        if needs_other_owner and await session.scalar(others.limit(1)) is None:
            raise AccountRefused("this is the only account of an owner; make another one first")
        return row


def _with_people() -> Select[tables.AccountRow, tables.Person, bool]:
    has_password = tables.AccountPassword.account_id.is_not(None)
    return (
        select(tables.AccountRow, tables.Person, has_password)
        .join(tables.Person, tables.Person.id == tables.AccountRow.person_id)
        .outerjoin(tables.AccountPassword, tables.AccountPassword.account_id == tables.AccountRow.id)
    )


def checked_account(sign_in_name: str, password: str) -> str:
    """The name as it is kept.

    Raises:
        AccountRefused: Name or password won't do.
    """
    try:
        name = checked_name(sign_in_name)
        if password:
            password_rules.check(password, name)
    except ValueError as error:
        raise AccountRefused(str(error)) from error
    return name
