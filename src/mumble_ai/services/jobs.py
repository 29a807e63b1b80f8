"""The service that does the jobs: what needs not be done while somebody waits for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from mumble_ai.accounts import upkeep as forgetting_audit
from mumble_ai.accounts.app_logs import AppLogs
from mumble_ai.accounts.audit import Audit, AuditPolicy
from mumble_ai.assistant.actions import upkeep as forgetting_deeds
from mumble_ai.calendar.upkeep import UPKEEP_JOB, UPKEEP_SCHEDULE, CalendarUpkeep
from mumble_ai.llm.chain import LlmChain, build_chain
from mumble_ai.memory.consolidation.consolidation import CONSOLIDATE_JOB, Consolidation, ConsolidationPolicy
from mumble_ai.memory.consolidation.summarising import Summariser
from mumble_ai.memory.conversations.keeping import SETTLE_JOB
from mumble_ai.memory.extraction.model import ModelExtractor
from mumble_ai.memory.facts import settling
from mumble_ai.memory.privacy import upkeep
from mumble_ai.memory.recall.index import EMBED_JOB, SWEEP_ONCE, Indexer
from mumble_ai.resilience.standing import Standing
from mumble_ai.services import deed_news
from mumble_ai.services.health import Health
from mumble_ai.services.household import Household, open_household, resting_embedder
from mumble_ai.services.zone import house_zone
from mumble_ai.settings import Settings
from mumble_ai.stack.database import migrate_when_there
from mumble_ai.stack.stores import database_url
from mumble_ai.storage import jobs, outbox
from mumble_ai.storage.chroma import ChromaIndex
from mumble_ai.storage.database import Database
from mumble_ai.storage.events import Events
from mumble_ai.storage.job_worker import JobWorker
from mumble_ai.storage.jobs import JobHandlers, Placing
from mumble_ai.storage.vectors import VectorIndex
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve

EVERY_MINUTE = "* * * * *"

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


async def run(settings: Settings) -> None:
    """Works until cancelled."""
    health = Health(("jobs", "database", "vectors"))
    app = create_app("Mumble-AI jobs", open_routers=[health.router()], api_key=settings.speech_api_key)
    async with asyncio.TaskGroup() as group:
        answering = serve(app, settings.bind_host, settings.jobs_port, api_key=settings.speech_api_key)
        group.create_task(answering, name="health")
        embedder = resting_embedder(settings)
        async with open_household(settings, keeper="jobs", embedder=embedder) as house:
            handlers, chain = JobHandlers(), build_chain(settings)
            register_stores(handlers, house.stores.database, house.stores.index)
            register_index_repair(handlers, house.stores.database, house.stores.index)
            register_memory(handlers, house, settings, chain)
            worker = JobWorker(database_url(settings), handlers, ZoneInfo(house_zone(settings)))
            parts = {"jobs": worker, "database": house.stores.database, "vectors": house.stores.index}
            health.provide({name: partial(_ask, part.standing) for name, part in parts.items()})
            try:
                await migrate_when_there(settings)
                async with house.stores.database.everybody("another embedding model may have been chosen") as session:
                    await jobs.defer(session, EMBED_JOB, Placing(once=SWEEP_ONCE, priority=-1))
                await worker.run()
            finally:
                await chain.close()


def register_stores(handlers: JobHandlers, database: Database, index: VectorIndex) -> None:
    """The stores' own work."""

    async def deliver() -> None:
        await outbox.deliver(database, index)

    # Asked for with each change, and every minute for what a removal left behind without asking.
    handlers.register(outbox.DELIVER_JOB, deliver, retry=outbox.DELIVERY_RETRY, schedule=EVERY_MINUTE)


def register_index_repair(handlers: JobHandlers, database: Database, index: ChromaIndex) -> None:
    """What makes the vector index right again, when somebody asks for it."""

    async def rebuild() -> None:
        await index.drop_all()
        await outbox.tell_everything(database)

    async def reconcile() -> None:
        found = await outbox.reconcile(database, index)
        log.info("the vector index was compared", missing=found.missing, left_over=found.left_over)

    handlers.register(outbox.REBUILD_JOB, rebuild, timeout_s=600.0)
    handlers.register(outbox.RECONCILE_JOB, reconcile, timeout_s=600.0)


def register_memory(handlers: JobHandlers, house: Household, settings: Settings, chain: LlmChain) -> None:
    """What is made of talk after it."""
    database, model = house.stores.database, settings.memory_extraction_model
    learning = settling.Settling(
        database,
        settling.Household(house_zone(settings)),
        model=ModelExtractor(chain, model) if model else None,
    )

    async def settle(person_id: str, message_ids: Sequence[str]) -> None:
        async with database.everybody("has messages made findable") as session:
            await jobs.defer(session, EMBED_JOB, person_id=person_id, message_ids=message_ids)
        await learning.settle(person_id, message_ids)
        await deed_news.tell(Events(house.stores.redis), deed_news.MEMORY, person_id)

    handlers.register(SETTLE_JOB, settle)
    Indexer(database, house.embedder, assistant_name=settings.mumble_username).register(handlers)
    keep_days = settings.conversation_retention_days
    upkeep.register(handlers, house.log, house.privacy, keep=timedelta(days=keep_days) if keep_days else None)
    forgetting_deeds.register(handlers, house.parts.deeds)
    kept = AuditPolicy(keep=timedelta(days=settings.audit_retention_days))
    audit, app_logs = Audit(database, _now, kept), AppLogs(database, _now)
    forgetting_audit.register(handlers, audit, app_logs)
    handlers.register(UPKEEP_JOB, CalendarUpkeep(database).run, schedule=UPKEEP_SCHEDULE)
    summing_up = Consolidation(
        database,
        Summariser(chain, model) if model else Summariser(),
        ConsolidationPolicy(after=timedelta(days=settings.memory_consolidation_days)),
    )
    nightly = f"0 {settings.consolidation_schedule_hour} * * *" if settings.enable_memory_consolidation else None
    handlers.register(CONSOLIDATE_JOB, summing_up.work, schedule=nightly, timeout_s=3600.0)


def _now() -> datetime:
    return datetime.now(UTC)


async def _ask(standing: Callable[[], Standing]) -> Standing:
    return standing()
