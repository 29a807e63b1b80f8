"""Work that is done later: how far it is, what was given up, and having it done again; for owners."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.storage.job_board import JobBoard, job_board, try_again
from mumble_ai.web.errors import ApiError


class JobKindView(BaseModel, from_attributes=True):
    """See `mumble_ai.storage.job_board.JobKind`."""

    name: str
    waiting: int
    later: int
    doing: int
    failed: int
    done: int
    next_at: datetime | None


class JobView(BaseModel, from_attributes=True):
    """See `mumble_ai.storage.job_board.JobSeen`."""

    id: int
    name: str
    status: str
    attempts: int
    changed_at: datetime | None


class JobsView(BaseModel, from_attributes=True):
    """All jobs.

    Attributes:
        workers: How many services do jobs now; 0 is a fault.
        done_lately: How many went well in the last ten minutes.
    """

    kinds: list[JobKindView]
    unfinished: list[JobView]
    workers: int
    done_lately: int


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/jobs", tags=["jobs"], route_class=HouseRoute)
    database = panel.household.stores.database

    @router.get("")
    async def jobs(account: Annotated[Account, Depends(panel.guard.owner)]) -> JobsView:
        """How far the work is."""
        return _view(await job_board(database))

    @router.post("/{job_id}/again", status_code=204)
    async def do_job_again(job_id: int, account: Annotated[Account, Depends(panel.guard.owner)]) -> None:
        """Puts a job that was given up back into the queue."""
        if not 0 < job_id < 2**63 or not await try_again(database, job_id):
            raise ApiError(404, "this job was not given up, or is gone", code="no_such_job")
        panel.live.tell("jobs", None)

    _ = jobs, do_job_again
    return router


def _view(board: JobBoard) -> JobsView:
    return JobsView.model_validate(board, from_attributes=True)
