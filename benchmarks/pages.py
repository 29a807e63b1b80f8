"""The pages' main questions to the service, where one person has said and planned very much.

The real control panel behind its web server, on a PostgreSQL of its own that flushes to disk; one question after the
other over a real connection, signed in as the owner. First byte: until the status and headers are there. First content:
until the body is there that the page shows first.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx

from benchmarks.full_house import fill
from benchmarks.report import Row, arguments, conditions, emit, percentile
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel import application
from mumble_ai.storage.migrate import upgrade
from mumble_ai.web.serve import serve
from tests.support.control_panel import KEY, PASSWORD, make_account, panel_running, panel_settings
from tests.support.postgres import PostgresServer

MESSAGES: Final = 100_000
EVENTS: Final = 5_000
ROUNDS: Final = 15
ON_DISK: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "shared_buffers": "128MB"}


def main(argv: list[str] | None = None) -> None:
    parser = arguments(__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES, help="of one person")
    parser.add_argument("--events", type=int, default=EVENTS, help="in their calendar")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="times each question is asked")
    options = parser.parse_args(argv)
    found = asyncio.run(measure(options.messages, options.events, options.rounds))
    where = conditions(messages=options.messages, events=options.events, flush="to disk with each write")
    emit("pages", found, where, as_json=options.json)


async def measure(messages: int, events: int, rounds: int) -> list[Row]:
    """One row a question."""
    async with _full_panel(messages, events) as client:
        return [await _ask(client, page, path, rounds) for page, path in questions()]


def questions() -> list[tuple[str, str]]:
    """Page, and what it asks first; fewer where a page has no question of its own."""
    now = datetime.now(UTC)
    month = f"start={_stamp(now - timedelta(days=15))}&end={_stamp(now + timedelta(days=27))}"
    memory = "/api/v1/memory"
    deep = _stamp(now - timedelta(days=400))
    return [
        ("dashboard", "/api/v1/stats"),
        ("dashboard, what comes next", "/api/v1/upcoming"),
        ("memory: facts", f"{memory}/facts"),
        ("memory: facts, by words", f"{memory}/facts?q=garden"),
        ("memory: facts, counted", f"{memory}/facts/counts"),
        ("memory: names", f"{memory}/entities"),
        ("memory: graph", f"{memory}/entities/graph"),
        ("memory: topics", f"{memory}/topics"),
        ("memory: history", f"{memory}/history"),
        ("memory: history, at a day", f"{memory}/history?at={deep}"),
        ("memory: history, by a common word", f"{memory}/history?q=garden"),
        ("memory: history, by rare words", f"{memory}/history?q=garden+kitchen+norway+winter"),
        ("memory: talks", f"{memory}/history/talks"),
        ("memory: search", f"{memory}/search?q=What+did+Anna+say+about+the+camera+and+the+bridge"),
        ("memory: consolidation", f"{memory}/consolidation"),
        ("memory: stores", f"{memory}/stores"),
        ("calendar: a month", f"/api/v1/calendar/events?{month}"),
        ("talk", "/api/v1/talk"),
        ("people", "/api/v1/people"),
        ("personas", "/api/v1/personas"),
        ("settings", "/api/v1/settings"),
    ]


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


async def _ask(client: httpx.AsyncClient, page: str, path: str, rounds: int) -> Row:
    first_s: list[float] = []
    content_s: list[float] = []
    size, status = 0, 0
    for _ in range(rounds + 1):
        began_s = time.perf_counter()
        async with client.stream("GET", path) as answer:
            first_s.append(time.perf_counter() - began_s)
            body = await answer.aread()
            content_s.append(time.perf_counter() - began_s)
            size, status = len(body), answer.status_code
    return {
        "page": page,
        "status": status,
        "kB": round(size / 1000, 1),
        "cold ms": round(content_s[0] * 1000, 1),
        "first byte p50 ms": round(percentile(first_s[1:], 50) * 1000, 1),
        "first content p50 ms": round(percentile(content_s[1:], 50) * 1000, 1),
        "p95 ms": round(percentile(content_s[1:], 95) * 1000, 1),
    }


@asynccontextmanager
async def _full_panel(messages: int, events: int) -> AsyncGenerator[httpx.AsyncClient]:
    """A control panel with a full house, and a browser's connection to it."""
    with (
        tempfile.TemporaryDirectory(prefix="mumble-ai-pages-") as folder,
        PostgresServer(Path(folder) / "data", **ON_DISK) as server,
    ):
        url = server.cluster.url()
        await upgrade(url)
        async with panel_running(panel_settings(url, Path(folder) / "home")) as (panel, _):
            owner = await make_account(panel, "ada", Role.OWNER)
            await asyncio.to_thread(fill, url, owner.person.id, messages=messages, events=events)
            started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
            app = application(panel, key=KEY)
            serving = asyncio.create_task(serve(app, "127.0.0.1", 0, api_key=KEY, started=started.set_result))
            try:
                address = f"http://127.0.0.1:{await started}"
                async with httpx.AsyncClient(base_url=address, timeout=60.0, trust_env=False) as client:
                    signed_in = {"sign_in_name": owner.sign_in_name, "password": PASSWORD}
                    (await client.post("/api/v1/session", json=signed_in)).raise_for_status()
                    yield client
            finally:
                serving.cancel()
                await asyncio.gather(serving, return_exceptions=True)
