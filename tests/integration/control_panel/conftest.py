"""The control panel and those who use it: an owner, two members, and somebody who is not signed in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from mumble_ai.accounts.account import Account
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings
from tests.support.control_panel import browser, make_account, panel_running, panel_settings, sign_in


@pytest.fixture
def panel_settings_of_test(database_url: str, tmp_path: Path) -> Settings:
    """Settings of the panel; a test module may override this to add some."""
    return panel_settings(database_url, tmp_path)


@pytest.fixture
async def served(panel_settings_of_test: Settings) -> AsyncIterator[tuple[Panel, FastAPI]]:
    async with panel_running(panel_settings_of_test) as running:
        yield running


@pytest.fixture
def panel(served: tuple[Panel, FastAPI]) -> Panel:
    """The parts behind the endpoints, to prepare something with."""
    return served[0]


@pytest.fixture
def panel_app(served: tuple[Panel, FastAPI]) -> FastAPI:
    """The application."""
    return served[1]


@pytest.fixture
async def owner(panel: Panel) -> Account:
    """Olga, the owner."""
    return await make_account(panel, "olga", Role.OWNER)


@pytest.fixture
async def member(panel: Panel) -> Account:
    """Mia, a member."""
    return await make_account(panel, "mia", Role.MEMBER)


@pytest.fixture
async def other_member(panel: Panel) -> Account:
    """Noah, another member."""
    return await make_account(panel, "noah", Role.MEMBER)


@pytest.fixture
async def panel_client(panel_app: FastAPI, owner: Account) -> AsyncIterator[httpx.AsyncClient]:
    """Olga's browser."""
    async with browser(panel_app) as client:
        await sign_in(client, owner.sign_in_name)
        yield client


@pytest.fixture
async def member_client(panel_app: FastAPI, member: Account) -> AsyncIterator[httpx.AsyncClient]:
    """Mia's browser."""
    async with browser(panel_app) as client:
        await sign_in(client, member.sign_in_name)
        yield client


@pytest.fixture
async def other_member_client(panel_app: FastAPI, other_member: Account) -> AsyncIterator[httpx.AsyncClient]:
    """Noah's browser."""
    async with browser(panel_app) as client:
        await sign_in(client, other_member.sign_in_name)
        yield client


@pytest.fixture
async def stranger_client(panel_app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of nobody."""
    async with browser(panel_app) as client:
        yield client
