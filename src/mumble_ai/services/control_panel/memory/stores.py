"""The three stores: what is in them, how far the vector index lags behind, and making it right again."""

import asyncio
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.memory.overview import Overview
from mumble_ai.services.control_panel.memory.consolidation import Work, work_of
from mumble_ai.services.control_panel.memory.overview import AmountsView, amounts_view
from mumble_ai.services.control_panel.memory.route import MemoryRoute
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage import jobs, outbox
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.storage.redis import RedisAway
from mumble_ai.storage.vectors import VectorsUnavailable

CHROMA_S: Final = 2.0
REPAIRS: Final = {"rebuild": outbox.REBUILD_JOB, "reconcile": outbox.RECONCILE_JOB}


class PostgresView(BaseModel):
    """PostgreSQL.

    Attributes:
        problem: Why it can't be asked; empty where it answers.
        amounts: What is kept; an owner's are of everybody, everybody else's are their own.
    """

    problem: str
    amounts: AmountsView | None


class VectorsView(BaseModel):
    """The vector index.

    Attributes:
        vectors: What it has; null where it can't be asked.
        waiting: Changes it has not been told of; null where nobody knows.
    """

    problem: str
    vectors: int | None
    waiting: int | None


class CacheView(BaseModel):
    """Redis.

    Attributes:
        values: Names that something is kept under.
        server_bytes: Memory of the whole server.
    """

    problem: str
    values: int | None
    server_bytes: int | None


class StoresView(BaseModel):
    """All three.

    Attributes:
        of_everybody: Whether the amounts are of everybody together.
        embedder: The model that makes vectors; empty where none does.
        repairs: Jobs that make the vector index right; null where nobody knows.
    """

    of_everybody: bool
    postgres: PostgresView
    vectors: VectorsView
    cache: CacheView
    embedder: str
    repairs: dict[str, Work] | None


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/memory/stores", tags=["memory"], route_class=MemoryRoute)
    database = panel.household.stores.database

    @router.get("")
    async def stores(account: Annotated[Account, Depends(panel.guard.member)]) -> StoresView:
        """What is in the three stores, and which of them is away."""
        postgres, vectors, cache, repairs = await asyncio.gather(
            _postgres(panel, account), _vectors(panel), _cache(panel), _repairs(panel)
        )
        embedder = panel.household.embedder
        return StoresView(
            of_everybody=account.is_owner,
            postgres=postgres,
            vectors=vectors,
            cache=cache,
            embedder=embedder.name if embedder else "",
            repairs=repairs,
        )

    @router.post("/vectors/{repair}", status_code=202)
    async def repair_vectors(
        repair: Literal["rebuild", "reconcile"], account: Annotated[Account, Depends(panel.guard.owner)]
    ) -> Work:
        """Makes the vector index anew, or only tells it what it lacks; a job."""
        name = REPAIRS[repair]
        async with database.everybody("an owner wants the vector index made right") as session:
            await jobs.defer(session, name, jobs.Placing(once=name, one_at_a_time="repair-vectors"))
        await panel.accounts.audit.note(account, "stores.repaired", repair)
        panel.live.tell("jobs", None)
        return await work_of(database, name)

    _ = stores, repair_vectors
    return router


async def _postgres(panel: Panel, account: Account) -> PostgresView:
    overview = Overview(panel.household.stores.database)
    try:
        amounts = await (overview.of_everything() if account.is_owner else overview.of(account.person.id))
    except DatabaseUnavailable as error:
        return PostgresView(problem=str(error), amounts=None)
    return PostgresView(problem="", amounts=amounts_view(amounts))


async def _vectors(panel: Panel) -> VectorsView:
    waiting: int | None = None
    try:
        waiting = await outbox.waiting(panel.household.stores.database)
    except DatabaseUnavailable:
        waiting = None
    try:
        async with asyncio.timeout(CHROMA_S):
            count = await panel.household.stores.index.count()
    except (VectorsUnavailable, TimeoutError) as error:
        return VectorsView(problem=str(error) or "it does not answer in time", vectors=None, waiting=waiting)
    return VectorsView(problem="", vectors=count, waiting=waiting)


async def _cache(panel: Panel) -> CacheView:
    try:
        size = await Cache(panel.household.stores.redis).size()
    except RedisAway as error:
        return CacheView(problem=str(error), values=None, server_bytes=None)
    return CacheView(problem="", values=size.values, server_bytes=size.server_bytes)


async def _repairs(panel: Panel) -> dict[str, Work] | None:
    try:
        return {repair: await work_of(panel.household.stores.database, name) for repair, name in REPAIRS.items()}
    except DatabaseUnavailable:
        return None
