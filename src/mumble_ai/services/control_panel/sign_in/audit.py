"""The record of what was changed and deleted, for owners."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.audit import Entry
from mumble_ai.services.control_panel.panel import Panel


class AuditEntry(BaseModel):
    """One thing that was done.

    Attributes:
        by: Who; empty for the terminal, for somebody unknown, and for an account that is no more.
        key_name: The API key it was done with; empty for a browser.
        address: Where from; empty for the terminal.
        names: What people, accounts and sign-ins are called whose ids are in `subject` and `details`, those there are.
    """

    id: UUID
    at: datetime
    by: str
    key_name: str
    action: str
    subject: str
    details: dict[str, Any]
    address: str
    names: dict[str, str]


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
        entries = found[:limit]
        names = await audit.names({id for entry in entries for id in _ids(entry)})
        return AuditPage(
            entries=[_view(entry, names) for entry in entries],
            before=entries[-1].id if len(found) > limit else None,
            actions=list(await audit.actions()),
        )

    _ = audit_log
    return router


def _view(entry: Entry, names: Mapping[UUID, str]) -> AuditEntry:
    return AuditEntry(
        id=entry.id,
        at=entry.at,
        by=entry.by,
        key_name=entry.key_name,
        action=entry.action,
        subject=entry.subject,
        details=entry.details,
        address=entry.address,
        names={str(id): names[id] for id in _ids(entry) if id in names},
    )


def _ids(entry: Entry) -> set[UUID]:
    """The ids that an entry tells of."""
    found: set[UUID] = set()
    for value in (entry.subject, *entry.details.values()):
        with suppress(ValueError):
            if isinstance(value, str):
                found.add(UUID(value))
    return found
