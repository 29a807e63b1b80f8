"""What other assistants may use, by a person's key, and the tools that the owner adds for ours."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mumble_ai.assistant.actions.clock import clock_actions
from mumble_ai.assistant.actions.deeds import DeedLog
from mumble_ai.assistant.actions.events import Events
from mumble_ai.assistant.actions.registry import ActionRegistry
from mumble_ai.assistant.actions.remembering import Remembering
from mumble_ai.assistant.actions.reminders import Reminding
from mumble_ai.assistant.actions.tasks import Listing
from mumble_ai.assistant.actions.timers import Timing
from mumble_ai.assistant.commands.everyday import Parts
from mumble_ai.assistant.mcp.keys import McpKeys
from mumble_ai.assistant.mcp.server import McpServer
from mumble_ai.memory.people.people import People
from mumble_ai.settings import Settings
from mumble_ai.storage.database import Database

PATH: Final = "/mcp"


def served_to_others(parts: Parts, database: Database, people: People) -> McpServer:
    """The MCP server.

    Calendar, tasks, reminders, timers, memory. Not: what concerns a talk (voice, volume, who is here), what makes keys
    and links to a person, and what only the person's own yes may do.
    """
    registry = ActionRegistry(DeedLog(database))
    for actions in (
        clock_actions(),
        Events(parts.calendar).actions(),
        Listing(parts.tasks, parts.calendar).actions(),
        Reminding(parts.reminders, parts.calendar).actions(),
        Timing(parts.timers, parts.calendar).actions(),
        Remembering(parts.facts, parts.deeds, parts.recent, parts.privacy).actions(),
    ):
        registry.add(*actions)
    return McpServer(registry, McpKeys(database), people.get)


def sources_file(settings: Settings) -> Path:
    """Where the owner writes down MCP servers that the assistant may use."""
    return settings.mumble_ai_home / "mcp.json"
