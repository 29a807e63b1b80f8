"""Invitations: an owner gives somebody a secret with which they make their account, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from mumble_ai.accounts.tokens import LONGEST_TOKEN, digest, new_token
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import InvitationRow

PREFIX: Final = "join-"
GOOD_FOR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invitation:
    """As it is told, once."""

    secret: str
    expires_at: datetime


class Invitations:
    """Makes and takes them."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db = db
        self._now = now

    async def make(self, person_id: UUID) -> Invitation:
        """An invitation for a person; an earlier one is good no longer.

        Raises:
            DatabaseUnavailable: There is none.
        """
        now, secret = self._now(), new_token(PREFIX)
        row = {"token_hash": digest(secret), "made_at": now, "expires_at": now + GOOD_FOR}
        made = insert(InvitationRow).values(row | {"id": new_id(), "person_id": person_id})
        async with self._db.everybody("invites somebody to make an account") as session:
            await session.execute(delete(InvitationRow).where(InvitationRow.expires_at <= now))
            await session.execute(made.on_conflict_do_update(index_elements=["person_id"], set_=row))
        return Invitation(secret, now + GOOD_FOR)

    async def take(self, secret: str) -> UUID | None:
        """Whom an invitation is for, used up by that; None for none.

        Raises:
            DatabaseUnavailable: It is still good.
        """
        secret = secret.strip()
        if not secret.startswith(PREFIX) or len(secret) > LONGEST_TOKEN:
            return None
        used_up = delete(InvitationRow).where(
            InvitationRow.token_hash == digest(secret), InvitationRow.expires_at > self._now()
        )
        async with self._db.everybody("takes an invitation") as session:
            return await session.scalar(used_up.returning(InvitationRow.person_id))
