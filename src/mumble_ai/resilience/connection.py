"""Connections that are kept for the next request, and why there was none.

A server may close a connection in the very moment it is used again.
"""

from __future__ import annotations

from typing import Final

import httpx

CLOSED: Final = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)
"""What a request over a connection raises that the other side has closed. A new connection raises others when nobody
listens."""


def why_no_answer(error: Exception) -> str:
    """Why a request got no answer, in words for people; a library's own are for whoever programs with it."""
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return "no answer in time"
    said = str(error).lower()
    if "certificate" in said:
        return "its certificate is not trusted"
    if any(words in said for words in ("name or service", "name resolution", "nodename")):
        return "its name is not known here"
    if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError | ConnectionError | EOFError):
        return "nothing answers there"
    return " ".join(str(error).split())[:200] or type(error).__name__


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
