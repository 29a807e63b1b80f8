"""The control panel and those who use it: an owner, two members, and somebody who is not signed in.

Building a panel takes far longer than asking it something: the tests of a module share one, on one event loop, and find
it empty. Asynchronous fixtures of a module are on that loop too: `@pytest_asyncio.fixture(loop_scope="module")`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from mumble_ai.accounts.account import Account
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings
from tests.support.control_panel import PLACE, browser, make_account, panel_running, panel_settings, sign_in
from tests.support.postgres import PostgresServer


class PanelOfModule(NamedTuple):
    """A panel that all tests of a module use, one after the other.

    Attributes:
        database: Name of its database.
        home: Its folder of state.
    """

    panel: Panel
    app: FastAPI
    database: str
    home: Path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a module here run on one event loop, on which its panel is."""
    for item in items:
        if Path(__file__).parent in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest.fixture(scope="module")
def panel_database(postgres_server: PostgresServer, migrated_template: str) -> Iterator[str]:
    """The name of the module's database, migrated."""
    name = postgres_server.create(template=migrated_template)
    yield name
    postgres_server.drop(name)


@pytest.fixture(scope="module")
def more_settings() -> Mapping[str, str]:
    """What a module's panel is set to besides where its stores are; a test module may override this."""
    return {}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def panel_of_module(
    postgres_server: PostgresServer,
    panel_database: str,
    more_settings: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[PanelOfModule]:
    home = tmp_path_factory.mktemp("home")
    settings = panel_settings(postgres_server.cluster.url(panel_database), home, more_settings)
    async with panel_running(settings) as (panel, app):
        yield PanelOfModule(panel, app, panel_database, home)


@pytest_asyncio.fixture(loop_scope="module")
async def cleaned_panel(
    panel_of_module: PanelOfModule, postgres_server: PostgresServer
) -> AsyncIterator[tuple[Panel, FastAPI]]:
    """The module's panel as if nobody had been there: no rows, no files, nothing counted, settings as at first."""
    panel, app, database, home = panel_of_module
    PLACE.move()
    began_with, was_there = panel.settings, set(home.rglob("*"))
    yield panel, app
    await panel.household.log.flush()
    panel.settings = began_with
    for path in sorted(set(home.rglob("*")) - was_there, reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    postgres_server.empty(database)


@pytest.fixture
def panel_settings_of_test() -> Settings | None:
    """Settings of a panel of a test's own; a test module overrides this where tests may not share one."""
    return None


@pytest_asyncio.fixture(loop_scope="module")
async def own_panel(panel_settings_of_test: Settings) -> AsyncIterator[tuple[Panel, FastAPI]]:
    async with panel_running(panel_settings_of_test) as running:
        yield running


@pytest.fixture
def served(panel_settings_of_test: Settings | None, request: pytest.FixtureRequest) -> tuple[Panel, FastAPI]:
    return request.getfixturevalue("own_panel" if panel_settings_of_test else "cleaned_panel")


@pytest.fixture
def panel(served: tuple[Panel, FastAPI]) -> Panel:
    """The parts behind the endpoints, to prepare something with."""
    return served[0]


@pytest.fixture
def panel_app(served: tuple[Panel, FastAPI]) -> FastAPI:
    """The application."""
    return served[1]


@pytest_asyncio.fixture(loop_scope="module")
async def owner(panel: Panel) -> Account:
    """Olga, the owner."""
    return await make_account(panel, "olga", Role.OWNER)


@pytest_asyncio.fixture(loop_scope="module")
async def member(panel: Panel) -> Account:
    """Mia, a member."""
    return await make_account(panel, "mia", Role.MEMBER)


@pytest_asyncio.fixture(loop_scope="module")
async def other_member(panel: Panel) -> Account:
    """Noah, another member."""
    return await make_account(panel, "noah", Role.MEMBER)


@pytest_asyncio.fixture(loop_scope="module")
async def panel_client(panel_app: FastAPI, owner: Account) -> AsyncIterator[httpx.AsyncClient]:
    """Olga's browser."""
    async with browser(panel_app) as client:
        await sign_in(client, owner.sign_in_name)
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def member_client(panel_app: FastAPI, member: Account) -> AsyncIterator[httpx.AsyncClient]:
    """Mia's browser."""
    async with browser(panel_app) as client:
        await sign_in(client, member.sign_in_name)
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def other_member_client(panel_app: FastAPI, other_member: Account) -> AsyncIterator[httpx.AsyncClient]:
    """Noah's browser."""
    async with browser(panel_app) as client:
        await sign_in(client, other_member.sign_in_name)
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def stranger_client(panel_app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of nobody."""
    async with browser(panel_app) as client:
        yield client
