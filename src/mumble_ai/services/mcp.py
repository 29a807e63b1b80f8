"""What other assistants may use, by a person's key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import FastAPI
from starlette.routing import Route

from mumble_ai.assistant.actions.clock import clock_actions
from mumble_ai.assistant.actions.deeds import DeedLog
from mumble_ai.assistant.actions.events import Events
from mumble_ai.assistant.actions.registry import ActionRegistry, Watcher
from mumble_ai.assistant.actions.remembering import Remembering
from mumble_ai.assistant.actions.reminders import Reminding
from mumble_ai.assistant.actions.schedule import Schedule
from mumble_ai.assistant.actions.tasks import Listing
from mumble_ai.assistant.actions.timers import Timing
from mumble_ai.assistant.mcp.keys import McpKeys
from mumble_ai.assistant.mcp.searching import search_action
from mumble_ai.assistant.mcp.server import McpServer
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.reminding.notice import NoticePolicy
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.calendar.tasks import Tasks
from mumble_ai.memory.conversations.history import Said, last_messages
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.people.people import People
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.memory.recall.recall import Recall
from mumble_ai.storage.database import Database

PATH: Final = "/mcp"


def served_to_others(
    database: Database, people: People, *, assistant_name: str, notice: NoticePolicy, watchers: Sequence[Watcher] = ()
) -> McpServer:
    """The MCP server.

    Calendar, tasks, reminders, timers, facts, and what was said before, found by its words. Not: what concerns a talk
    (voice, volume, who is here), what makes keys and links to a person, and what only the person's own yes may do.

    Args:
        watchers: Told of each action.
    """

    async def recent(person_id: UUID, limit: int) -> Sequence[Said]:
        async with database.person(person_id) as session:
            return await last_messages(session, limit)

    deeds, calendar = DeedLog(database), Calendar(database, notice=notice)
    registry = ActionRegistry(deeds)
    registry.watchers.extend(watchers)
    for actions in (
        clock_actions(),
        Events(calendar).actions(),
        Schedule(calendar).actions(),
        Listing(Tasks(database), calendar).actions(),
        Reminding(Reminders(database), calendar).actions(),
        Timing(Timers(database), calendar).actions(),
        Remembering(Facts(database), deeds, recent, Privacy(database, people)).actions(),
    ):
        registry.add(*actions)
    registry.add(search_action(Recall(database, None, None, assistant_name=assistant_name)))
    return McpServer(registry, McpKeys(database), people.get)


def add_to(app: FastAPI, server: McpServer) -> None:
    """Serves it beside what else the app serves; `server.running` belongs into the app's lifespan."""
    app.router.routes.append(Route(PATH, endpoint=server))
