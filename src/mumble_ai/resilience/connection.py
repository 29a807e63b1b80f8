"""Connections that are kept for the next request: a server may close one in the very moment it is used again."""

from __future__ import annotations

from typing import Final

import httpx

CLOSED: Final = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)
"""What a request over a connection raises that the other side has closed. A new connection raises others when nobody
listens."""


class KeptConnections(httpx.AsyncHTTPTransport):
    """Sends a request again, once, if its connection closed before the answer began.

    For requests that may be made twice: questions, and changes that say how things shall be.
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.AsyncBaseTransport`."""
        try:
            return await super().handle_async_request(request)
        except CLOSED:
            return await super().handle_async_request(request)
