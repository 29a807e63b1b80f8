"""The guard of every service: a session's cookie with its CSRF token, or an API key."""

from __future__ import annotations

import dataclasses
import hmac
from typing import Final

from starlette.requests import HTTPConnection

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import Accounts
from mumble_ai.accounts.api_keys import KeyHolder, Scope
from mumble_ai.accounts.sessions import Found
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.web.cookies import read_cookie, set_cookie
from mumble_ai.web.errors import ApiError
from mumble_ai.web.origin import is_from_elsewhere

SESSION_COOKIE: Final = "mumble_ai_session"
CSRF_HEADER: Final = "X-CSRF-Token"
RETRY_S: Final = 5.0
_HARMLESS: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_KEPT: Final = "mumble_ai.account"


class SessionGuard:
    """See `Guard`.

    Args:
        address: Under which browsers reach the service, where a proxy gives it another name.
    """

    def __init__(self, accounts: Accounts, *, address: str = "") -> None:
        self._accounts = accounts
        self._address = address

    async def member(self, connection: HTTPConnection) -> Account:
        """See `Guard.member`."""
        return (await self._whose(connection))[0]

    async def owner(self, connection: HTTPConnection) -> Account:
        """See `Guard.owner`."""
        account, scope = await self._whose(connection)
        if not account.is_owner:
            raise ApiError(403, "only an owner may do this", code="owner_needed")
        if scope not in (None, Scope.ADMIN):
            raise ApiError(403, "this needs a key with the scope admin", code="scope_too_small")
        return account

    async def nobody_yet(self, connection: HTTPConnection) -> None:
        """For what is asked before anybody is signed in: refuses what another site's page sends.

        Raises:
            ApiError: 403.
        """
        self._check_origin(connection)

    async def found(self, connection: HTTPConnection) -> Found | None:
        """The session whose cookie a request carries; None for none.

        Raises:
            ApiError: 503.
        """
        token = read_cookie(connection, SESSION_COOKIE)
        try:
            found = await self._accounts.sessions.find(token, address=address_of(connection))
        except DatabaseUnavailable as error:
            raise database_away() from error
        if found is not None and found.new_token:
            self.give_cookie(connection, found.new_token)
        return found

    def give_cookie(self, connection: HTTPConnection, token: str) -> None:
        """Has the browser keep a session's token; empty: forget it."""
        idle_s = int(self._accounts.sessions.limits.idle.total_seconds())
        set_cookie(connection, SESSION_COOKIE, token, max_age_s=idle_s)

    async def _whose(self, connection: HTTPConnection) -> tuple[Account, Scope | None]:
        """Asked for once a request, however many parts of it ask."""
        kept: tuple[Account, Scope | None] | None = connection.scope.get(_KEPT)
        if kept is None:
            kept = await (self._by_key(connection) if _key_of(connection) else self._by_session(connection))
            connection.scope[_KEPT] = kept
        return kept

    async def _by_key(self, connection: HTTPConnection) -> tuple[Account, Scope]:
        try:
            holder = await self._accounts.keys.holder(_key_of(connection))
        except DatabaseUnavailable as error:
            raise database_away() from error
        if holder is None:
            raise _unknown("this key opens nothing; make one on the page “API keys”", "invalid_api_key")
        scope = Scope(holder.key.scope)
        if scope is Scope.READ and not _is_harmless(connection):
            raise ApiError(403, "this key only looks things up; this needs the scope write", code="scope_too_small")
        return self._holders_account(holder, connection), scope

    def _holders_account(self, holder: KeyHolder, connection: HTTPConnection) -> Account:
        account = self._accounts.account_of(holder.account, holder.person)
        return dataclasses.replace(account, by_key=True, key_name=holder.key.name, address=address_of(connection))

    async def _by_session(self, connection: HTTPConnection) -> tuple[Account, None]:
        found = await self.found(connection)
        if found is None:
            raise _unknown("sign in first", "not_signed_in")
        if not _is_harmless(connection):
            self._check_origin(connection)
        if connection.scope["type"] == "http" and not _is_harmless(connection):
            given = connection.headers.get(CSRF_HEADER, "")
            if not hmac.compare_digest(given.encode(), found.row.csrf_token.encode()):
                message = f"send the header {CSRF_HEADER} that GET /api/v1/session tells"
                raise ApiError(403, message, code="csrf_token_needed")
        account = self._accounts.account_of(found.account, found.person)
        return dataclasses.replace(account, session_id=found.row.id, address=address_of(connection)), None

    def _check_origin(self, connection: HTTPConnection) -> None:
        if is_from_elsewhere(connection, self._address):
            raise ApiError(403, "this comes from a page of another site", code="other_site")


def address_of(connection: HTTPConnection) -> str:
    """Where a request comes from."""
    return connection.client.host if connection.client else ""


def _is_harmless(connection: HTTPConnection) -> bool:
    """Whether nothing is changed by it. A web socket may change anything; browsers let no page choose its headers, and
    always say which site's page it is of."""
    return connection.scope["type"] == "http" and connection.scope["method"] in _HARMLESS


def _key_of(connection: HTTPConnection) -> str:
    scheme, _, key = connection.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _unknown(message: str, code: str) -> ApiError:
    error = ApiError(401, message, code=code)
    error.headers = {"WWW-Authenticate": "Bearer"}
    return error


def database_away() -> ApiError:
    """What is answered while the database is away."""
    message = "The database does not answer now. What is kept in it is safe; try again in a moment."
    return ApiError(503, message, code="unavailable", retry_s=RETRY_S)
