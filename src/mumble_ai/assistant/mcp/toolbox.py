"""Tools of other MCP servers, as the assistant offers them to a language model.

What a server says of itself is a stranger's text: names are made plain, descriptions and schemas are bounded, a tool
that does not say that it only reads counts as one that acts, and such a one is offered only when the owner names it.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import structlog
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.mcp.connection import Connection, ServerFailed
from mumble_ai.assistant.mcp.sources import Source, read_sources
from mumble_ai.assistant.tools.toolbox import Offer
from mumble_ai.assistant.tools.wording import wording
from mumble_ai.llm.contract import Tool
from mumble_ai.llm.structured import why_unfit
from mumble_ai.resilience.standing import Standing

if TYPE_CHECKING:
    from mcp_types import Tool as McpTool

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

LONGEST_DESCRIPTION: Final = 400
LONGEST_SCHEMA: Final = 4_000
LONGEST_RESULT: Final = 4_000
LONGEST_NAME: Final = 64
MOST_REMEMBERED: Final = 500
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9_-]+")


class McpToolbox:
    """The tools of several servers; `run` keeps them connected.

    Attributes:
        connections: By server name.
    """

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.connections = {name: Connection(name, source) for name, source in sources.items()}
        self._done: OrderedDict[tuple[str, str, str], Deed] = OrderedDict()

    @classmethod
    def from_file(cls, path: Path) -> McpToolbox:
        """Of the servers in a file.

        Raises:
            BadSources: It can't be read.
        """
        return cls(read_sources(path))

    async def run(self) -> None:
        """Keeps the servers connected until cancelled."""
        async with asyncio.TaskGroup() as group:
            for connection in self.connections.values():
                group.create_task(connection.run(), name=f"mcp {connection.name}")

    async def look(self) -> list[tuple[str, list[tuple[str, str]], str]]:
        """Connects once; for each server its tools with what becomes of them, and what is wrong with it."""
        connections = list(self.connections.values())
        tasks = [asyncio.create_task(connection.run(), name=f"look at {connection.name}") for connection in connections]
        try:
            for connection in connections:
                await connection.changed.wait()
            return [(c.name, [(tool.name, _fate(c, tool)) for tool in c.tools], c.problem) for c in connections]
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def offers(self, context: ActionContext) -> Sequence[Offer]:
        """See `Toolbox.offers`."""
        return [offer for _, _, offer in self._for(context)]

    async def use(self, name: str, arguments: Mapping[str, Any], context: ActionContext) -> Deed:
        """See `Toolbox.use`."""
        found = next(((c, t, o) for c, t, o in self._for(context) if o.tool.name == name), None)
        if found is None:
            return Deed(False, "", {"error": "the tool is not there any more"})
        connection, tool, offer = found
        if wrong := why_unfit(arguments, offer.tool.parameters):
            return Deed(False, "", {"error": wrong, "wrong": wrong})
        if not offer.acts:
            return await self._use(connection, tool, arguments, context, acts=False)
        await context.settled()
        key = (context.turn_id, name, json.dumps(dict(arguments), sort_keys=True))
        if key not in self._done:
            # Noted before: what acts and fails half-way is not tried again for the same words.
            self._done[key] = Deed.failed(wording(context.language).did_not.format(what=name))
            self._done[key] = await self._use(connection, tool, arguments, context, acts=True)
            while len(self._done) > MOST_REMEMBERED:
                self._done.popitem(last=False)
        return self._done[key]

    def ask_first(self, name: str, arguments: Mapping[str, Any], context: ActionContext) -> bool:
        """See `Toolbox.ask_first`: a yes would be looked for among our own actions."""
        return False

    def standing(self) -> Standing:
        """For health."""
        away = [f"{c.name}: {c.problem}" for c in self.connections.values() if c.problem]
        if away:
            return Standing(f"MCP servers away: {'; '.join(away)}", degraded=True)
        return Standing(f"{len(self.connections)} MCP servers")

    def _for(self, context: ActionContext) -> list[tuple[Connection, McpTool, Offer]]:
        return [
            (connection, tool, offer)
            for connection in self.connections.values()
            if connection.source.is_for(context.person)
            for tool in connection.tools
            if (offer := offered(connection.name, connection.source, tool)) is not None
        ]

    async def _use(
        self, connection: Connection, tool: McpTool, arguments: Mapping[str, Any], context: ActionContext, *, acts: bool
    ) -> Deed:
        words = wording(context.language)
        what = f"{connection.name} {tool.name}".replace("_", " ")
        try:
            text = await connection.use(tool.name, arguments)
        except ServerFailed as error:
            log.warning("a tool of an MCP server failed", server=connection.name, tool=tool.name)
            return Deed(False, words.did_not.format(what=what), {"error": str(error)[:LONGEST_RESULT]})
        is_cut = len(text) > LONGEST_RESULT
        facts = {"from": connection.name, "text": text[:LONGEST_RESULT]} | ({"is_cut": True} if is_cut else {})
        return Deed(True, words.did.format(what=what) if acts else "", facts)


def _fate(connection: Connection, tool: McpTool) -> str:
    offer = offered(connection.name, connection.source, tool)
    if offer is None:
        return 'not used: name it under "read" or "act"' if not _is_named(connection.source, tool) else "too big"
    return "acts" if offer.acts else "looks up"


def _is_named(source: Source, tool: McpTool) -> bool:
    return tool.name in source.read | source.act or _says_it_reads(tool)


def _says_it_reads(tool: McpTool) -> bool:
    return tool.annotations is not None and tool.annotations.read_only_hint is True


def offered(server: str, source: Source, tool: McpTool) -> Offer | None:
    """A tool as it may be offered; None for one that may not."""
    if not _is_named(source, tool):
        return None
    reads = tool.name in source.read or tool.name not in source.act
    schema = tool.input_schema
    if len(json.dumps(schema)) > LONGEST_SCHEMA or schema.get("type") != "object":
        return None
    try:
        Draft202012Validator.check_schema(schema)  # pyright: ignore[reportUnknownMemberType]
    except SchemaError:
        return None
    name = _NOT_IN_NAMES.sub("_", f"{server}__{tool.name}")[:LONGEST_NAME]
    plain = " ".join("".join(c if c.isprintable() else " " for c in tool.description or tool.name).split())
    return Offer(Tool(name, plain[:LONGEST_DESCRIPTION], schema), acts=not reads, is_ours=False)
