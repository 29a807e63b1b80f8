"""API keys of machines: `Authorization: Bearer KEY`."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from starlette.requests import HTTPConnection

from mumble_ai.web.errors import ApiError


def is_allowed(connection: HTTPConnection, key: str) -> bool:
    """Whether the connection carries the key; the comparison takes the same time wherever they differ."""
    scheme, _, given = connection.headers.get("authorization", "").partition(" ")
    matches = hmac.compare_digest(given.strip().encode(), key.encode())
    return not key or (scheme.lower() == "bearer" and matches)


def require_key(key: str) -> Callable[[HTTPConnection], None]:
    """A dependency that answers 401 to whoever does not carry the key; an empty key lets everybody in."""

    def check(connection: HTTPConnection) -> None:
        if not is_allowed(connection, key):
            error = ApiError(401, "send the key: Authorization: Bearer SPEECH_API_KEY", code="invalid_api_key")
            error.headers = {"WWW-Authenticate": "Bearer"}
            raise error

    return check
