"""Signing in by another server's word (OpenID Connect)."""

from typing import Annotated, Final
from urllib.parse import quote

import structlog
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from mumble_ai.accounts.oidc.provider import Client, OidcFailed, Provider
from mumble_ai.accounts.session_guard import SessionGuard, address_of
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings, reachable_host
from mumble_ai.web.cookies import delete_cookie, read_cookie, set_cookie
from mumble_ai.web.errors import ApiError
from mumble_ai.web.origin import own_path

COOKIE: Final = "mumble_ai_other_sign_in"
BACK: Final = "/api/v1/session/other/back"
GOOD_FOR_S: Final = 600

Word = Annotated[str, Query(max_length=4000)]
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def routes(panel: Panel) -> APIRouter:
    """The endpoints; those of browsers, which are sent from place to place."""
    return routes_to(panel, provider_of(panel.settings))


def routes_to(panel: Panel, provider: Provider | None) -> APIRouter:
    """The endpoints around a server."""
    router = APIRouter(prefix="/api/v1/session/other", tags=["account"], include_in_schema=False)
    settings, accounts = panel.settings, panel.accounts
    guard = SessionGuard(accounts, address=settings.control_panel_url)
    back_to = f"{_address(settings)}{BACK}"

    @router.get("")
    async def go(request: Request, return_to: Word = "/", link: bool = False) -> RedirectResponse:
        """Sends the browser there; with `link`, to have that sign-in open the account that is signed in here."""
        if provider is None:
            raise ApiError(404, "no other server signs people in here", code="not_found")
        found = await guard.found(request) if link else None
        sent = await accounts.arrivals.send(
            return_to=own_path(return_to), account_id=found.account.id if found else None
        )
        try:
            url = await provider.address(
                state=sent.state, nonce=sent.nonce, code_verifier=sent.code_verifier, back_to=back_to
            )
        except OidcFailed as error:
            log.warning("another server's sign-in does not work", why=str(error))
            return _to_sign_in("failed")
        # Lax: the browser comes back from another site.
        set_cookie(request, COOKIE, sent.browser, max_age_s=GOOD_FOR_S, same_site="lax")
        return RedirectResponse(url, 303)

    @router.get("/back")
    async def back(
        request: Request, state: Word = "", code: Word = "", error: Word = "", iss: Word = ""
    ) -> RedirectResponse:
        """Where the browser comes back to."""
        flow = await accounts.arrivals.back(state, read_cookie(request, COOKIE))
        delete_cookie(request, COOKIE)
        if provider is None or flow is None or error or not code or iss not in ("", provider.issuer):
            return _to_sign_in("refused")
        try:
            vouched = await provider.vouched(
                code=code, nonce=flow.nonce, code_verifier=flow.code_verifier, back_to=back_to
            )
        except OidcFailed as failure:
            log.warning("somebody could not sign in by another server", why=str(failure))
            return _to_sign_in("failed")
        opened = await accounts.arrivals.arrived(vouched, link_to=flow.account_id)
        if opened is None:
            return _to_sign_in("waiting")
        agent = request.headers.get("user-agent", "")
        session = await accounts.sessions.open(opened[0].id, address=address_of(request), user_agent=agent)
        guard.give_cookie(request, session.token)
        return RedirectResponse(flow.return_to, 303)

    _ = go, back
    return router


def provider_of(settings: Settings) -> Provider | None:
    """The server that the settings name; None for none."""
    if not settings.oidc_issuer:
        return None
    return Provider(Client(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret))


def _address(settings: Settings) -> str:
    """Where browsers reach this service, never taken from what a browser says."""
    own = f"http://{reachable_host(settings.bind_host)}:{settings.control_panel_port}"
    return (settings.control_panel_url or own).rstrip("/")


def _to_sign_in(why: str) -> RedirectResponse:
    return RedirectResponse(f"/?sign_in={quote(why)}", 303)
