"""The service that does the jobs: what needs not be done while somebody waits for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from dateutil import tz

from mumble_ai.resilience.standing import Standing
from mumble_ai.services.health import Health
from mumble_ai.settings import Settings
from mumble_ai.stack.database import migrate_when_there, open_database
from mumble_ai.stack.stores import chroma_url, database_url
from mumble_ai.storage import outbox
from mumble_ai.storage.chroma import ChromaIndex
from mumble_ai.storage.database import Database
from mumble_ai.storage.job_worker import JobWorker
from mumble_ai.storage.jobs import JobHandlers
from mumble_ai.storage.vectors import VectorIndex
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve

EVERY_MINUTE = "* * * * *"


async def run(settings: Settings) -> None:
    """Works until cancelled."""
    database, index, handlers = open_database(settings), ChromaIndex(chroma_url(settings)), JobHandlers()
    register_stores(handlers, database, index)
    worker = JobWorker(database_url(settings), handlers, local_zone(settings))
    health = Health(("jobs", "vectors"))
    health.provide({"jobs": partial(_standing, worker.standing), "vectors": partial(_standing, index.standing)})
    app = create_app("Mumble-AI jobs", open_routers=[health.router()], api_key=settings.speech_api_key)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(
                serve(app, settings.bind_host, settings.jobs_port, api_key=settings.speech_api_key), name="health"
            )
            await migrate_when_there(settings)
            group.create_task(worker.run(), name="jobs")
    finally:
        await index.close()
        await database.close()


async def _standing(ask: Callable[[], Standing]) -> Standing:
    return ask()


def register_stores(handlers: JobHandlers, database: Database, index: VectorIndex) -> None:
    """The stores' own work."""

    async def deliver() -> None:
        await outbox.deliver(database, index)

    # Asked for with each change, and every minute for what a removal left behind without asking.
    handlers.register(outbox.DELIVER_JOB, deliver, retry=outbox.DELIVERY_RETRY, schedule=EVERY_MINUTE)


def local_zone(settings: Settings) -> tzinfo:
    """Where the assistant's clock hangs."""
    local = ZoneInfo(settings.time_zone) if settings.time_zone else tz.gettz()
    assert local is not None, "every machine has a local time"
    return local
