"""Everybody's accounts, for owners: who can sign in, invitations, whom another server vouches for."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import AccountInfo, AccountRefused
from mumble_ai.accounts.passwords import TooBusy
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.web.errors import ApiError

Typed = Annotated[str, Field(min_length=1, max_length=300)]


class AccountEntry(BaseModel):
    """An account."""

    id: UUID
    sign_in_name: str
    person_id: UUID
    name: str
    role: Role
    is_closed: bool
    has_password: bool
    created_at: datetime
    last_sign_in_at: datetime | None


class NewAccount(BaseModel):
    """An account for a person who is known.

    Attributes:
        password: A first one, which they should change; left out where another server signs them in.
    """

    person_id: UUID
    sign_in_name: Typed
    password: Annotated[str, Field(max_length=300)] = ""


class AccountChange(BaseModel):
    """What is to be different; what is left out stays."""

    is_closed: bool | None = None
    password: Typed | None = None


class InvitationView(BaseModel):
    """A secret with which a person makes their account, told once.

    Attributes:
        path: Of the page where it is typed in already.
    """

    secret: str
    path: str
    expires_at: datetime


class Arrival(BaseModel):
    """Somebody that another server vouches for.

    Attributes:
        account_id: What they open; None while they wait.
    """

    id: UUID
    issuer: str
    shown_name: str
    mail: str
    account_id: UUID | None
    arrived_at: datetime
    last_used_at: datetime | None


class ArrivalLink(BaseModel):
    """What somebody is to open; None for nothing."""

    account_id: UUID | None


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/accounts", tags=["accounts"])
    _add_making(router, panel)
    _add_changing(router, panel)
    _add_invitations(router, panel)
    _add_arrivals(router, panel)
    return router


def _add_making(router: APIRouter, panel: Panel) -> None:
    accounts, audit = panel.accounts, panel.accounts.audit

    @router.get("")
    async def all_accounts(account: Annotated[Account, Depends(panel.guard.owner)]) -> list[AccountEntry]:
        """Who can sign in."""
        return [_entry(info) for info in await accounts.everybody()]

    @router.post("", status_code=201)
    async def make_account(account: Annotated[Account, Depends(panel.guard.owner)], body: NewAccount) -> AccountEntry:
        """Makes an account for a person."""
        async with _refusals():
            made = await accounts.add(body.person_id, body.sign_in_name, body.password)
        await audit.note(account, "account.made", made.sign_in_name, person_id=made.person.id)
        return _entry(await _info(panel, made.id))

    _ = all_accounts, make_account


def _add_changing(router: APIRouter, panel: Panel) -> None:
    accounts, audit = panel.accounts, panel.accounts.audit

    @router.patch("/{account_id}")
    async def change_account(
        account: Annotated[Account, Depends(panel.guard.owner)], account_id: UUID, body: AccountChange
    ) -> AccountEntry:
        """Closes an account or opens it again; gives it a new password, which ends its sessions."""
        async with _refusals():
            if body.password is not None:
                await accounts.set_password(account_id, body.password)
                await audit.note(account, "account.password_changed", str(account_id))
            if body.is_closed is not None:
                await accounts.set_closed(account_id, body.is_closed)
                await audit.note(account, "account.closed" if body.is_closed else "account.opened", str(account_id))
        return _entry(await _info(panel, account_id))

    @router.delete("/{account_id}", status_code=204)
    async def delete_account(account: Annotated[Account, Depends(panel.guard.owner)], account_id: UUID) -> None:
        """Deletes an account with its sessions and keys; the person and what is known of them stays."""
        info = await _info(panel, account_id)
        async with _refusals():
            await accounts.remove(account_id)
        await audit.note(account, "account.deleted", info.account.sign_in_name)

    _ = change_account, delete_account


def _add_invitations(router: APIRouter, panel: Panel) -> None:
    accounts, audit = panel.accounts, panel.accounts.audit

    @router.post("/invitations/{person_id}", status_code=201)
    async def invite(account: Annotated[Account, Depends(panel.guard.owner)], person_id: UUID) -> InvitationView:
        """A secret with which a person makes their account; good once, for seven days."""
        person = await panel.household.people.get(person_id)
        if person is None or person.is_guest:
            raise ApiError(404, "nobody who could have an account has this id", code="not_found")
        if any(info.account.person.id == person.id for info in await accounts.everybody()):
            raise ApiError(409, f"{person.name} has an account already", code="refused")
        made = await accounts.invitations.make(person.id)
        await audit.note(account, "account.invited", str(person.id))
        return InvitationView(secret=made.secret, path=f"/join#{quote(made.secret)}", expires_at=made.expires_at)

    _ = invite


def _add_arrivals(router: APIRouter, panel: Panel) -> None:
    accounts, audit = panel.accounts, panel.accounts.audit

    @router.get("/arrivals")
    async def arrivals(account: Annotated[Account, Depends(panel.guard.owner)]) -> list[Arrival]:
        """Whom another server vouches for, those who wait first."""
        return [Arrival.model_validate(row, from_attributes=True) for row in await accounts.arrivals.everybody()]

    @router.put("/arrivals/{arrival_id}", status_code=204)
    async def link_arrival(
        account: Annotated[Account, Depends(panel.guard.owner)], arrival_id: UUID, body: ArrivalLink
    ) -> None:
        """Says which account somebody opens whom another server vouches for."""
        if body.account_id is not None:
            await _info(panel, body.account_id)
        if not await accounts.arrivals.link(arrival_id, body.account_id):
            raise ApiError(404, "nobody of this id has come", code="not_found")
        opened = str(body.account_id) if body.account_id else ""
        await audit.note(account, "external.linked" if opened else "external.unlinked", str(arrival_id), opens=opened)

    _ = arrivals, link_arrival


@asynccontextmanager
async def _refusals() -> AsyncGenerator[None]:
    try:
        yield
    except AccountRefused as error:
        raise ApiError(409, str(error), code="refused") from error
    except TooBusy as error:
        raise ApiError(503, str(error), code="busy", retry_s=2) from error


async def _info(panel: Panel, account_id: UUID) -> AccountInfo:
    info = await panel.accounts.info(account_id)
    if info is None:
        raise ApiError(404, "there is no such account", code="not_found")
    return info


def _entry(info: AccountInfo) -> AccountEntry:
    account = info.account
    return AccountEntry(
        id=account.id,
        sign_in_name=account.sign_in_name,
        person_id=account.person.id,
        name=account.person.name,
        role=account.person.role,
        is_closed=info.is_closed,
        has_password=info.has_password,
        created_at=info.created_at,
        last_sign_in_at=info.last_sign_in_at,
    )
