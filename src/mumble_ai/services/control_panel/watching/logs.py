"""The logs of the services, for owners: filtered, followed, and read from their ends."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings
from mumble_ai.stack import logreading
from mumble_ai.stack.board import is_of_this_stack
from mumble_ai.stack.logfile import log_path
from mumble_ai.stack.loglines import LogEntry
from mumble_ai.stack.logreading import LogPage, LogQuery
from mumble_ai.stack.registry import services
from mumble_ai.web.errors import ApiError

MOST_ENTRIES: Final = 500
READ_DEADLINE_S: Final = 10.0
SUPERVISOR: Final = "up"
"""The log of what starts the others; it lies beside theirs."""

Level = Literal["debug", "info", "warning", "error", "critical"]


class LogSource(BaseModel):
    """A service that logs.

    Attributes:
        is_readable: Whether its log can be read here.
        why: Why not, and where it is instead.
    """

    name: str
    title: str
    is_readable: bool
    bytes: int = 0
    why: str = ""


class LogLine(BaseModel):
    """See `mumble_ai.stack.loglines.LogEntry`."""

    service: str
    at: datetime | None
    level: Level
    text: str
    fields: dict[str, str]
    turn: str
    more: str


class LogsView(BaseModel):
    """What was found, the newest first.

    Attributes:
        cursor: Where the logs ended; what comes later is asked for with it.
        is_complete: False where older or more lines may fit.
    """

    entries: list[LogLine]
    cursor: str
    is_complete: bool


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/logs", tags=["logs"])
    settings = panel.settings

    @router.get("/sources")
    async def log_sources(account: Annotated[Account, Depends(panel.guard.owner)]) -> list[LogSource]:
        """Which services log, and whether their logs can be read here."""
        return await asyncio.to_thread(_sources, settings)

    @router.get("")
    async def logs(
        account: Annotated[Account, Depends(panel.guard.owner)],
        service: Annotated[list[str] | None, Query(max_length=32)] = None,
        level: Level = "debug",
        text: Annotated[str, Query(max_length=200)] = "",
        turn: Annotated[str, Query(max_length=128, pattern=r"^[\w.-]*$")] = "",
        since: datetime | None = None,
        until: datetime | None = None,
        after: Annotated[str, Query(max_length=4000)] = "",
        limit: Annotated[int, Query(ge=1, le=MOST_ENTRIES)] = 200,
    ) -> LogsView:
        """The newest lines that fit; with `after`, the lines that came since."""
        query = LogQuery(level, text, turn, _aware(since), _aware(until))
        names = _names(settings, service)
        try:
            async with asyncio.timeout(READ_DEADLINE_S):
                return await asyncio.to_thread(_read, settings, names, query, after, limit)
        except ValueError as error:
            raise ApiError(400, f"after: {error}; ask without it first", param="after", code="invalid_value") from error
        except TimeoutError as error:
            raise ApiError(503, "the logs take too long to read; narrow the search down", code="too_slow") from error

    _ = log_sources, logs
    return router


def _read(settings: Settings, names: Sequence[str], query: LogQuery, after: str, limit: int) -> LogsView:
    # The place is taken first: a line that comes meanwhile is told twice rather than never.
    cursor = logreading.ends(settings, names)
    if after:
        page = logreading.since(settings, names, after, query, limit)
    else:
        page = logreading.search(settings, names, query, limit)
    return _view(page, cursor)


def _view(page: LogPage, cursor: str) -> LogsView:
    return LogsView(entries=[_line(entry) for entry in page.entries], cursor=cursor, is_complete=page.is_complete)


def _line(entry: LogEntry) -> LogLine:
    return LogLine.model_validate(entry, from_attributes=True)


def _names(settings: Settings, wanted: Sequence[str] | None) -> list[str]:
    known = [SUPERVISOR, *services()]
    if wanted and (unknown := sorted(set(wanted) - set(known))):
        raise ApiError(400, f"there is no service {unknown[0]!r}", param="service", code="invalid_value")
    return logreading.logged_services(settings, list(wanted or known))


def _aware(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise ApiError(400, "a moment needs its offset from UTC, such as 2026-01-31T18:00:00Z", code="invalid_value")
    return moment


def _sources(settings: Settings) -> list[LogSource]:
    # Containers are started and stopped by Docker, which keeps no log of that.
    titles = {} if settings.service_hosts else {SUPERVISOR: "Starting and stopping"}
    titles |= {spec.name: spec.title for spec in services().values() if is_of_this_stack(spec, settings)}
    return [_source(settings, name, title) for name, title in titles.items()]


def _source(settings: Settings, name: str, title: str) -> LogSource:
    try:
        size = log_path(name, settings).stat().st_size
    except OSError:
        return LogSource(name=name, title=title, is_readable=False, why=_why(settings, name))
    return LogSource(name=name, title=title, is_readable=True, bytes=size)


def _why(settings: Settings, name: str) -> str:
    if settings.service_hosts:
        return f"Each container hands its log to Docker: docker compose logs -f {name}"
    if name == SUPERVISOR:
        return "It is written where ./mumble-ai up --detach started the stack; otherwise it is on the terminal."
    return "It has written nothing yet, or was not started by ./mumble-ai up; its log is then on its terminal."
