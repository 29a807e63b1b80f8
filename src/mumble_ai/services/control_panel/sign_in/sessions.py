"""Signing in and out, and making one's account with an invitation or a code."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import AccountRefused
from mumble_ai.accounts.passwords import TooBusy
from mumble_ai.accounts.session_guard import SESSION_COOKIE, SessionGuard, address_of
from mumble_ai.accounts.sign_in import NotInvited, SignIn, WrongCredentials
from mumble_ai.accounts.sign_in_limits import SignInLimits, TooMany
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel.navigation import ServiceLink, service_links
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage.rate_limits import RateLimits
from mumble_ai.web.cookies import delete_cookie
from mumble_ai.web.errors import ApiError

Typed = Annotated[str, Field(max_length=300)]


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


class SessionView(BaseModel):
    """What a page needs to know first.

    Attributes:
        csrf_token: To be sent as `X-CSRF-Token` with whatever changes something; empty for a key.
    """

    account: AccountView
    csrf_token: str
    services: list[ServiceLink]


class OtherWay(BaseModel):
    """Another server that signs people in."""

    title: str
    url: str


class SignInWays(BaseModel):
    """How people can sign in here."""

    other: OtherWay | None


class Credentials(BaseModel):
    """What somebody types to sign in."""

    sign_in_name: Typed
    password: Typed


class Joining(Credentials):
    """What somebody types to make their account.

    Attributes:
        secret: An invitation, or the code that the assistant told them.
    """

    secret: Typed


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1", tags=["account"])
    guard = SessionGuard(panel.accounts, address=panel.settings.control_panel_url)
    limits = SignInLimits(RateLimits(panel.household.stores.redis))
    entrance = SignIn(panel.accounts, panel.household.parts.linking, limits)

    async def opened(request: Request, account: Account) -> SessionView:
        agent = request.headers.get("user-agent", "")
        session = await panel.accounts.sessions.open(account.id, address=address_of(request), user_agent=agent)
        guard.give_cookie(request, session.token)
        return _session_view(request, account, session.csrf_token, panel)

    @router.post("/session", dependencies=[Depends(guard.nobody_yet)])
    async def sign_in(request: Request, given: Credentials) -> SessionView:
        """Signs in: the answer sets the session's cookie."""
        async with _refusals():
            account = await entrance.with_password(given.sign_in_name, given.password, address_of(request))
        return await opened(request, account)

    @router.post("/session/join", dependencies=[Depends(guard.nobody_yet)])
    async def join(request: Request, given: Joining) -> SessionView:
        """Makes the account of whoever the invitation or code is for, and signs in."""
        async with _refusals():
            account = await entrance.join(given.secret, given.sign_in_name, given.password, address_of(request))
        return await opened(request, account)

    @router.get("/session/ways")
    async def ways() -> SignInWays:
        """How people can sign in here, besides by name and password."""
        if not panel.settings.oidc_issuer:
            return SignInWays(other=None)
        title = panel.settings.oidc_title or urlsplit(panel.settings.oidc_issuer).hostname or "OpenID"
        return SignInWays(other=OtherWay(title=title, url="/api/v1/session/other"))

    @router.get("/session")
    async def session(request: Request, account: Annotated[Account, Depends(panel.guard.member)]) -> SessionView:
        """Whoever is signed in."""
        found = None if account.by_key else await guard.found(request)
        return _session_view(request, account, found.row.csrf_token if found else "", panel)

    @router.delete("/session", status_code=204)
    async def sign_out(request: Request, account: Annotated[Account, Depends(panel.guard.member)]) -> None:
        """Ends the session."""
        if account.session_id is not None:
            await panel.accounts.sessions.end(account.id, account.session_id)
            delete_cookie(request, SESSION_COOKIE)

    _ = sign_in, join, ways, session, sign_out
    return router


@asynccontextmanager
async def _refusals() -> AsyncGenerator[None]:
    """What stands in the way of signing in, in HTTP's words."""
    try:
        yield
    except TooMany as error:
        minutes = max(1, round(error.wait_s / 60))
        wait = f"{round(error.wait_s) or 1} seconds" if error.wait_s < 60 else f"{minutes} minutes"
        message = f"there were too many attempts; try again in {wait}"
        raise ApiError(429, message, code="too_many_attempts", retry_s=error.wait_s) from error
    except TooBusy as error:
        raise ApiError(503, str(error), code="busy", retry_s=2) from error
    except WrongCredentials as error:
        raise ApiError(401, "the sign-in name or the password is wrong", code="wrong_credentials") from error
    except NotInvited as error:
        raise ApiError(400, str(error), code="not_invited", param="secret") from error
    except AccountRefused as error:
        raise ApiError(400, str(error), code="refused") from error


def _session_view(request: Request, account: Account, csrf_token: str, panel: Panel) -> SessionView:
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
    return SessionView(account=view, csrf_token=csrf_token, services=service_links(panel.settings, request))
