"""What apps log: taken in batches within limits, looked through, forgotten in time, cleared by an owner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.api_keys import Scope
from mumble_ai.accounts.app_logs import AppLine, AppLogPolicy, AppLogQuery, AppLogs
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching import app_logs
from mumble_ai.services.control_panel.watching.app_logs import LONGEST_MORE, MOST_LINES
from mumble_ai.storage.rate_limits import Rate
from tests.support.control_panel import browser

DEVICE = {"platform": "android", "model": "Pixel 9"}
LINES: list[dict[str, Any]] = [
    {"level": "info", "message": "Opened", "screen": "Chat", "at": "2026-05-04T18:00:00+02:00"},
    {"level": "warning", "message": "Slow answer", "screen": "Chat", "data": {"took_ms": 9000}},
    {"level": "error", "message": "Server 100% away", "screen": "Calendar"},
]


async def sent(client: httpx.AsyncClient, lines: list[dict[str, Any]] | None = None, **more: Any) -> httpx.Response:
    return await client.post("/api/v1/app-logs", json={"device": DEVICE, "lines": lines or LINES} | more)


async def messages(client: httpx.AsyncClient, **query: str | int) -> list[str]:
    answer = await client.get("/api/v1/app-logs", params=query)
    assert answer.status_code == 200, answer.text
    return [line["message"] for line in answer.json()["lines"]]


async def test_lines_come_back_newest_first_with_their_device_and_whose_they_are(
    member_client: httpx.AsyncClient, panel_client: httpx.AsyncClient
) -> None:
    assert (await sent(member_client)).json() == {"kept": 3}
    lines = (await panel_client.get("/api/v1/app-logs")).json()["lines"]
    assert [line["message"] for line in lines] == ["Server 100% away", "Slow answer", "Opened"]
    assert (lines[0]["by"], lines[0]["device"], lines[1]["data"]) == ("mia", DEVICE, {"took_ms": 9000})
    assert lines[2]["at"] == "2026-05-04T16:00:00Z"


async def test_lines_are_found_by_level_screen_and_words_a_page_at_a_time(
    member_client: httpx.AsyncClient, panel_client: httpx.AsyncClient
) -> None:
    await sent(member_client)
    assert await messages(panel_client, level="warning") == ["Server 100% away", "Slow answer"]
    assert await messages(panel_client, screen="Chat") == ["Slow answer", "Opened"]
    assert await messages(panel_client, text="100%") == ["Server 100% away"]
    assert await messages(panel_client, text="calen") == ["Server 100% away"]
    page = (await panel_client.get("/api/v1/app-logs", params={"limit": 2})).json()
    assert await messages(panel_client, before=page["before"]) == ["Opened"]
    figures = (await panel_client.get("/api/v1/app-logs/figures")).json()
    assert (figures["lines"], figures["devices"]) == (3, 1)
    assert figures["levels"] == {"info": 1, "warning": 1, "error": 1}
    assert list(figures["screens"].items()) == [("Chat", 2), ("Calendar", 1)]


async def test_members_see_their_own_alone_and_only_an_owner_clears(
    panel: Panel,
    member_client: httpx.AsyncClient,
    other_member_client: httpx.AsyncClient,
    panel_client: httpx.AsyncClient,
    stranger_client: httpx.AsyncClient,
) -> None:
    await sent(member_client)
    assert await messages(other_member_client) == []
    assert (await other_member_client.get("/api/v1/app-logs/figures")).json()["lines"] == 0
    assert (await sent(stranger_client)).status_code == 401
    assert (await member_client.delete("/api/v1/app-logs")).status_code == 403
    assert (await panel_client.delete("/api/v1/app-logs")).json() == {"cleared": 3}
    assert await messages(member_client) == []
    cleared = (await panel.accounts.audit.entries(action="app_logs.cleared"))[0]
    assert (cleared.by, cleared.details) == ("olga", {"lines": 3})


async def test_a_key_that_may_write_sends_and_one_that_reads_may_not(
    panel: Panel, panel_app: FastAPI, member: Account, member_client: httpx.AsyncClient
) -> None:
    for scope, status in ((Scope.WRITE, 201), (Scope.READ, 403)):
        _, key = await panel.accounts.keys.create(member.id, f"phone {scope}", scope)
        async with browser(panel_app) as phone:
            phone.headers["Authorization"] = f"Bearer {key}"
            assert (await sent(phone)).status_code == status
    assert {line["app"] for line in (await member_client.get("/api/v1/app-logs")).json()["lines"]} == {"phone write"}


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [{"message": "x"}] * (MOST_LINES + 1),
        [{"message": "x" * 4_001}],
        [{"message": "x", "level": "loud"}],
        [{"message": "x", "data": {"y": "z" * LONGEST_MORE}}],
        [{"message": "x", "at": "2026-05-04T18:00:00"}],
        [{"message": "a\u0000b"}],
    ],
)
async def test_what_is_no_batch_is_refused(member_client: httpx.AsyncClient, lines: list[dict[str, Any]]) -> None:
    answer = await member_client.post("/api/v1/app-logs", json={"lines": lines})
    assert answer.status_code == 400, answer.text


async def test_too_much_at_once_and_too_often_are_refused(
    member_client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_logs, "BATCHES", Rate(2, 600.0))
    big = await sent(member_client, [{"message": "x" * 4_000}] * MOST_LINES)
    assert (big.status_code, big.json()["code"]) == (413, "too_large")
    answers = [await sent(member_client, LINES[:1]) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert int(answers[-1].headers["retry-after"]) > 100


async def test_what_is_old_or_too_much_goes_and_nobody_elses(
    panel: Panel, member: Account, other_member: Account
) -> None:
    now = datetime.now(UTC)
    database = panel.household.stores.database
    logs = AppLogs(database, lambda: now, AppLogPolicy(keep=timedelta(days=1), most=3))
    await AppLogs(database, lambda: now - timedelta(days=2)).take(other_member, [AppLine(now, "info", "old")], {})
    await logs.take(other_member, [AppLine(now, "info", "theirs")], {})
    await logs.take(member, [AppLine(now, "info", f"line {number}") for number in range(5)], {})
    assert await logs.forget_old() == 1
    kept = [found.line.message for found in await logs.find(AppLogQuery())]
    assert kept == ["line 4", "line 3", "line 2", "theirs"]


async def test_the_first_systems_app_sends_and_reads_in_its_shape(
    member_client: httpx.AsyncClient, panel_client: httpx.AsyncClient
) -> None:
    batch = {
        "logs": [
            {"timestamp": "2026-05-04T18:00:00.123", "level": "INFO", "message": "User Action: x", "screen": "Home"},
            {"timestamp": "nonsense", "level": "SEVERE", "message": "y" * 9_000, "screen": None, "data": None},
            {"level": "ERROR", "message": "z", "data": {"answer": "a" * 9_000}},
        ],
        "device_info": {"platform": "android"},
    }
    answer = await member_client.post("/api/logs", json=batch)
    assert (answer.status_code, answer.json()) == (200, {"success": True, "received_logs": 3})
    read = (await panel_client.get("/api/logs", params={"level": "INFO", "limit": 50})).json()
    assert read["count"] == 1
    first = read["logs"][0]
    assert (first["level"], first["screen"], first["device_info"]) == ("INFO", "Home", {"platform": "android"})
    levels = [line["level"] for line in (await member_client.get("/api/logs")).json()["logs"]]
    assert levels == ["ERROR", "CRITICAL", "INFO"]
