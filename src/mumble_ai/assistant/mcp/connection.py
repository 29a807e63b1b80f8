"""One MCP server that is used: connected for as long as it lasts, and again when it breaks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Final, cast

import structlog

from mumble_ai.assistant.mcp.sources import Source

# The library, 15 MB, is loaded when there is a server to connect to; most assistants use none.
if TYPE_CHECKING:
    from mcp import Client
    from mcp_types import CallToolResult, Tool

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

CONNECT_S: Final = 20.0
FIRST_RETRY_S: Final = 1.0
LONGEST_RETRY_S: Final = 60.0
CHECK_S: Final = 30.0
MOST_TOOLS: Final = 64


class ServerFailed(Exception):
    """A server did not do what it was asked; the message says why."""


class Connection:
    """Keeps one server connected while `run` runs.

    Attributes:
        tools: What it offered last; empty while it is away.
        problem: Why it is away; empty while it is there.
    """

    def __init__(self, name: str, source: Source) -> None:
        self.name = name
        self.source = source
        self.tools: Sequence[Tool] = ()
        self.problem = "not connected yet"
        self.changed = asyncio.Event()
        self._client: Client | None = None
        self._broken = asyncio.Event()

    async def run(self) -> None:
        """Connects, and again after each break; until cancelled."""
        wait_s = FIRST_RETRY_S
        while True:
            try:
                await self._serve()
                wait_s = FIRST_RETRY_S
            except Exception as error:  # a foreign program may fail in any way
                self._set((), None, _reason(error))
                log.warning("an MCP server is away", server=self.name, why=self.problem)
            await asyncio.sleep(wait_s)
            wait_s = min(2 * wait_s, LONGEST_RETRY_S)

    async def use(self, tool: str, arguments: Mapping[str, Any]) -> str:
        """What a tool returns, as text.

        Raises:
            ServerFailed: The server is away, late, or says that it failed.
        """
        if self._client is None:
            raise ServerFailed(f"{self.name} can't be reached: {self.problem}")
        try:
            async with asyncio.timeout(self.source.timeout_s):
                result = await self._client.call_tool(tool, dict(arguments))
        except TimeoutError:
            raise ServerFailed(f"{self.name} did not answer within {self.source.timeout_s:g} s") from None
        except Exception as error:  # a foreign program may fail in any way
            self._set((), None, _reason(error))
            self._broken.set()
            raise ServerFailed(f"{self.name} failed: {self.problem}") from error
        text = _text_of(result)
        if result.is_error:
            raise ServerFailed(f"{self.name} says that it failed: {text}")
        return text

    async def _serve(self) -> None:
        self._broken.clear()
        async with AsyncExitStack() as stack:
            async with asyncio.timeout(CONNECT_S):
                client = await stack.enter_async_context(await self._opened(stack))
                tools = (await client.list_tools()).tools[:MOST_TOOLS]
            self._set(tools, client, "")
            log.info("an MCP server is there", server=self.name, tools=len(tools))
            try:
                await self._watch(client)
            finally:
                self._set((), None, self.problem or "the connection broke")

    async def _watch(self, client: Client) -> None:
        """Returns when something broke; whoever is silent is asked from time to time."""
        while True:
            try:
                async with asyncio.timeout(CHECK_S):
                    await self._broken.wait()
            except TimeoutError:
                async with asyncio.timeout(CONNECT_S):
                    self._set((await client.list_tools()).tools[:MOST_TOOLS], client, "")
            else:
                return

    async def _opened(self, stack: AsyncExitStack) -> Client:
        import httpx2
        from mcp import Client, StdioServerParameters
        from mcp.client.streamable_http import streamable_http_client

        source = self.source
        if source.command:
            program = StdioServerParameters(command=source.command, args=list(source.args), env=dict(source.env))
            return Client(program, read_timeout_seconds=source.timeout_s)
        http = await stack.enter_async_context(
            httpx2.AsyncClient(headers=dict(source.headers), timeout=source.timeout_s, trust_env=False)
        )
        return Client(streamable_http_client(source.url, http_client=http), read_timeout_seconds=source.timeout_s)

    def _set(self, tools: Sequence[Tool], client: Client | None, problem: str) -> None:
        self.tools, self._client, self.problem = tools, client, problem
        self.changed.set()


def _text_of(result: CallToolResult) -> str:
    from mcp_types import TextContent

    parts = [c.text if isinstance(c, TextContent) else f"({c.type}, not shown)" for c in result.content]
    return "\n".join(parts)


def _reason(error: BaseException) -> str:
    """The first error of a group, in one line."""
    while isinstance(error, BaseExceptionGroup):
        error = cast("BaseExceptionGroup[BaseException]", error).exceptions[0]
    return " ".join(str(error).split())[:200] or type(error).__name__
