"""The control panel: calendars for other programs, in and out, and tools for other assistants."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import select

from mumble_ai.calendar.feeds import Feeds
from mumble_ai.calendar.ics.importing import Importer
from mumble_ai.calendar.ics.parsing import MAX_BYTES
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.roster import Roster
from mumble_ai.services import mcp
from mumble_ai.services.control_panel.calendars import CalendarRoutes
from mumble_ai.services.health import Health
from mumble_ai.services.reminding import notice_policy
from mumble_ai.services.zone import house_zone
from mumble_ai.settings import Settings, reachable_host
from mumble_ai.stack.database import migrate_when_there, open_database
from mumble_ai.stack.secrets import kept_secret
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import FeedRow
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve


def api_key(settings: Settings) -> str:
    """The key that programs send; never none, since what is served is personal."""
    return settings.speech_api_key or kept_secret("speech-api-key", settings)


def application(settings: Settings, database: Database, *, key: str) -> FastAPI:
    """The service around a database."""
    people, notice = People(database, time_zone=house_zone(settings)), notice_policy(settings)
    routes = CalendarRoutes(
        feeds=Feeds(database),
        importer=Importer(database, notice=notice),
        people=people,
        roster=Roster(database, people),
        address=settings.control_panel_url
        or f"http://{reachable_host(settings.bind_host)}:{settings.control_panel_port}",
    )
    health = Health(("database",))

    async def answers() -> str:
        async with database.everybody("a health check") as session:
            # Not only a connection: the tables have to be there.
            await session.scalar(select(FeedRow.id).limit(1))
        return "the database answers"

    health.provide({"database": answers})
    others = mcp.served_to_others(database, people, assistant_name=settings.mumble_username, notice=notice)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with others.running():
            yield

    app = create_app(
        "Mumble-AI control panel",
        routers=[routes.for_programs()],
        open_routers=[health.router(), routes.for_subscribers()],
        api_key=key,
        max_body_bytes=MAX_BYTES,
        lifespan=lifespan,
    )
    mcp.add_to(app, others)
    return app


async def run(settings: Settings) -> None:
    """Serves until cancelled."""
    database = open_database(settings)
    key = api_key(settings)
    app = application(settings, database, key=key)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(serve(app, settings.bind_host, settings.control_panel_port, api_key=key), name="web")
            group.create_task(migrate_when_there(settings), name="database")
    finally:
        await database.close()
