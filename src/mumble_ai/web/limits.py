"""What every request passes first: a request id, a size limit, headers, a count for `/metrics`."""

from __future__ import annotations

import re
import time
import uuid
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mumble_ai.telemetry import of_turn
from mumble_ai.web.errors import ApiError, error_response

SECURITY_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_REQUEST_ID: Final = re.compile(r"[\w.-]{1,128}")


class BodyLimit:
    """Refuses bodies over a limit with 413, by counting what arrives; a length header is believed only when too big."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        too_big = ApiError(413, f"the request is larger than {self._max_bytes // 1_000_000 or 1} MB", code="too_large")
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdigit() and int(announced) > self._max_bytes:
            await error_response(scope["path"], too_big)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                raise too_big
            return message

        await self._app(scope, counted, send)


class Envelope:
    """Adds the request id and the security headers to every answer, and counts it.

    Args:
        registry: Where the counts are kept; paths are counted by route, so strangers cannot invent new ones.
    """

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        self._requests = Counter("http_requests", "Answered requests", ("method", "route", "status"), registry=registry)
        self._seconds = Histogram(
            "http_request_seconds", "Time to the end of the answer", ("route",), registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        offered = Headers(scope=scope).get("x-request-id", "") if scope["type"] in ("http", "websocket") else ""
        turn_id = offered if _REQUEST_ID.fullmatch(offered) else ""
        began_s = time.perf_counter()
        with of_turn(turn_id):
            try:
                if scope["type"] == "http":
                    await self._answer(scope, receive, send, turn_id or uuid.uuid4().hex)
                else:
                    await self._app(scope, receive, send)
            finally:
                if turn_id:
                    log.info("answered", path=scope["path"], took_ms=round((time.perf_counter() - began_s) * 1000))

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        began_s = time.perf_counter()
        status = 500

        async def with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        finally:
            route = getattr(scope.get("route"), "path", "unknown")
            self._requests.labels(scope["method"] if route != "unknown" else "any", route, status).inc()
            self._seconds.labels(route).observe(time.perf_counter() - began_s)
