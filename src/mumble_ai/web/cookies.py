"""Cookies that are decided on while a request is answered, wherever in the code that is."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Any, Final, Literal

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KEY: Final = "mumble_ai.cookies"

SameSite = Literal["strict", "lax"]


class Cookies:
    """Adds the cookies that were set for a request to its answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        to_set: dict[str, str] = {}
        scope[_KEY] = to_set

        async def with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for cookie in to_set.values():
                    headers.append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, with_cookies)


def is_secure(connection: HTTPConnection) -> bool:
    """Whether the browser's side of the connection is encrypted."""
    return connection.url.scheme in ("https", "wss")


def cookie_name(connection: HTTPConnection, name: str) -> str:
    """The name of a cookie; over TLS one that no other host and no unencrypted page can set (RFC 6265bis, 4.1.3)."""
    return f"__Host-{name}" if is_secure(connection) else name


def read_cookie(connection: HTTPConnection, name: str) -> str:
    """What the browser sent; empty for nothing."""
    return connection.cookies.get(cookie_name(connection, name), "")


def set_cookie(
    connection: HTTPConnection, name: str, value: str, *, max_age_s: int, same_site: SameSite = "strict"
) -> None:
    """Has the answer set a cookie that no script can read; it is sent to every port of this host.

    Where there is no answer to set it with, as in a web socket, nothing is done.

    Args:
        value: Empty deletes it.
    """
    to_set: dict[str, str] | None = connection.scope.get(_KEY)
    if to_set is None:
        return
    full_name = cookie_name(connection, name)
    baked: SimpleCookie = SimpleCookie({full_name: value})
    options: dict[str, Any] = {"path": "/", "httponly": True, "samesite": same_site.title()}
    options |= {"max-age": max_age_s if value else 0}
    if is_secure(connection):
        options["secure"] = True
    for option, setting in options.items():
        baked[full_name][option] = setting
    to_set[full_name] = baked[full_name].OutputString()


def delete_cookie(connection: HTTPConnection, name: str) -> None:
    """Has the answer delete a cookie."""
    set_cookie(connection, name, "", max_age_s=0)
