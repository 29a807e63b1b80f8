"""Signing in and out, one's own account, and the sessions of it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import Accounts
from mumble_ai.accounts.passwords import LONGEST, TooBusy
from mumble_ai.accounts.session_guard import SESSION_COOKIE, SessionGuard, address_of
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.web.cookies import delete_cookie
from mumble_ai.web.errors import ApiError

Text = Annotated[str, Field(max_length=LONGEST)]


class AccountView(BaseModel):
    """Whoever is signed in."""

    id: UUID
    sign_in_name: str
    person_id: UUID
    name: str
    role: Role
    time_zone: str
    language: str
    clock: Literal[12, 24]


class ServiceLink(BaseModel):
    """A service with pages, for the navigation."""

    name: str
    title: str
    url: str


class SessionView(BaseModel):
    """What a page needs to know first.

    Attributes:
        csrf_token: To be sent as `X-CSRF-Token` with whatever changes something; empty for a key.
    """

    account: AccountView
    csrf_token: str
    services: list[ServiceLink]


class Credentials(BaseModel):
    """What somebody types to sign in."""

    sign_in_name: Text
    password: Text


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1", tags=["account"])
    guard = SessionGuard(panel.accounts, address=panel.settings.control_panel_url)

    @router.post("/session", dependencies=[Depends(guard.nobody_yet)])
    async def sign_in(request: Request, given: Credentials) -> SessionView:
        """Signs in: the answer sets the session's cookie."""
        account = await _matching(panel.accounts, given)
        opened = await panel.accounts.sessions.open(
            account.id, address=address_of(request), user_agent=request.headers.get("user-agent", "")
        )
        guard.give_cookie(request, opened.token)
        return _session_view(account, opened.csrf_token, panel)

    @router.get("/session")
    async def session(request: Request, account: Annotated[Account, Depends(panel.guard.member)]) -> SessionView:
        """Whoever is signed in."""
        found = None if account.by_key else await guard.found(request)
        return _session_view(account, found.row.csrf_token if found else "", panel)

    @router.delete("/session", status_code=204)
    async def sign_out(request: Request, account: Annotated[Account, Depends(panel.guard.member)]) -> None:
        """Ends the session."""
        if account.session_id is not None:
            await panel.accounts.sessions.end(account.id, account.session_id)
            delete_cookie(request, SESSION_COOKIE)

    _ = sign_in, session, sign_out
    return router


async def _matching(accounts: Accounts, given: Credentials) -> Account:
    try:
        account = await accounts.matching(given.sign_in_name, given.password)
    except TooBusy as error:
        raise ApiError(503, str(error), code="busy", retry_s=2) from error
    if account is None:
        raise ApiError(401, "the sign-in name or the password is wrong", code="wrong_credentials")
    return account


def _session_view(account: Account, csrf_token: str, panel: Panel) -> SessionView:
    person = account.person
    view = AccountView(
        id=account.id,
        sign_in_name=account.sign_in_name,
        person_id=person.id,
        name=person.name,
        role=person.role,
        time_zone=person.time_zone,
        language=person.language,
        clock=person.clock,
    )
    return SessionView(account=view, csrf_token=csrf_token, services=[])
