"""Our actions for other assistants: an MCP server over streamable HTTP, opened by a person's key.

Who asks is known from the key alone. Nothing in a call names a person, so that no call can reach another's memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from uuid import UUID

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from mumble_ai.assistant.actions.registry import ActionRegistry
from mumble_ai.assistant.mcp.keys import HOLDER, McpKeys
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import DatabaseUnavailable

PersonOf = Callable[[UUID], Awaitable[Person | None]]


class McpServer:
    """An ASGI application; `running` must be entered while it serves.

    The protocol's library, 17 MB, is loaded with the first request that has a key.

    Args:
        registry: What there is to do. What has to be confirmed by the person's own words is not served.
        person_of: Reads a person; None for one that is gone.
    """

    def __init__(self, registry: ActionRegistry, keys: McpKeys, person_of: PersonOf) -> None:
        self._registry = registry
        self._keys = keys
        self._person_of = person_of
        self._is_wanted = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Serves while the block lasts."""
        self._answering: asyncio.Future[ASGIApp] = asyncio.get_running_loop().create_future()
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(self._serve(), name="mcp")
            yield
            serving.cancel()
            self._answering.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; refused without a key."""
        if scope["type"] != "http":
            return
        scheme, _, key = Headers(scope=scope).get("authorization", "").partition(" ")
        try:
            holder = await self._keys.holder(key.strip()) if scheme.lower() == "bearer" else None
        except DatabaseUnavailable as error:
            await _refusal(503, f"the database can't be reached: {error}")(scope, receive, send)
            return
        if holder is None:
            await _refusal(401, "send a key of yours: Authorization: Bearer mai_…")(scope, receive, send)
            return
        scope[HOLDER] = holder
        self._is_wanted.set()
        answer = await asyncio.shield(self._answering)
        await answer(scope, receive, send)

    async def _serve(self) -> None:
        await self._is_wanted.wait()
        async with await asyncio.to_thread(self._sessions) as answer:
            self._answering.set_result(answer)
            await asyncio.Event().wait()

    def _sessions(self) -> AbstractAsyncContextManager[ASGIApp]:
        from mumble_ai.assistant.mcp.sessions import sessions

        return sessions(self._registry, self._person_of)


def _refusal(status: int, why: str) -> JSONResponse:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse({"error": {"message": why}}, status, headers)
