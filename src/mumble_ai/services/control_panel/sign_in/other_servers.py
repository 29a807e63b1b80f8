"""Signing in by another server's word (OpenID Connect), and having it open the account that is signed in already."""

from dataclasses import replace
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

import structlog
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from mumble_ai.accounts.oidc.provider import Client, OidcFailed, Provider, Vouched
from mumble_ai.accounts.session_guard import SessionGuard, address_of
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings, reachable_host
from mumble_ai.storage.tables import OidcFlow
from mumble_ai.web.cookies import delete_cookie, read_cookie, set_cookie
from mumble_ai.web.errors import ApiError
from mumble_ai.web.origin import own_path

COOKIE: Final = "mumble_ai_other_sign_in"
BACK: Final = "/api/v1/session/other/back"
GOOD_FOR_S: Final = 600

Word = Annotated[str, Field(max_length=4000)]
Outcome = Literal["waiting", "refused", "failed", "taken", "done"]
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Wish(BaseModel):
    """What somebody goes to the other server for.

    Attributes:
        return_to: The page they are sent to in the end.
        link: That sign-in is to open the account that is signed in here.
    """

    return_to: Word = "/"
    link: bool = False


class CameBack(BaseModel):
    """What the browser comes back with (OAuth 2.0, RFC 6749 section 4.1.2; `iss` by RFC 9207)."""

    state: Word = ""
    code: Word = ""
    error: Word = ""
    iss: Word = ""


def routes(panel: Panel) -> APIRouter:
    """The endpoints; those of browsers, which are sent from place to place."""
    return routes_to(panel, provider_of(panel.settings))


def routes_to(panel: Panel, provider: Provider | None) -> APIRouter:
    """The endpoints around a server."""
    router = APIRouter(prefix="/api/v1/session/other", tags=["account"], include_in_schema=False)
    way = _Way(panel, provider) if provider is not None else None

    @router.get("")
    async def go(request: Request, wish: Annotated[Wish, Query()]) -> RedirectResponse:
        """Sends the browser there."""
        if way is None:
            raise ApiError(404, "no other server signs people in here", code="not_found")
        return await way.there(request, wish)

    @router.get("/back")
    async def back(request: Request, came: Annotated[CameBack, Query()]) -> RedirectResponse:
        """Where the browser comes back to."""
        return _to_sign_in("refused") if way is None else await way.back(request, came)

    _ = go, back
    return router


class _Way:
    """The way of a browser to the server and back."""

    def __init__(self, panel: Panel, provider: Provider) -> None:
        self._provider = provider
        self._accounts = panel.accounts
        self._guard = SessionGuard(panel.accounts, address=panel.settings.control_panel_url)
        self._back_to = f"{_address(panel.settings)}{BACK}"

    async def there(self, request: Request, wish: Wish) -> RedirectResponse:
        found = await self._guard.found(request) if wish.link else None
        account_id = found.account.id if found else None
        return_to = own_path(wish.return_to)
        sent = await self._accounts.arrivals.send(return_to=return_to, account_id=account_id)
        try:
            url = await self._provider.address(
                state=sent.state, nonce=sent.nonce, code_verifier=sent.code_verifier, back_to=self._back_to
            )
        except OidcFailed as error:
            log.warning("another server's sign-in does not work", why=str(error))
            return _to_sign_in("failed") if account_id is None else _to_page(return_to, "failed")
        # Lax: the browser comes back from another site.
        set_cookie(request, COOKIE, sent.browser, max_age_s=GOOD_FOR_S, same_site="lax")
        return RedirectResponse(url, 303)

    async def back(self, request: Request, came: CameBack) -> RedirectResponse:
        flow = await self._accounts.arrivals.back(came.state, read_cookie(request, COOKIE))
        delete_cookie(request, COOKIE)
        if flow is None:
            return _to_sign_in("refused")
        vouched = await self._vouched(flow, came)
        if flow.account_id is not None:
            how = await self._linked(request, flow, vouched) if isinstance(vouched, Vouched) else vouched
            return _to_page(flow.return_to, how)
        if not isinstance(vouched, Vouched):
            return _to_sign_in(vouched)
        opened = await self._accounts.arrivals.arrived(vouched)
        if opened is None:
            return _to_sign_in("waiting")
        agent = request.headers.get("user-agent", "")
        session = await self._accounts.sessions.open(opened[0].id, address=address_of(request), user_agent=agent)
        self._guard.give_cookie(request, session.token)
        return RedirectResponse(flow.return_to, 303)

    async def _vouched(self, flow: OidcFlow, came: CameBack) -> Vouched | Literal["refused", "failed"]:
        if came.error or not came.code or came.iss not in ("", self._provider.issuer):
            return "refused"
        try:
            return await self._provider.vouched(
                code=came.code, nonce=flow.nonce, code_verifier=flow.code_verifier, back_to=self._back_to
            )
        except OidcFailed as failure:
            log.warning("somebody could not sign in by another server", why=str(failure))
            return "failed"

    async def _linked(self, request: Request, flow: OidcFlow, vouched: Vouched) -> Outcome:
        """Has it open the account, unless it opens another one; the browser stays signed in as it is."""
        opened = await self._accounts.arrivals.arrived(vouched, link_to=flow.account_id)
        if opened is None or opened[0].id != flow.account_id:
            return "taken"
        account = replace(self._accounts.account_of(*opened), address=address_of(request))
        await self._accounts.audit.note(account, "external.linked", account.sign_in_name, issuer=vouched.issuer)
        return "done"


def provider_of(settings: Settings) -> Provider | None:
    """The server that the settings name; None for none."""
    if not settings.oidc_issuer:
        return None
    return Provider(Client(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret))


def _address(settings: Settings) -> str:
    """Where browsers reach this service, never taken from what a browser says."""
    own = f"http://{reachable_host(settings.bind_host)}:{settings.control_panel_port}"
    return (settings.control_panel_url or own).rstrip("/")


def _to_sign_in(why: Outcome) -> RedirectResponse:
    return RedirectResponse(f"/?sign_in={why}", 303)


def _to_page(path: str, linked: Outcome) -> RedirectResponse:
    return RedirectResponse(f"{path}{'&' if urlsplit(path).query else '?'}linked={linked}", 303)
