"""The pages where one person has said and planned very much: what the service answers, and what a browser draws.

The real control panel behind its web server, on a PostgreSQL of its own that flushes to disk, and a Redis; one
question after the other over a real connection, signed in as the owner. First byte: until the status and headers are
there. First content: until the body is there that the page shows first. Then a real Chromium draws each page.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx

from benchmarks.drawing.browser import chromium, draw_pages
from benchmarks.full_house import fill
from benchmarks.report import Row, arguments, conditions, emit, percentile
from mumble_ai.accounts.session_guard import SESSION_COOKIE
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel import application
from mumble_ai.storage.migrate import upgrade
from mumble_ai.web.serve import serve
from tests.pages.support import built_pages, place_pages
from tests.support.control_panel import KEY, PASSWORD, make_account, panel_running, panel_settings
from tests.support.postgres import PostgresServer
from tests.support.redis_server import RedisServer

MESSAGES: Final = 100_000
EVENTS: Final = 5_000
ROUNDS: Final = 15
DRAWN_ROUNDS: Final = 5
ON_DISK: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "shared_buffers": "128MB"}

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How full the house is, and how often it is asked."""

    messages: int = MESSAGES
    events: int = EVENTS
    rounds: int = ROUNDS
    drawn_rounds: int = DRAWN_ROUNDS


QUICK: Final = Size(messages=500, events=100, rounds=1, drawn_rounds=1)


@dataclass(frozen=True, slots=True)
class House:
    """A control panel that runs.

    Attributes:
        address: Such as "http://127.0.0.1:41234".
        client: A connection on which the owner is signed in.
    """

    address: str
    client: httpx.AsyncClient


def main(argv: list[str] | None = None) -> None:
    parser = arguments(__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES, help="of one person")
    parser.add_argument("--events", type=int, default=EVENTS, help="in their calendar")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="times each question is asked")
    parser.add_argument(
        "--drawn-rounds", type=int, default=DRAWN_ROUNDS, help="times each page is drawn; 0: not at all"
    )
    parser.add_argument("--quick", action="store_true", help="a small house, once: whether it works, no figures")
    options = parser.parse_args(argv)
    size = QUICK if options.quick else Size(options.messages, options.events, options.rounds, options.drawn_rounds)
    began_s = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - began_s:6.1f} s  {text}", file=sys.stderr, flush=True)

    asked, drawn = asyncio.run(measure(size, say))
    where = conditions(
        messages=size.messages,
        events=size.events,
        rounds=size.rounds,
        drawn_rounds=size.drawn_rounds,
        flush="to disk with each write",
        browser=str(chromium() or "none"),
    )
    if options.json:
        emit("pages", [*asked, *drawn], where, as_json=True)
        return
    emit("pages: what the service answers", asked, where, as_json=False)
    if drawn:
        emit("pages: what the browser draws", drawn, where, as_json=False)


async def measure(size: Size, say: Say) -> tuple[list[Row], list[Row]]:
    """One row a question, and one row a page that was drawn."""
    wants_browser = size.drawn_rounds > 0 and chromium() is not None
    if size.drawn_rounds > 0 and not wants_browser:
        say("no Chromium here, so no page is drawn: `python -m tests.parts install` brings it")
    async with _full_panel(size, with_pages=wants_browser, say=say) as house:
        asked: list[Row] = []
        for number, (page, path) in enumerate(questions(), 1):
            say(f"asking {number} of {len(questions())}: {page}")
            asked.append(await _ask(house.client, page, path, size.rounds))
        if not wants_browser:
            return asked, []
        cookies = [(SESSION_COOKIE, house.client.cookies[SESSION_COOKIE])]
        return asked, await draw_pages(house.address, cookies, size.drawn_rounds, say)


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
async def _full_panel(size: Size, *, with_pages: bool, say: Say) -> AsyncGenerator[House]:
    """A control panel with a full house, and a connection to it."""
    with (
        tempfile.TemporaryDirectory(prefix="mumble-ai-pages-") as folder,
        PostgresServer(Path(folder) / "data", **ON_DISK) as server,
        RedisServer(Path(folder) / "redis") as redis,
    ):
        url, home = server.cluster.url(), Path(folder) / "home"
        home.mkdir()
        if with_pages:
            say("building the pages, unless they are built")
            place_pages(await asyncio.to_thread(built_pages), home)
        await upgrade(url)
        async with panel_running(panel_settings(url, home, {"REDIS_URL": redis.url})) as (panel, _):
            owner = await make_account(panel, "ada", Role.OWNER)
            say(f"filling the house with {size.messages:,} messages and {size.events:,} events")
            await asyncio.to_thread(fill, url, owner.person.id, messages=size.messages, events=size.events)
            started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
            app = application(panel, key=KEY)
            serving = asyncio.create_task(serve(app, "127.0.0.1", 0, api_key=KEY, started=started.set_result))
            try:
                address = f"http://127.0.0.1:{await started}"
                async with httpx.AsyncClient(base_url=address, timeout=60.0, trust_env=False) as client:
                    signed_in = {"sign_in_name": owner.sign_in_name, "password": PASSWORD}
                    (await client.post("/api/v1/session", json=signed_in)).raise_for_status()
                    yield House(address, client)
            finally:
                serving.cancel()
                await asyncio.gather(serving, return_exceptions=True)
