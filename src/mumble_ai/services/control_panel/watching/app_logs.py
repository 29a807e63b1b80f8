"""What the apps of people log: taken in batches, looked through, cleared."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.app_logs import AppLine, AppLogQuery, AppLogs, KeptLine, Level
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage.rate_limits import Rate, RateLimits
from mumble_ai.web.errors import ApiError

MOST_LINES: Final = 200
"""Of one batch; the first system's app sends 100."""
LONGEST_MESSAGE: Final = 4_000
LONGEST_MORE: Final = 4_000
"""Of what comes with a line or of its device, as JSON."""
MOST_BYTES: Final = 500_000
"""Of one batch, as it is kept."""
BATCHES: Final = Rate(60, 60.0)
"""Of one person."""
LIMIT: Final = 200


def _no_longer(more: dict[str, Any]) -> dict[str, Any]:
    if len(json.dumps(more)) > LONGEST_MORE:
        raise ValueError(f"longer than {LONGEST_MORE} characters as JSON")
    return more


More = Annotated[dict[str, Any], AfterValidator(_no_longer)]
Message = Annotated[str, Field(max_length=LONGEST_MESSAGE)]
Screen = Annotated[str, Field(max_length=200)]


class AppLineBody(BaseModel):
    """A line of an app's log.

    Attributes:
        at: When it was written; left out, now.
        screen: Where in the app.
        data: More about it.
    """

    at: AwareDatetime | None = None
    level: Level = "info"
    message: Message
    screen: Screen = ""
    data: More = {}


class AppBatchBody(BaseModel):
    """Lines, oldest first, and what the app says of the device it runs on."""

    device: More = {}
    lines: list[AppLineBody] = Field(min_length=1, max_length=MOST_LINES)


class AppBatchAnswer(BaseModel):
    """What was kept."""

    kept: int


class AppLogLine(BaseModel):
    """One line.

    Attributes:
        at: By the clock of the device; `received_at` by ours.
        by: Whose app it is.
        app: The API key it was sent with; empty for a browser.
    """

    id: UUID
    at: datetime
    received_at: datetime
    level: Level
    message: str
    screen: str
    data: dict[str, Any]
    device: dict[str, Any]
    by: str
    app: str


class AppLogsView(BaseModel):
    """Lines, the newest first.

    Attributes:
        before: To be sent for what comes next; None at the end.
    """

    lines: list[AppLogLine]
    before: UUID | None


class AppLogFiguresView(BaseModel):
    """How much is kept; screens with the most lines first.

    Attributes:
        devices: How many different devices wrote them.
        keep_days: After so many days a line is forgotten.
        most: Of one person so many lines are kept.
    """

    lines: int
    levels: dict[str, int]
    screens: dict[str, int]
    devices: int
    oldest: datetime | None
    newest: datetime | None
    keep_days: int
    most: int


class AppLogsCleared(BaseModel):
    """How many lines are gone."""

    cleared: int


class AppLogDesk:
    """Takes batches, whatever their shape, within the limits of their sender."""

    def __init__(self, panel: Panel) -> None:
        self.logs = AppLogs(panel.household.stores.database, lambda: datetime.now(UTC))
        self._limits = RateLimits(panel.household.stores.redis)

    async def take(self, account: Account, lines: list[AppLine], device: Mapping[str, Any]) -> int:
        """Keeps a batch.

        Raises:
            ApiError: 413 for too much, 429 for too often.
        """
        told = len(device) and len(json.dumps(device))
        size = sum(len(line.message) + told + len(json.dumps(line.data)) for line in lines)
        if size > MOST_BYTES:
            raise ApiError(413, "send fewer lines at once, or shorter ones", code="too_large")
        wait_s = await self._limits.wait_s(f"app-logs:{account.person.id}", BATCHES)
        if wait_s > 0:
            raise ApiError(429, "send more lines at once, and less often", code="too_often", retry_s=wait_s)
        return await self.logs.take(account, lines, device)


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/app-logs", tags=["logs"])
    desk = AppLogDesk(panel)

    @router.post("", status_code=201, operation_id="sendAppLogs")
    async def send_app_logs(
        account: Annotated[Account, Depends(panel.guard.member)], body: AppBatchBody
    ) -> AppBatchAnswer:
        """Keeps what an app has logged. A key needs the scope `write`."""
        now = datetime.now(UTC)
        lines = [AppLine(line.at or now, line.level, line.message, line.screen, line.data) for line in body.lines]
        return AppBatchAnswer(kept=await desk.take(account, lines, body.device))

    @router.get("", operation_id="appLogs")
    async def app_logs(
        account: Annotated[Account, Depends(panel.guard.member)],
        level: Level = "debug",
        screen: Screen = "",
        text: Annotated[str, Query(max_length=200)] = "",
        before: UUID | None = None,
        limit: Annotated[int, Query(ge=1, le=500)] = LIMIT,
    ) -> AppLogsView:
        """The newest lines: an owner's view is of everybody's apps, everybody else sees those of their own."""
        query = AppLogQuery(level, screen, text, _whose(account), before, limit)
        found = await desk.logs.find(query)
        return AppLogsView(lines=[_line(one) for one in found], before=found[-1].id if len(found) == limit else None)

    @router.get("/figures", operation_id="appLogFigures")
    async def app_log_figures(account: Annotated[Account, Depends(panel.guard.member)]) -> AppLogFiguresView:
        """How much is kept, by level and screen."""
        found = await desk.logs.figures(_whose(account))
        return AppLogFiguresView(
            lines=found.lines,
            levels=dict(found.levels),
            screens=dict(found.screens),
            devices=found.devices,
            oldest=found.oldest,
            newest=found.newest,
            keep_days=desk.logs.policy.keep.days,
            most=desk.logs.policy.most,
        )

    @router.delete("", operation_id="clearAppLogs")
    async def clear_app_logs(account: Annotated[Account, Depends(panel.guard.owner)]) -> AppLogsCleared:
        """Forgets every line of every app."""
        cleared = await desk.logs.clear()
        await panel.accounts.audit.note(account, "app_logs.cleared", lines=cleared)
        return AppLogsCleared(cleared=cleared)

    _ = send_app_logs, app_logs, app_log_figures, clear_app_logs
    return router


def _whose(account: Account) -> UUID | None:
    return None if account.is_owner else account.person.id


def _line(kept: KeptLine) -> AppLogLine:
    return AppLogLine(
        id=kept.id,
        at=kept.line.at,
        received_at=kept.received_at,
        level=kept.line.level,
        message=kept.line.message,
        screen=kept.line.screen,
        data=dict(kept.line.data),
        device=dict(kept.device),
        by=kept.by,
        app=kept.app,
    )
