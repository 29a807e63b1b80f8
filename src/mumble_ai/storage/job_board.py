"""What is waiting, under way and done of the work that is done later, for people to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, text

from mumble_ai.storage.database import Database
from mumble_ai.storage.jobs import QUEUE
from mumble_ai.storage.scope import run_unlimited

_KINDS: Final = text(
    """
    SELECT task_name,
        count(*) FILTER (WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())) AS waiting,
        count(*) FILTER (WHERE status = 'todo' AND scheduled_at > now()) AS later,
        count(*) FILTER (WHERE status = 'doing') AS doing,
        count(*) FILTER (WHERE status IN ('failed', 'aborted')) AS failed,
        count(*) FILTER (WHERE status = 'succeeded') AS done,
        min(scheduled_at) FILTER (WHERE status = 'todo' AND scheduled_at > now()) AS next_at
    FROM procrastinate_jobs WHERE queue_name = :queue GROUP BY task_name ORDER BY task_name
    """
)
_NOT_DONE: Final = text(
    """
    SELECT jobs.id, jobs.task_name, jobs.status::text, jobs.attempts,
        (SELECT max(at) FROM procrastinate_events WHERE job_id = jobs.id) AS changed_at
    FROM procrastinate_jobs AS jobs
    WHERE jobs.queue_name = :queue AND jobs.status IN ('doing', 'failed', 'aborted')
    ORDER BY jobs.status = 'doing' DESC, jobs.id DESC LIMIT :limit
    """
)
_LATELY: Final = text(
    """
    SELECT count(*) FROM procrastinate_events AS events JOIN procrastinate_jobs AS jobs ON jobs.id = events.job_id
    WHERE jobs.queue_name = :queue AND events.type = 'succeeded' AND events.at > now() - interval '10 minutes'
    """
)
_WORKERS: Final = text(
    "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => :alive_s)"
)
_AGAIN: Final = text(
    """
    UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = NULL, attempts = 0, abort_requested = false
    WHERE id = :id AND queue_name = :queue AND status IN ('failed', 'aborted')
    RETURNING id
    """
)
ALIVE_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class JobKind:
    """The jobs of one kind.

    Attributes:
        waiting: Those that can be done now.
        later: Those whose moment has not come, the ones that failed and are tried again among them.
        done: Those that went well in the last three days.
        next_at: When the first of the later ones is done.
    """

    name: str
    waiting: int
    later: int
    doing: int
    failed: int
    done: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class JobSeen:
    """A job that is under way or was given up.

    Attributes:
        attempts: How often it was tried before.
        changed_at: When it began, or was given up.
    """

    id: int
    name: str
    status: str
    attempts: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class JobBoard:
    """All jobs.

    Attributes:
        workers: How many services do jobs now.
        done_lately: How many went well in the last ten minutes.
    """

    kinds: tuple[JobKind, ...]
    unfinished: tuple[JobSeen, ...]
    workers: int
    done_lately: int


async def job_board(db: Database, *, limit: int = 50) -> JobBoard:
    """How the work stands.

    Raises:
        DatabaseUnavailable: PostgreSQL can't be used now.
    """
    async with db.everybody("jobs belong to nobody; what they are about is not read") as session:

        async def rows(statement: Any, **parameters: object) -> Sequence[Row[Any]]:
            return await run_unlimited(session, statement, {"queue": QUEUE, **parameters})

        kinds = [JobKind(*tuple(row)) for row in await rows(_KINDS)]
        unfinished = [JobSeen(*tuple(row)) for row in await rows(_NOT_DONE, limit=limit)]
        lately = await rows(_LATELY)
        workers = await run_unlimited(session, _WORKERS, {"alive_s": ALIVE_S})
    return JobBoard(tuple(kinds), tuple(unfinished), workers=workers[0][0], done_lately=lately[0][0])


async def try_again(db: Database, job_id: int) -> bool:
    """Puts a job that was given up back into the queue; false where there is no such job.

    Raises:
        DatabaseUnavailable: PostgreSQL can't be used now.
    """
    async with db.everybody("an owner has a job done again") as session:
        return bool(await run_unlimited(session, _AGAIN, {"id": job_id, "queue": QUEUE}))
