"""`GET /health` of the bot: the truth about everything an answer needs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from fastapi import APIRouter, Response
from pydantic import BaseModel

from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.speech.status import EngineStatus, ReportsStatus

DEADLINE_S: Final = 4.0
FRESH_S: Final = 3.0

Check = Callable[[], Awaitable[str]]
"""Returns what is good, in words; raises what is not."""


class CheckResult(BaseModel):
    """One check."""

    ok: bool
    detail: str


class HealthReport(BaseModel):
    """Everything an answer needs."""

    status: str
    checks: dict[str, CheckResult]


@runtime_checkable
class _AnswersHealth(Protocol):
    async def health(self) -> EngineStatus: ...


@dataclass(slots=True)
class _Kept:
    report: HealthReport
    at_s: float


class Health:
    """Runs the checks, all at once, each within a deadline; a result is used again for `FRESH_S`."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._checks: dict[str, Check] = dict.fromkeys(names, _starting)
        self._kept: _Kept | None = None
        self._one_at_a_time = asyncio.Lock()

    def provide(self, checks: Mapping[str, Check]) -> None:
        """These checks are real from now on."""
        self._checks.update(checks)
        self._kept = None

    async def report(self) -> HealthReport:
        """The result of every check, at most `FRESH_S` old."""
        async with self._one_at_a_time:
            now_s = asyncio.get_running_loop().time()
            if self._kept is None or now_s - self._kept.at_s > FRESH_S:
                results = await asyncio.gather(*(_run(check) for check in self._checks.values()))
                checks = dict(zip(self._checks, results, strict=True))
                status = "healthy" if all(result.ok for result in results) else "unhealthy"
                self._kept = _Kept(HealthReport(status=status, checks=checks), asyncio.get_running_loop().time())
            return self._kept.report

    def router(self) -> APIRouter:
        """The endpoint: 200 when every check is good, else 503."""
        router = APIRouter()

        @router.get("/health")
        async def health(response: Response) -> HealthReport:
            report = await self.report()
            response.status_code = 200 if report.status == "healthy" else 503
            response.headers["Cache-Control"] = "no-store"
            return report

        _ = health
        return router


async def check_engine(engine: object) -> str:
    """Asks a speech engine, in this process or behind a service, whether it serves.

    Raises:
        EngineUnavailable: It doesn't.
    """
    if isinstance(engine, ReportsStatus):
        status = engine.status()
    elif isinstance(engine, _AnswersHealth):
        status = await engine.health()
    else:
        return "open"
    words = f"{status.state}: {status.detail}" if status.detail else str(status.state)
    if not status.serves:
        raise EngineUnavailable(words)
    return words


async def _starting() -> str:
    raise EngineUnavailable("starting")


async def _run(check: Check) -> CheckResult:
    try:
        async with asyncio.timeout(DEADLINE_S):
            return CheckResult(ok=True, detail=await check())
    except TimeoutError:
        return CheckResult(ok=False, detail=f"no answer within {DEADLINE_S:g} s")
    except Exception as error:  # a check may fail in any way; that it failed is the result
        return CheckResult(ok=False, detail=str(error) or type(error).__name__)
