"""Work that is done later, for sure: kept in PostgreSQL, in the transaction of what it is about (Procrastinate).

A job is done at least once: its handler must change nothing when it is run again for what it has done already.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.storage.base import UtcDateTime
from mumble_ai.storage.scope import run_unlimited

QUEUE: Final = "mumble-ai"

_DEFER: Final = text(
    """
    INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
    VALUES (:queue, :name, :priority, :lock, :once, :arguments, :at)
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
    """
).bindparams(bindparam("arguments", type_=JSONB), bindparam("at", type_=UtcDateTime()))

Work = Callable[..., Awaitable[None]]


class UnknownJob(Exception):
    """No handler has this name."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a job stands among the others.

    Attributes:
        at: Not before this moment.
        one_at_a_time: Jobs that share this word are done one after the other.
        once: While a job with this word waits, a second one is not added.
        priority: Higher ones go first.
    """

    at: datetime | None = None
    one_at_a_time: str | None = None
    once: str | None = None
    priority: int = 0


async def defer(session: AsyncSession, name: str, placing: Placing = Placing(), /, **arguments: Any) -> None:
    """Adds a job, which is there once the session's transaction is committed and never was if it is not.

    Args:
        name: Of the handler, such as `settle-exchange`.
        arguments: What JSON can say.
    """
    await run_unlimited(
        session,
        _DEFER,
        {
            "queue": QUEUE,
            "name": name,
            "priority": placing.priority,
            "lock": placing.one_at_a_time,
            "once": placing.once,
            "arguments": arguments,
            "at": placing.at,
        },
    )


@dataclass(frozen=True, slots=True)
class JobRetry:
    """How a job that failed is tried again: after twice as long each time.

    Attributes:
        attempts: In all, the first one included; 0 for ever.
        base_delay_s: Before the second attempt.
        max_delay_s: Longest delay.
    """

    attempts: int = 30
    base_delay_s: float = 5.0
    max_delay_s: float = 3600.0

    def delay_s(self, tries: int) -> float | None:
        """How long to wait after `tries` attempts, in seconds; None when it is given up."""
        if self.attempts and tries >= self.attempts:
            return None
        return min(self.base_delay_s * 2 ** min(tries - 1, 30), self.max_delay_s)


@dataclass(frozen=True, slots=True)
class JobHandler:
    """One kind of work.

    Attributes:
        work: Called with the job's arguments by name.
        schedule: When it is done unasked, as cron says it, in the assistant's time zone; without arguments then.
        timeout_s: After this long it has failed.
    """

    name: str
    work: Work
    retry: JobRetry
    schedule: str | None
    timeout_s: float


@dataclass(slots=True)
class JobHandlers:
    """What the worker can do."""

    _known: dict[str, JobHandler] = field(default_factory=dict[str, JobHandler])

    def register(
        self,
        name: str,
        work: Work,
        *,
        retry: JobRetry = JobRetry(),
        schedule: str | None = None,
        timeout_s: float = 600.0,
    ) -> None:
        """Adds one kind of work.

        Args:
            work: An async function of the job's arguments.
            schedule: Cron words, such as `0 3 * * *`: done then, too, without arguments. Whatever was missed while
                nothing ran is made up for once, up to a day later.
        """
        assert name not in self._known, f"two handlers are called {name}"
        self._known[name] = JobHandler(name, work, retry, schedule, timeout_s)

    def all(self) -> tuple[JobHandler, ...]:
        """Every kind, in the order in which they were added."""
        return tuple(self._known.values())
