"""The first system's `/api/logs`: what its app logs, in batches of its shape, and read back in it."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.app_logs import LEVELS, AppLine, AppLogQuery, KeptLine, Level
from mumble_ai.memory.people.person import Person
from mumble_ai.services.control_panel.first_system.route import router_of
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.app_logs import LONGEST_MESSAGE, LONGEST_MORE, MOST_LINES, AppLogDesk

NAMES: Final[dict[str, Level]] = {
    **{level: level for level in LEVELS},
    "warn": "warning",
    "severe": "critical",
    "fatal": "critical",
}
LONGEST_SCREEN: Final = 100


class FirstLogEntry(BaseModel):
    """A line as the app sends it; what is too long is cut, since the app would send it again for ever.

    Attributes:
        timestamp: ISO 8601, in the person's zone where it names none.
    """

    timestamp: str = ""
    level: str = "INFO"
    message: str = ""
    screen: str | None = ""
    data: Any = None


class FirstLogBatch(BaseModel):
    """What the app sends."""

    logs: list[FirstLogEntry] = Field(max_length=MOST_LINES)
    device_info: dict[str, Any] = {}


class FirstLogsTaken(BaseModel):
    """What was taken."""

    success: Literal[True] = True
    received_logs: int


class FirstLog(BaseModel):
    """A line as it is read back."""

    id: UUID
    timestamp: datetime
    level: str
    message: str
    screen: str
    data: dict[str, Any]
    device_info: dict[str, Any]
    created_at: datetime


class FirstLogs(BaseModel):
    """Lines, the newest first."""

    logs: list[FirstLog]
    count: int


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = router_of("/api/logs")
    desk = AppLogDesk(panel)

    @router.post("", operation_id="firstSendLogs")
    async def first_send_logs(
        account: Annotated[Account, Depends(panel.guard.member)], body: FirstLogBatch
    ) -> FirstLogsTaken:
        """Keeps what the app has logged."""
        lines = [_line(entry, account.person) for entry in body.logs]
        return FirstLogsTaken(received_logs=await desk.take(account, lines, _bounded(body.device_info)))

    @router.get("", operation_id="firstLogs")
    async def first_logs(
        account: Annotated[Account, Depends(panel.guard.member)],
        level: Annotated[str, Query(max_length=20)] = "",
        screen: Annotated[str, Query(max_length=LONGEST_SCREEN)] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> FirstLogs:
        """The newest lines of the viewer's app; an owner's of everybody's. A level means just this one."""
        person_id = None if account.is_owner else account.person.id
        least = _level(level) if level else LEVELS[0]
        found = await desk.logs.find(AppLogQuery(least, screen, person_id=person_id, limit=limit, only=bool(level)))
        return FirstLogs(logs=[_told(kept) for kept in found], count=len(found))

    _ = first_send_logs, first_logs
    return router


def _line(entry: FirstLogEntry, person: Person) -> AppLine:
    message, screen = entry.message[:LONGEST_MESSAGE], (entry.screen or "")[:LONGEST_SCREEN]
    return AppLine(_moment(entry.timestamp, person), _level(entry.level), message, screen, _bounded(entry.data))


def _moment(stamp: str, person: Person) -> datetime:
    try:
        at = datetime.fromisoformat(stamp)
        return (at if at.tzinfo else at.replace(tzinfo=person.zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.now(UTC)


def _level(name: str) -> Level:
    return NAMES.get(name.casefold(), "info")


def _bounded(more: Any) -> dict[str, Any]:
    text = json.dumps(more)
    if len(text) > LONGEST_MORE:
        return {"cut": text[: LONGEST_MORE - 100]}
    return cast("dict[str, Any]", more) if isinstance(more, dict) else {} if more is None else {"value": more}


def _told(kept: KeptLine) -> FirstLog:
    return FirstLog(
        id=kept.id,
        timestamp=kept.line.at,
        level=kept.line.level.upper(),
        message=kept.line.message,
        screen=kept.line.screen,
        data=dict(kept.line.data),
        device_info=dict(kept.device),
        created_at=kept.received_at,
    )
