"""The health of every part of the stack, for owners, and news of it while they look."""

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

    _ = stack_health
    return router


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
