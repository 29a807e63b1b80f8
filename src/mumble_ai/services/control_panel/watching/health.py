"""The health of every part of the stack, for owners, with news of it while they look; which are away, for everybody."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.watching import Watching
from mumble_ai.stack.board import Part, State


class CheckView(BaseModel):
    """One thing that a part looks after."""

    name: str
    ok: bool
    degraded: bool
    detail: str


class PartView(BaseModel):
    """One part of the stack; see `mumble_ai.stack.board.Part`."""

    name: str
    title: str
    state: State
    detail: str
    fix: str
    address: str
    checks: list[CheckView]
    is_ours: bool
    took_ms: float | None
    restarts: int | None
    rss_bytes: int | None


class HealthView(BaseModel):
    """Every part, and how it is altogether."""

    state: State
    checked_at: datetime
    parts: list[PartView]


class AwayPart(BaseModel):
    """A part that should run and does not do its work.

    Attributes:
        fix: What can be done about it; empty for members, who can't.
    """

    name: str
    title: str
    fix: str


class AwayView(BaseModel):
    """The parts that are away."""

    parts: list[AwayPart]


def routes(panel: Panel) -> APIRouter:
    """The endpoint, and the looks at what it tells for as long as the service runs."""
    watching = Watching(panel)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with watching.running():
            yield

    router = APIRouter(prefix="/api/v1", tags=["dashboard"], lifespan=lifespan)

    @router.get("/health")
    async def stack_health(account: Annotated[Account, Depends(panel.guard.owner)]) -> HealthView:
        """How every part of the stack is, and why."""
        seen = await watching.board.look()
        return HealthView(
            state=worst(seen.parts), checked_at=seen.checked_at, parts=[_part_view(part) for part in seen.parts]
        )

    @router.get("/away")
    async def parts_away(account: Annotated[Account, Depends(panel.guard.member)]) -> AwayView:
        """Which parts are away now, so that a page can say what does not work meanwhile."""
        seen = await watching.board.look()
        away = [part for part in seen.parts if _is_away(part, in_containers=bool(panel.settings.service_hosts))]
        return AwayView(
            parts=[
                AwayPart(name=part.name, title=part.title, fix=part.fix if account.is_owner else "") for part in away
            ]
        )

    _ = stack_health, parts_away
    return router


def _is_away(part: Part, *, in_containers: bool) -> bool:
    """Whether it does not do its work though it should: one that nobody has started is not missed."""
    should_run = in_containers or not part.is_ours or part.restarts is not None
    return should_run and part.state in (State.DOWN, State.STARTING)


def worst(parts: Sequence[Part]) -> State:
    """How it is altogether: one part that is down degrades the whole."""
    states = {part.state for part in parts}
    return next((state for state in (State.DOWN, State.STARTING, State.DEGRADED) if state in states), State.HEALTHY)


def _part_view(part: Part) -> PartView:
    checks = [CheckView(name=c.name, ok=c.ok, degraded=c.degraded, detail=c.detail) for c in part.checks]
    return PartView(
        name=part.name,
        title=part.title,
        state=part.state,
        detail=part.detail,
        fix=part.fix,
        address=part.address,
        checks=checks,
        is_ours=part.is_ours,
        took_ms=part.took_ms,
        restarts=part.restarts,
        rss_bytes=part.rss_bytes,
    )
