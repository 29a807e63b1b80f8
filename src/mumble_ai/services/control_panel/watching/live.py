"""`GET /api/v1/live`: what changes while a page is open, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Final

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import StreamingResponse

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.hub import Reader, Told
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.web.errors import ApiError

HEARTBEAT_S: Final = 15.0
"""A page that hears nothing for longer takes the connection for lost; proxies do, too."""
MOST_READERS: Final = 200
STREAM: Final = "text/event-stream"
HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def routes(panel: Panel) -> APIRouter:
    """The endpoint, and the hub behind it for as long as the service runs."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with panel.live.running(panel.events):
            yield

    router = APIRouter(prefix="/api/v1", tags=["live"], lifespan=lifespan)

    @router.get(
        "/live",
        response_class=StreamingResponse,
        responses={200: {"content": {STREAM: {"schema": {"type": "string"}}}, "description": "Events, one a topic"}},
    )
    async def live(account: Annotated[Account, Depends(panel.guard.member)]) -> StreamingResponse:
        """What changes, as it changes: an event a topic, its data as JSON; `resync` says that some were lost."""
        if panel.live.readers >= MOST_READERS:
            raise ApiError(503, "too many pages are open; close some", code="too_many_pages", retry_s=30)
        return StreamingResponse(_told(panel, account), media_type=STREAM, headers=HEADERS)

    _ = live
    return router


async def _told(panel: Panel, account: Account) -> AsyncGenerator[bytes]:
    with panel.live.reading(account) as reader:
        yield b": hello\n\n"
        while True:
            told = await _next(reader)
            if told is not None:
                yield f"event: {told.topic}\ndata: {json.dumps(told.data)}\n\n".encode()
            elif await _is_signed_in(panel, account):
                yield b": still here\n\n"
            else:
                return


async def _next(reader: Reader) -> Told | None:
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            return await reader.next()
    except TimeoutError:
        return None


async def _is_signed_in(panel: Panel, account: Account) -> bool:
    """Whether the session still is; what a key opened ends with the connection."""
    if account.session_id is None:
        return True
    try:
        sessions = await panel.accounts.sessions.of(account.id)
    except DatabaseUnavailable:
        return True
    return any(session.id == account.session_id for session in sessions)
