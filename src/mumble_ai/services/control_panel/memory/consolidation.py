"""Summaries of old talk: the log, the summaries with their messages, and a run now."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.memory.consolidation.browsing import ConsolidationBrowser
from mumble_ai.memory.consolidation.consolidation import CONSOLIDATE_JOB
from mumble_ai.services.control_panel.memory.route import (
    Cursor,
    Limit,
    MemoryRoute,
    Viewed,
    cursor_of,
    place_of,
    whose,
)
from mumble_ai.services.control_panel.memory.shapes import MessageView, message_view
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage import jobs
from mumble_ai.storage.database import Database
from mumble_ai.storage.job_board import job_board

View = TypeVar("View", bound=BaseModel)


class Work(BaseModel):
    """How far the jobs of one kind are.

    Attributes:
        waiting: Jobs that wait.
        doing: Jobs under way.
        failed: Jobs that were given up.
        workers: Services that do jobs; with 0 nothing will happen.
    """

    waiting: int
    doing: int
    failed: int
    workers: int


class ConsolidationView(BaseModel):
    """Where consolidation stands.

    Attributes:
        after_days: Talk older than this is summed up.
        hour: Of the night, at which it runs by itself; null where that is switched off.
        waiting: Old messages that no summary stands for yet.
    """

    after_days: int
    hour: int | None
    messages: int
    summed_up: int
    waiting: int
    summaries: int
    tokens_saved: int
    work: Work


class RunView(BaseModel, from_attributes=True):
    """What one run did; see `mumble_ai.storage.tables.consolidation.ConsolidationRun`."""

    id: UUID
    cutoff_at: datetime
    messages: int
    summaries: int
    tokens_saved: int
    problem: str
    started_at: datetime
    finished_at: datetime


class RunsView(BaseModel):
    """A page of the log."""

    runs: list[RunView]
    next: str


class SummaryView(BaseModel, from_attributes=True):
    """One summary; see `mumble_ai.storage.tables.consolidation.Summary`."""

    id: UUID
    text: str
    from_at: datetime
    until_at: datetime
    message_count: int
    tokens: int
    source_tokens: int
    private: bool
    made_by: str
    made_at: datetime


class SummariesView(BaseModel):
    """A page of summaries."""

    summaries: list[SummaryView]
    next: str


class RunNow(BaseModel):
    """Talk older than this many days is summed up; null for what the settings say."""

    after_days: int | None = Field(None, ge=0, le=3650)


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/memory/consolidation", tags=["memory"], route_class=MemoryRoute)
    database, look = panel.household.stores.database, whose(panel)
    browser = ConsolidationBrowser(database)

    @router.get("")
    async def consolidation(viewed: Annotated[Viewed, Depends(look)]) -> ConsolidationView:
        """What was summed up, what waits, and whether a run is under way."""
        return await _state(panel, browser, viewed.person_id)

    @router.get("/runs")
    async def consolidation_runs(
        viewed: Annotated[Viewed, Depends(look)], cursor: Cursor = "", limit: Limit = 20
    ) -> RunsView:
        """One page of the log of runs."""
        page = await browser.runs(viewed.person_id, after=place_of(cursor), limit=limit)
        return RunsView(runs=[_of(RunView, run) for run in page.runs], next=cursor_of(page.next))

    @router.get("/summaries")
    async def summaries(
        viewed: Annotated[Viewed, Depends(look)], cursor: Cursor = "", limit: Limit = 20
    ) -> SummariesView:
        """One page of summaries."""
        page = await browser.summaries(
            viewed.person_id, after=place_of(cursor), limit=limit, heard_by_others=viewed.heard_by_others
        )
        return SummariesView(summaries=[_of(SummaryView, one) for one in page.summaries], next=cursor_of(page.next))

    @router.get("/summaries/{summary_id}/messages")
    async def summary_messages(summary_id: UUID, viewed: Annotated[Viewed, Depends(look)]) -> list[MessageView]:
        """The messages that a summary stands for."""
        found = await browser.sources(viewed.person_id, summary_id, heard_by_others=viewed.heard_by_others)
        return [message_view(one) for one in found]

    @router.post("/run", status_code=202)
    async def run_consolidation(
        given: RunNow, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> ConsolidationView:
        """Sums up one's own old talk now, as a job."""
        person_id = str(account.person.id)
        placing = jobs.Placing(once=f"{CONSOLIDATE_JOB} {person_id}")
        asked: dict[str, Any] = {"person_id": person_id}
        if given.after_days is not None:
            asked["after_days"] = given.after_days
        async with database.person(account.person.id) as session:
            await jobs.defer(session, CONSOLIDATE_JOB, placing, **asked)
        panel.live.tell("jobs", None)
        return await _state(panel, browser, account.person.id)

    _ = consolidation, consolidation_runs, summaries, summary_messages, run_consolidation
    return router


async def work_of(database: Database, name: str) -> Work:
    """How far the jobs of a kind are.

    Raises:
        DatabaseUnavailable: It can't be read now.
    """
    board = await job_board(database)
    kind = next((one for one in board.kinds if one.name == name), None)
    if kind is None:
        return Work(waiting=0, doing=0, failed=0, workers=board.workers)
    return Work(waiting=kind.waiting, doing=kind.doing, failed=kind.failed, workers=board.workers)


async def _state(panel: Panel, browser: ConsolidationBrowser, person_id: UUID) -> ConsolidationView:
    settings = panel.settings
    after_days = settings.memory_consolidation_days
    saving = await browser.saving(person_id, datetime.now(UTC) - timedelta(days=after_days))
    return ConsolidationView(
        after_days=after_days,
        hour=settings.consolidation_schedule_hour if settings.enable_memory_consolidation else None,
        messages=saving.messages,
        summed_up=saving.summed_up,
        waiting=saving.waiting,
        summaries=saving.summaries,
        tokens_saved=saving.tokens_saved,
        work=await work_of(panel.household.stores.database, CONSOLIDATE_JOB),
    )


def _of(view: type[View], row: object) -> View:
    return view.model_validate(row, from_attributes=True)
