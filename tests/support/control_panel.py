"""A control panel for tests: the real application on a real PostgreSQL, and browsers that are signed in to it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from argon2 import PasswordHasher
from fastapi import FastAPI

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.passwords import Passwords
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel import application, open_panel
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings, load_settings

KEY = "a key for a test"
PASSWORD = "four words make sense"
ADDRESS = "http://panel.test"
NOWHERE = "redis://127.0.0.1:1/0"


def hasty_passwords() -> Passwords:
    """Argon2id as weak as it may be: what is tested is not how long it takes."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def panel_settings(database_url: str, home: Path, more: Mapping[str, str] | None = None) -> Settings:
    """Settings of a panel whose Redis and Chroma are away unless `more` names them."""
    given = {
        "MUMBLE_AI_HOME": str(home),
        "DATABASE_URL": database_url,
        "REDIS_URL": NOWHERE,
        "CHROMADB_URL": "http://127.0.0.1:1",
    }
    return load_settings(given | dict(more or {}), None)


@asynccontextmanager
async def panel_running(settings: Settings) -> AsyncGenerator[tuple[Panel, FastAPI]]:
    """The parts and the application around them, its lifespan running."""
    running: asyncio.Future[tuple[Panel, FastAPI]] = asyncio.get_running_loop().create_future()
    over = asyncio.Event()

    async def run() -> None:
        # In a task of its own: fixtures begin in one task and end in another, which a lifespan may not.
        async with open_panel(settings, passwords=hasty_passwords()) as panel:
            app = application(panel, key=KEY)
            async with app.router.lifespan_context(app):
                running.set_result((panel, app))
                await over.wait()

    task = asyncio.create_task(run())
    await asyncio.wait([task, running], return_when=asyncio.FIRST_COMPLETED)
    try:
        if not running.done():
            running.cancel()
            await task
        yield running.result()
    finally:
        over.set()
        await task


class Place:
    """Where the browsers of tests are: what one test did too often from there is not held against the next.

    Attributes:
        address: Of the browsers opened from now on.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.move()

    def move(self) -> None:
        """Goes where nobody was before."""
        high, low = divmod(next(self._numbers), 250)
        self.address = f"127.0.{high}.{low + 1}"


PLACE = Place()


def browser(app: FastAPI, *, address: str = ADDRESS) -> httpx.AsyncClient:
    """Somebody who is not signed in."""
    transport = httpx.ASGITransport(app=app, client=(PLACE.address, 50_000))
    return httpx.AsyncClient(transport=transport, base_url=address, timeout=20)


async def sign_in(client: httpx.AsyncClient, sign_in_name: str, password: str = PASSWORD) -> None:
    """Signs in as the page does; what changes something carries the CSRF token from then on."""
    answer = await client.post("/api/v1/session", json={"sign_in_name": sign_in_name, "password": password})
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]


async def make_account(panel: Panel, name: str, role: Role) -> Account:
    """Somebody new with an account called like them."""
    return await panel.accounts.add_person(name, role, name, PASSWORD)
