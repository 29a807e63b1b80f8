"""The browsers in which one is signed in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.web.errors import ApiError


class OpenSession(BaseModel):
    """A browser that is signed in.

    Attributes:
        is_this: Whether it is the one that asks.
    """

    id: UUID
    browser: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool


class Ended(BaseModel):
    """How many sessions were ended."""

    ended: int


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/account/sessions", tags=["account"])
    kept, audit = panel.accounts.sessions, panel.accounts.audit

    @router.get("")
    async def sessions(account: Annotated[Account, Depends(panel.guard.member)]) -> list[OpenSession]:
        """The browsers that are signed in, the last used first."""
        return await _open(panel, account)

    @router.delete("/{session_id}", status_code=204)
    async def end_session(account: Annotated[Account, Depends(panel.guard.member)], session_id: UUID) -> None:
        """Signs one of one's browsers out."""
        meant = [one for one in await _open(panel, account) if one.id == session_id]
        if not await kept.end(account.id, session_id):
            raise ApiError(404, "you have no such session", code="not_found")
        await audit.note(account, "session.ended", "".join(one.browser for one in meant))

    @router.delete("")
    async def end_other_sessions(account: Annotated[Account, Depends(panel.guard.member)]) -> Ended:
        """Signs all of one's browsers out but this one."""
        ended = await kept.end_all(account.id, but=account.session_id)
        await audit.note(account, "session.ended", "all others", ended=ended)
        return Ended(ended=ended)

    _ = sessions, end_session, end_other_sessions
    return router


async def _open(panel: Panel, account: Account) -> list[OpenSession]:
    return [
        OpenSession(
            id=row.id,
            browser=row.user_agent,
            address=row.address,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            is_this=row.id == account.session_id,
        )
        for row in await panel.accounts.sessions.of(account.id)
    ]
