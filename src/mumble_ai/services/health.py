"""`GET /health` of a service: the truth about everything that its work needs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Response
from pydantic import BaseModel

from mumble_ai.resilience.connection import why_no_answer
from mumble_ai.resilience.standing import Standing

DEADLINE_S: Final = 2.5
"""For each check; whoever asks for the health gives up after three seconds."""
FRESH_S: Final = 3.0

Check = Callable[[], Awaitable[str | Standing]]
"""Returns what is good, in words, and whether it is a makeshift; raises what is not good."""


class NotReady(Exception):
    """What is checked is not good; the message says why."""


class CheckResult(BaseModel):
    """One check.

    Attributes:
        ok: Whether it does its work.
        degraded: Whether something else does it in its place.
    """

    ok: bool
    detail: str
    degraded: bool = False


class HealthReport(BaseModel):
    """Everything the work needs.

    Attributes:
        status: healthy, degraded (the work is done, but a spare does some of it) or unhealthy.
    """

    status: str
    checks: dict[str, CheckResult]


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
                report = HealthReport(status=_status(results), checks=checks)
                self._kept = _Kept(report, asyncio.get_running_loop().time())
            return self._kept.report

    def router(self) -> APIRouter:
        """The endpoint: 200 when every check is good, be it with the help of a spare, else 503."""
        router = APIRouter()

        @router.get("/health")
        async def health(response: Response) -> HealthReport:
            report = await self.report()
            response.status_code = 503 if report.status == "unhealthy" else 200
            response.headers["Cache-Control"] = "no-store"
            return report

        _ = health
        return router


async def _starting() -> str:
    raise NotReady("starting")


def _status(results: list[CheckResult]) -> str:
    if not all(result.ok for result in results):
        return "unhealthy"
    return "degraded" if any(result.degraded for result in results) else "healthy"


async def _run(check: Check) -> CheckResult:
    try:
        async with asyncio.timeout(DEADLINE_S):
            found = await check()
            standing = found if isinstance(found, Standing) else Standing(found)
            return CheckResult(ok=True, detail=standing.detail, degraded=standing.degraded)
    except TimeoutError:
        return CheckResult(ok=False, detail=f"no answer within {DEADLINE_S:g} s")
    except Exception as error:  # a check may fail in any way; that it failed is the result
        return CheckResult(ok=False, detail=str(error) or why_no_answer(error))
