"""Jobs: kept with the data they are about, done at least once, whatever dies."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from mumble_ai.storage import jobs
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.job_worker import JobWorker, WorkerPolicy
from mumble_ai.storage.jobs import JobHandlers, JobRetry, Placing
from mumble_ai.storage.migrate import upgrade
from tests.support.postgres import PostgresServer

QUICK = WorkerPolicy(poll_s=0.1, heartbeat_s=0.2, dead_after_s=1.0, reconnect_s=0.1, stop_s=0.2)
DEADLINE_S = 15.0


class Diary:
    """Handlers that write down what they were asked."""

    def __init__(self) -> None:
        self.entries: asyncio.Queue[Any] = asyncio.Queue()
        self.handlers = JobHandlers()

    def does(self, name: str, work: Callable[..., Awaitable[None]] | None = None, **options: Any) -> None:
        async def note(**arguments: Any) -> None:
            await self.entries.put((name, arguments))

        self.handlers.register(name, work or note, **options)

    async def next(self) -> Any:
        return await asyncio.wait_for(self.entries.get(), DEADLINE_S)


@asynccontextmanager
async def working(url: str, diary: Diary, policy: WorkerPolicy = QUICK) -> AsyncIterator[JobWorker]:
    worker = JobWorker(url, diary.handlers, UTC, policy)
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def statuses(database: Database) -> dict[str, int]:
    async with database.everybody("looks") as session:
        rows = await session.execute(text("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status"))
        return {row[0]: row[1] for row in rows}


async def test_a_job_is_done_when_its_transaction_is_committed_and_never_else(
    database: Database, database_url: str
) -> None:
    diary = Diary()
    diary.does("write")
    async with database.everybody("fails") as session:
        await jobs.defer(session, "write", number=1)
        await session.rollback()
    async with database.person(new_id()) as session:
        await jobs.defer(session, "write", number=2, words=["ä", None])
    async with working(database_url, diary):
        assert await diary.next() == ("write", {"number": 2, "words": ["ä", None]})
        async with database.person(new_id()) as session:
            await jobs.defer(session, "write", number=3)
        assert await diary.next() == ("write", {"number": 3})
    assert diary.entries.empty()


async def test_a_job_that_waits_is_not_added_twice(database: Database, database_url: str) -> None:
    diary = Diary()
    diary.does("write")
    for number in range(3):
        async with database.everybody("adds") as session:
            await jobs.defer(session, "write", Placing(once="word"), number=number)
    assert await statuses(database) == {"todo": 1}
    async with working(database_url, diary):
        assert await diary.next() == ("write", {"number": 0})


async def test_a_job_that_fails_is_tried_again_and_given_up_in_the_end(database: Database, database_url: str) -> None:
    diary, tries = Diary(), 0

    async def fail(**arguments: Any) -> None:
        nonlocal tries
        tries += 1
        await diary.entries.put(tries)
        raise RuntimeError("no")

    diary.does("fail", fail, retry=JobRetry(attempts=3, base_delay_s=0.0))
    async with database.everybody("adds") as session:
        await jobs.defer(session, "fail")
    async with working(database_url, diary):
        assert [await diary.next() for _ in range(3)] == [1, 2, 3]
        await until(lambda: statuses(database), {"failed": 1})


async def test_a_job_that_takes_too_long_has_failed(database: Database, database_url: str) -> None:
    diary = Diary()

    async def hang(**arguments: Any) -> None:
        await asyncio.Event().wait()

    diary.does("hang", hang, retry=JobRetry(attempts=1), timeout_s=0.05)
    async with database.everybody("adds") as session:
        await jobs.defer(session, "hang")
    async with working(database_url, diary):
        await until(lambda: statuses(database), {"failed": 1})


async def test_jobs_with_the_same_word_are_done_one_after_the_other(database: Database, database_url: str) -> None:
    diary, under_way = Diary(), 0

    async def count(number: int) -> None:
        nonlocal under_way
        under_way += 1
        await asyncio.sleep(0.02)
        await diary.entries.put((number, under_way))
        under_way -= 1

    diary.does("count", count)
    async with database.everybody("adds") as session:
        for number in range(4):
            await jobs.defer(session, "count", Placing(one_at_a_time="x"), number=number)
    async with working(database_url, diary):
        assert [await diary.next() for _ in range(4)] == [(number, 1) for number in range(4)]


async def test_a_job_for_later_waits_for_its_moment(database: Database, database_url: str) -> None:
    diary = Diary()
    diary.does("write")
    async with database.everybody("adds") as session:
        await jobs.defer(session, "write", Placing(at=datetime.now(UTC) + timedelta(seconds=3)), when="later")
        await jobs.defer(session, "write", when="now")
    async with working(database_url, diary):
        assert [(await diary.next())[1]["when"] for _ in range(2)] == ["now", "later"]


async def test_what_was_scheduled_and_missed_is_made_up_for_once(database: Database, database_url: str) -> None:
    diary = Diary()
    diary.does("nightly", schedule="0 3 * * *")
    diary.does("write")
    for _ in range(2):
        async with database.everybody("adds") as session:
            await jobs.defer(session, "write")
        async with working(database_url, diary):
            await diary.next()
            await until(lambda: todo(database), 0)
    done = [diary.entries.get_nowait() for _ in range(diary.entries.qsize())]
    assert done.count(("nightly", {})) <= 1
    async with database.everybody("looks") as session:
        names = (await session.execute(text("SELECT task_name FROM procrastinate_jobs"))).scalars().all()
    assert sorted(names) == ["nightly", "write", "write"]


async def todo(database: Database) -> int:
    return (await statuses(database)).get("todo", 0)


async def until(ask: Callable[[], Awaitable[Any]], wanted: Any) -> None:
    async with asyncio.timeout(DEADLINE_S):
        while await ask() != wanted:
            await asyncio.sleep(0.02)


WORKER = """
import asyncio, sys
from datetime import UTC
from mumble_ai.storage.job_worker import JobWorker, WorkerPolicy
from mumble_ai.storage.jobs import JobHandlers

async def hang(**arguments):
    print("begun", flush=True)
    await asyncio.Event().wait()

handlers = JobHandlers()
handlers.register("work", hang)
asyncio.run(JobWorker(sys.argv[1], handlers, UTC, WorkerPolicy(poll_s=0.1, heartbeat_s=0.2)).run())
"""


async def test_the_job_of_a_worker_that_died_is_taken_over(database: Database, database_url: str) -> None:
    async with database.everybody("adds") as session:
        await jobs.defer(session, "work", number=1)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, database_url, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), DEADLINE_S) == b"begun\n"
        process.send_signal(signal.SIGKILL)
        diary = Diary()
        diary.does("work")
        async with working(database_url, diary):
            assert await diary.next() == ("work", {"number": 1})
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def test_jobs_outlive_the_server_and_the_worker_comes_back(tmp_path: Path) -> None:
    with PostgresServer(tmp_path / "data") as server:
        url = server.cluster.url()
        await upgrade(url)
        database, diary = Database(url), Diary()
        diary.does("write")
        async with working(url, diary) as worker:
            async with database.everybody("adds") as session:
                await jobs.defer(session, "write", number=1)
            assert await diary.next() == ("write", {"number": 1})
            server.process.kill()
            server.process.wait()
            async with asyncio.timeout(DEADLINE_S):
                while not worker.standing().degraded:
                    await asyncio.sleep(0.02)
            server.start()
            await database.close()
            async with database.everybody("adds") as session:
                await jobs.defer(session, "write", number=2)
            while (done := await diary.next()) == ("write", {"number": 1}):
                continue  # It was killed before it had noted that this is done.
            assert done == ("write", {"number": 2})
            assert not worker.standing().degraded
        await database.close()


def test_the_delay_doubles_up_to_a_bound() -> None:
    retry = JobRetry(attempts=6, base_delay_s=1.0, max_delay_s=5.0)
    assert [retry.delay_s(tries) for tries in range(1, 7)] == [1.0, 2.0, 4.0, 5.0, 5.0, None]
    assert JobRetry(attempts=0).delay_s(10_000) == 3600.0
