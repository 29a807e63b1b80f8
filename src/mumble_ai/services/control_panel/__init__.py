"""The control panel: its pages and what they ask, calendars for other programs, tools for other assistants."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from psycopg.errors import UndefinedTable
from sqlalchemy.exc import DataError, ProgrammingError

from mumble_ai.accounts.accounts import Accounts
from mumble_ai.accounts.passwords import Passwords
from mumble_ai.accounts.session_guard import RETRY_S, SessionGuard, database_away
from mumble_ai.calendar.feeds import Feeds
from mumble_ai.calendar.ics.importing import Importer
from mumble_ai.calendar.ics.parsing import MAX_BYTES
from mumble_ai.memory.people.roster import Roster
from mumble_ai.services import mcp
from mumble_ai.services.accounts_desk import account_policy
from mumble_ai.services.control_panel import personas, speech
from mumble_ai.services.control_panel.calendar import events as calendar_events
from mumble_ai.services.control_panel.calendar import files as calendar_files
from mumble_ai.services.control_panel.calendar import reminders as calendar_reminders
from mumble_ai.services.control_panel.calendar import tasks as calendar_tasks
from mumble_ai.services.control_panel.calendar import window as calendar_view
from mumble_ai.services.control_panel.calendar.feeds import CalendarRoutes
from mumble_ai.services.control_panel.first_system import app_logs as first_system_logs
from mumble_ai.services.control_panel.first_system import memories as first_system
from mumble_ai.services.control_panel.first_system import people as first_system_people
from mumble_ai.services.control_panel.first_system import schedule as first_system_schedule
from mumble_ai.services.control_panel.memory import consolidation, entities, history, topics
from mumble_ai.services.control_panel.memory import facts as memory_facts
from mumble_ai.services.control_panel.memory import overview as memory
from mumble_ai.services.control_panel.memory import stores as stores_view
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.people import cards as people
from mumble_ai.services.control_panel.people import data as people_data
from mumble_ai.services.control_panel.people import links as people_links
from mumble_ai.services.control_panel.people import standing as people_standing
from mumble_ai.services.control_panel.settings import endpoints as settings
from mumble_ai.services.control_panel.settings import models
from mumble_ai.services.control_panel.sign_in import accounts as accounts_view
from mumble_ai.services.control_panel.sign_in import (
    audit,
    keys,
    own_account,
    own_external,
    own_password,
    own_sessions,
)
from mumble_ai.services.control_panel.sign_in import other_servers as other_sign_in
from mumble_ai.services.control_panel.sign_in import sessions as account
from mumble_ai.services.control_panel.sign_in.first_account import tell_first_account
from mumble_ai.services.control_panel.watching import app_logs, dashboard, flights, live, logs
from mumble_ai.services.control_panel.watching import health as stack_health
from mumble_ai.services.control_panel.watching import jobs as jobs_view
from mumble_ai.services.control_panel.watching.database_check import database_answers
from mumble_ai.services.deed_news import watching
from mumble_ai.services.health import Health
from mumble_ai.services.household import open_household, resting_embedder
from mumble_ai.services.pages import Pages
from mumble_ai.services.reminding import notice_policy
from mumble_ai.settings import Settings, reachable_host
from mumble_ai.stack.database import migrate_when_there
from mumble_ai.stack.saved.live import LiveSettings
from mumble_ai.stack.secrets import kept_secret
from mumble_ai.stack.stores import database_url
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.storage.events import Events
from mumble_ai.storage.redis import RedisAway
from mumble_ai.web import errors
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve

KEEPER: Final = "control-panel"
ROUTES: Final[tuple[Callable[[Panel], APIRouter], ...]] = (
    account.routes,
    other_sign_in.routes,
    own_account.routes,
    own_password.routes,
    own_sessions.routes,
    own_external.routes,
    keys.routes,
    accounts_view.routes,
    audit.routes,
    live.routes,
    dashboard.routes,
    stack_health.routes,
    jobs_view.routes,
    logs.routes,
    app_logs.routes,
    flights.routes,
    calendar_view.routes,
    calendar_events.routes,
    calendar_tasks.routes,
    calendar_reminders.routes,
    calendar_files.routes,
    people_links.routes,
    people.routes,
    people_standing.routes,
    people_data.routes,
    first_system.routes,
    first_system_schedule.routes,
    first_system_people.routes,
    first_system_logs.routes,
    memory.routes,
    memory_facts.routes,
    entities.routes,
    topics.routes,
    history.routes,
    consolidation.routes,
    stores_view.routes,
    personas.routes,
    settings.routes,
    models.routes,
    speech.routes,
)
"""The endpoints of the pages, a file a topic. Something that runs as long as the service does (a hub that listens to
news) goes into its router's `lifespan`."""


def api_key(settings: Settings) -> str:
    """The key that programs send; never none, since what is served is personal."""
    return settings.speech_api_key or kept_secret("speech-api-key", settings)


@asynccontextmanager
async def open_panel(settings: Settings, *, passwords: Passwords | None = None) -> AsyncGenerator[Panel]:
    """The parts that the endpoints use; nothing is connected until it is used."""
    async with open_household(settings, keeper=KEEPER, embedder=resting_embedder(settings)) as house:
        policy = account_policy(settings)
        accounts = Accounts(house.stores.database, house.people, policy=policy, passwords=passwords)
        try:
            guard = SessionGuard(accounts, address=settings.control_panel_url)
            yield Panel(settings, house, guard, Events(house.stores.redis), accounts)
        finally:
            accounts.close()


def application(panel: Panel, *, key: str) -> FastAPI:
    """The service around its parts."""
    calendars, others, health = _calendars(panel), _tools_for_others(panel), _health(panel)
    pages = [routes(panel) for routes in ROUTES]
    _check_dependencies(pages)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with others.running():
            yield

    app = create_app(
        "Mumble-AI control panel",
        routers=[calendars.for_programs()],
        open_routers=[health.router(), calendars.for_subscribers(), *pages],
        api_key=key,
        max_body_bytes=MAX_BYTES,
        lifespan=lifespan,
    )
    mcp.add_to(app, others)
    Pages(panel.settings, "control-panel").add_to(app)
    for away in (DatabaseUnavailable, RedisAway, ProgrammingError):
        app.add_exception_handler(away, errors.answering(_away))
    for unkeepable in (DataError, UnicodeEncodeError):
        app.add_exception_handler(unkeepable, errors.answering(_not_kept))
    return app


async def run(settings: Settings, changing: LiveSettings | None = None) -> None:
    """Serves until cancelled.

    Args:
        changing: Tells of settings that change meanwhile.
    """
    key = api_key(settings)
    async with open_panel(settings) as panel, asyncio.TaskGroup() as group:
        if changing is not None:
            _take_changes(panel, changing)
        app = application(panel, key=key)
        proxies = settings.trusted_proxies
        serving = serve(app, settings.bind_host, settings.control_panel_port, api_key=key, trusted_proxies=proxies)
        group.create_task(serving, name="web")
        group.create_task(_prepare(panel), name="database")


async def _prepare(panel: Panel) -> None:
    await migrate_when_there(panel.settings)
    # Elsewhere `up` makes the first account and tells of it on the terminal.
    if panel.settings.service_hosts:
        await tell_first_account(panel.accounts)


def _take_changes(panel: Panel, changing: LiveSettings) -> None:
    async def take(settings: Settings, changed: frozenset[str]) -> None:
        panel.settings = settings
        if "bot_persona" in changed:
            panel.household.personas.take_words(settings.bot_persona)

    panel.changing = changing
    changing.when_changed(take)


async def openapi(settings: Settings) -> dict[str, Any]:
    """The description of the API, for programs that are made from it; nothing is connected."""
    async with open_panel(settings) as panel:
        return application(panel, key="none").openapi()


def endpoints(router: APIRouter) -> Iterator[APIRoute]:
    """The endpoints of a router and of those that it includes."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        elif isinstance(included := getattr(route, "original_router", None), APIRouter):
            yield from endpoints(included)


def _check_dependencies(routers: Sequence[APIRouter]) -> None:
    """Refuses endpoints whose `account` FastAPI takes for a value that the caller sends."""
    for route in (route for router in routers for route in endpoints(router)):
        if any(value.name == "account" for value in route.dependant.query_params):
            raise TypeError(f"{route.path}: its file must not import annotations from __future__, see Panel")


def _calendars(panel: Panel) -> CalendarRoutes:
    settings, database, people = panel.settings, panel.household.stores.database, panel.household.people
    return CalendarRoutes(
        feeds=Feeds(database),
        importer=Importer(database, notice=notice_policy(settings)),
        people=people,
        roster=Roster(database, people),
        address=settings.control_panel_url
        or f"http://{reachable_host(settings.bind_host)}:{settings.control_panel_port}",
    )


def _tools_for_others(panel: Panel) -> mcp.McpServer:
    return mcp.served_to_others(
        panel.household.stores.database,
        panel.household.people,
        assistant_name=panel.settings.mumble_username,
        notice=notice_policy(panel.settings),
        watchers=(watching(panel.live.changed),),
    )


def _health(panel: Panel) -> Health:
    health = Health(("database",))
    database, url = panel.household.stores.database, database_url(panel.settings)
    health.provide({"database": lambda: database_answers(database, url)})
    return health


def _not_kept(error: Exception) -> errors.ApiError:
    """What is answered to a text with a NUL or half a character in it, or a number that no column holds."""
    return errors.ApiError(400, "a value has characters, or a size, that can't be kept", code="invalid_value")


def _away(error: Exception) -> errors.ApiError:
    """What an endpoint answers when a store it needs is away."""
    if isinstance(error, ProgrammingError):
        if not isinstance(error.orig, UndefinedTable):
            return errors.ApiError(500, f"the service failed: {type(error).__name__}")
        return errors.ApiError(503, "the database is being prepared; try again", code="unavailable", retry_s=RETRY_S)
    if isinstance(error, RedisAway):
        message = "Redis does not answer now. It is tried again by itself."
        return errors.ApiError(503, message, code="unavailable", retry_s=RETRY_S)
    return database_away()
