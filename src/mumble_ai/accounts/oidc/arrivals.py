"""Who was sent to the other server, who came back, and which account that opens here."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.accounts.oidc.provider import Vouched
from mumble_ai.accounts.tokens import LONGEST_TOKEN, digest, new_token
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import AccountRow, ExternalSignIn, OidcFlow, Person

GOOD_FOR: Final = timedelta(minutes=10)
MOST_WAITING: Final = 200
"""Of those who came and whom no owner has let in; the oldest go."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A browser on its way.

    Attributes:
        state: Comes back in the address.
        browser: The browser keeps it in a cookie: nobody else can come back for it.
    """

    state: str
    browser: str
    nonce: str
    code_verifier: str


class Arrivals:
    """Keeps them."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db = db
        self._now = now

    async def send(self, *, return_to: str, account_id: UUID | None = None) -> Sent:
        """Somebody is sent there.

        Args:
            return_to: Path of the page they wanted.
            account_id: Whose account is to be linked; None where somebody signs in.

        Raises:
            DatabaseUnavailable: It is not noted.
        """
        now = self._now()
        sent = Sent(new_token(), new_token(), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
        async with self._db.everybody("sends somebody to sign in elsewhere") as session:
            await session.execute(delete(OidcFlow).where(OidcFlow.expires_at <= now))
            session.add(
                OidcFlow(
                    state_hash=digest(sent.state),
                    browser_hash=digest(sent.browser),
                    nonce=sent.nonce,
                    code_verifier=sent.code_verifier,
                    account_id=account_id,
                    return_to=return_to,
                    expires_at=now + GOOD_FOR,
                )
            )
        return sent

    async def back(self, state: str, browser: str) -> OidcFlow | None:
        """Somebody came back; None for whoever was not sent, or came back before, or in another browser.

        Raises:
            DatabaseUnavailable: It can't be told.
        """
        if max(len(state), len(browser)) > LONGEST_TOKEN or not browser:
            return None
        wanted = delete(OidcFlow).where(
            OidcFlow.state_hash == digest(state),
            OidcFlow.browser_hash == digest(browser),
            OidcFlow.expires_at > self._now(),
        )
        async with self._db.everybody("somebody signed in elsewhere") as session:
            return await session.scalar(wanted.returning(OidcFlow))

    async def arrived(self, vouched: Vouched, *, link_to: UUID | None = None) -> tuple[AccountRow, Person] | None:
        """What it opens; None where no owner has said so yet, which they can do then.

        Args:
            link_to: The account of whoever is signed in here already; linked unless it opens another one.

        Raises:
            DatabaseUnavailable: It can't be told.
        """
        now = self._now()
        row = {"shown_name": vouched.name, "mail": vouched.mail, "last_used_at": now}
        known = {"id": new_id(), "issuer": vouched.issuer, "subject": vouched.subject, "arrived_at": now}
        came = insert(ExternalSignIn).values(row | known | {"account_id": link_to})
        account = func.coalesce(ExternalSignIn.account_id, came.excluded.account_id)
        kept = came.on_conflict_do_update(index_elements=["issuer", "subject"], set_=row | {"account_id": account})
        async with self._db.everybody("who signed in elsewhere") as session:
            account_id = await session.scalar(kept.returning(ExternalSignIn.account_id))
            if account_id is None:
                await self._forget_too_many(session)
                return None
            found = await session.execute(
                select(AccountRow, Person)
                .join(Person, Person.id == AccountRow.person_id)
                .where(AccountRow.id == account_id, AccountRow.is_closed.is_(False))
            )
            opened = found.first()
            return (opened[0], opened[1]) if opened else None

    async def everybody(self) -> Sequence[ExternalSignIn]:
        """Everybody who came, those who wait first.

        Raises:
            DatabaseUnavailable: They can't be read.
        """
        waiting_first = ExternalSignIn.account_id.is_not(None)
        async with self._db.everybody("lists who signed in elsewhere") as session:
            wanted = select(ExternalSignIn).order_by(waiting_first, ExternalSignIn.arrived_at.desc())
            return (await session.scalars(wanted)).all()

    async def of(self, account_id: UUID) -> Sequence[ExternalSignIn]:
        """What opens an account.

        Raises:
            DatabaseUnavailable: It can't be read.
        """
        async with self._db.everybody("what opens an account") as session:
            wanted = select(ExternalSignIn).where(ExternalSignIn.account_id == account_id)
            return (await session.scalars(wanted.order_by(ExternalSignIn.arrived_at))).all()

    async def link(self, external_id: UUID, account_id: UUID | None) -> bool:
        """Says what somebody who came opens, None for nothing; false where nobody is meant.

        Raises:
            DatabaseUnavailable: Nothing is changed.
        """
        changed = update(ExternalSignIn).where(ExternalSignIn.id == external_id).values(account_id=account_id)
        async with self._db.everybody("links another server's sign-in to an account") as session:
            return await session.scalar(changed.returning(ExternalSignIn.id)) is not None

    async def _forget_too_many(self, session: AsyncSession) -> None:
        waiting = select(ExternalSignIn.id).where(ExternalSignIn.account_id.is_(None))
        oldest = waiting.order_by(ExternalSignIn.arrived_at.desc()).offset(MOST_WAITING)
        ids = (await session.scalars(oldest)).all()
        if ids:
            await session.execute(delete(ExternalSignIn).where(ExternalSignIn.id.in_(ids)))
