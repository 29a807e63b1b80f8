"""The record of what was changed and deleted, for owners."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel


class AuditEntry(BaseModel):
    """One thing that was done.

    Attributes:
        by: Who; empty for the terminal, and for an account that is no more.
        key_name: The API key it was done with; empty for a browser.
        address: Where from; empty for the terminal.
    """

    id: UUID
    at: datetime
    by: str
    key_name: str
    action: str
    subject: str
    details: dict[str, Any]
    address: str


class AuditPage(BaseModel):
    """A part of the record, the newest first.

    Attributes:
        before: To be sent for what comes next; None at the end.
        actions: Every kind of action there is.
    """

    entries: list[AuditEntry]
    before: UUID | None
    actions: list[str]


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1", tags=["audit"])
    audit = panel.accounts.audit

    @router.get("/audit")
    async def audit_log(
        account: Annotated[Account, Depends(panel.guard.owner)],
        before: UUID | None = None,
        action: Annotated[str, Query(max_length=60, pattern=r"^[a-z_.]*$")] = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> AuditPage:
        """What was changed and deleted: who, when, what, from where."""
        found = await audit.entries(before=before, action=action, limit=limit + 1)
        entries = [
            AuditEntry(
                id=entry.id,
                at=entry.at,
                by=entry.by,
                key_name=entry.key_name,
                action=entry.action,
                subject=entry.subject,
                details=entry.details,
                address=entry.address,
            )
            for entry in found[:limit]
        ]
        more = entries[-1].id if len(found) > limit else None
        return AuditPage(entries=entries, before=more, actions=list(await audit.actions()))

    _ = audit_log
    return router
