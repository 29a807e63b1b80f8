"""Does the jobs: several at once, again when they fail, and those of a worker that died."""

from __future__ import annotations

import asyncio
import importlib
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Any, Final

import structlog
from procrastinate import App, PsycopgConnector, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.retry import BaseRetryStrategy
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.jobs import QUEUE, JobHandler, JobHandlers

MADE_UP_FOR: Final = timedelta(days=1)
"""How late a scheduled job that was missed is still done."""
KEPT_HOURS: Final = 72
"""How long jobs that went well are kept, to be looked at."""
_SCHEDULED: Final = "timestamp"
"""Procrastinate's name for the moment of a scheduled job; an argument of a job can't be called so."""

log = structlog.get_logger()
# It tells the arguments of each job, and these may be what people said.
logging.getLogger("procrastinate").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class WorkerPolicy:
    """Limits.

    Attributes:
        at_once: Jobs done at the same time.
        poll_s: How often to look for jobs whose moment has come; new ones are told at once.
        heartbeat_s: How often the worker says that it lives.
        dead_after_s: Silence after which its jobs are taken over.
        reconnect_s: Wait before PostgreSQL is tried again.
        stop_s: How long jobs under way may go on when the worker stops; they are done again later.
    """

    at_once: int = 2
    poll_s: float = 5.0
    heartbeat_s: float = 5.0
    dead_after_s: float = 20.0
    reconnect_s: float = 2.0
    stop_s: float = 5.0


class _Retrying(BaseRetryStrategy):
    def __init__(self, handler: JobHandler) -> None:
        self._handler = handler

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        delay_s = self._handler.retry.delay_s(job.attempts + 1)
        return None if delay_s is None else RetryDecision(retry_in={"seconds": round(delay_s)})


class JobWorker:
    """Works until it is cancelled.

    Args:
        zone: Where the clock of the schedules hangs.
    """

    def __init__(self, url: str, handlers: JobHandlers, zone: tzinfo, policy: WorkerPolicy | None = None) -> None:
        self._url = url
        self._handlers = handlers
        self._zone = zone
        self._policy = policy or WorkerPolicy()
        self._problem = "it has not started yet"

    def standing(self) -> Standing:
        """How it stands."""
        return Standing(self._problem or "working", degraded=bool(self._problem))

    async def run(self) -> None:
        """Works; while PostgreSQL is away it waits for it."""
        while True:
            try:
                await self._work()
            except* (ConnectorException, OperationalError, PoolTimeout, OSError) as group:
                error = group.exceptions[0]
                self._problem = " ".join(str(error.__cause__ or error).split())[:300] or type(error).__name__
                log.warning("jobs wait for the database", why=self._problem)
            await asyncio.sleep(self._policy.reconnect_s)

    async def _work(self) -> None:
        policy = self._policy
        connector = PsycopgConnector(
            conninfo=self._url,
            min_size=1,
            max_size=policy.at_once + 3,
            timeout=policy.poll_s,
            kwargs={"options": "-c timezone=UTC -c statement_timeout=30000", "connect_timeout": 5},
        )
        app = App(connector=connector)
        for handler in self._handlers.all():
            app.task(name=handler.name, queue=QUEUE, retry=_Retrying(handler))(partial(_do, handler))
        async with app.open_async(), asyncio.TaskGroup() as group:
            group.create_task(self._take_over(app))
            group.create_task(self._keep_schedules(app))
            self._problem = ""
            await app.run_worker_async(
                queues=[QUEUE],
                concurrency=policy.at_once,
                fetch_job_polling_interval=policy.poll_s,
                abort_job_polling_interval=60.0,
                update_heartbeat_interval=policy.heartbeat_s,
                stalled_worker_timeout=policy.dead_after_s,
                shutdown_graceful_timeout=policy.stop_s,
                install_signal_handlers=False,
            )

    async def _take_over(self, app: App) -> None:
        """Puts the jobs of workers that died back into the queue."""
        while True:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=self._policy.dead_after_s):
                await self._put_back(app, job)
            await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
            await asyncio.sleep(self._policy.dead_after_s / 2)

    async def _put_back(self, app: App, job: Job) -> None:
        handler = next((known for known in self._handlers.all() if known.name == job.task_name), None)
        delay_s = handler.retry.delay_s(job.attempts + 1) if handler else None
        if delay_s is None:
            log.error("a job whose worker died again and again is given up", job=job.task_name, id=job.id)
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
            return
        log.warning("the job of a worker that died is taken over", job=job.task_name, id=job.id)
        await app.job_manager.retry_job(job)

    async def _keep_schedules(self, app: App) -> None:
        scheduled = [handler for handler in self._handlers.all() if handler.schedule]
        while scheduled:
            now = datetime.now(self._zone)
            for handler in scheduled:
                last = _cron(handler, now).get_prev(datetime)
                if now - last < MADE_UP_FOR:
                    await _defer_scheduled(app, handler, last)
            upcoming = min(_cron(handler, now).get_next(datetime) for handler in scheduled)
            await asyncio.sleep(max(1.0, (upcoming - now).total_seconds()))


def _cron(handler: JobHandler, now: datetime) -> Any:
    # It carries no types.
    croniter: Any = importlib.import_module("croniter")
    return croniter.croniter(handler.schedule, now)


async def _defer_scheduled(app: App, handler: JobHandler, moment: datetime) -> None:
    # Procrastinate remembers the moments, so that several workers, or one started again, add the job once.
    second = int(moment.timestamp())
    job = Job(
        id=None,
        queue=QUEUE,
        lock=None,
        queueing_lock=handler.name,
        task_name=handler.name,
        task_kwargs={_SCHEDULED: second},
    )
    with suppress(AlreadyEnqueued):
        await app.job_manager.defer_periodic_job(job=job, periodic_id="", defer_timestamp=second)


async def _do(handler: JobHandler, **arguments: Any) -> None:
    arguments.pop(_SCHEDULED, None)
    if task := asyncio.current_task():
        # Where the database goes away before it was told how the job went, nobody asks the task: the job is done again.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
    try:
        async with asyncio.timeout(handler.timeout_s):
            await handler.work(**arguments)
    except Exception as error:
        log.warning("a job failed", job=handler.name, why=f"{type(error).__name__}: {error}"[:300])
        raise
