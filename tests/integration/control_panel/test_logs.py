"""Logs over the API: filtered, followed, bounded, and without secrets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings
from mumble_ai.stack.logfile import LogFile, log_path
from mumble_ai.stack.logreading import MOST_BYTES
from tests.support.control_panel import panel_settings

CONSOLE = """\
2026-01-31T18:00:00.000000Z [info     ] a turn is over                 answer_s=0.61 outcome=answered turn=abc1 x='a b'
2026-01-31T18:00:05.000000Z [error    ] it broke                       service=mumble-bot turn=def2
Traceback (most recent call last):
  ZeroDivisionError
"""
AS_JSON = {
    "timestamp": "2026-01-31T18:00:03.000000Z",
    "level": "warning",
    "event": "<b>slow</b>",
    "turn": "abc1",
    "took_ms": 900,
}
REDIS = "71:M 31 Jan 2026 18:00:04.000 # Possible SECURITY ATTACK detected with AUTH hunter2hunter2\n"
POSTGRES = "2026-01-31 18:00:01.000 UTC [7] FATAL:  could not connect to postgresql://joe:opensesame@db/x\n"


@pytest.fixture(scope="module")
def more_settings() -> Mapping[str, str]:
    return {"REDIS_PASSWORD": "hunter2hunter2"}


@pytest.fixture
def logged(panel: Panel) -> None:
    write(panel, "mumble-bot", CONSOLE)
    write(panel, "faster-whisper", json.dumps(AS_JSON) + "\n")
    write(panel, "redis", REDIS)
    write(panel, "postgres", POSTGRES)


def write(panel: Panel, name: str, text: str) -> None:
    log = LogFile(log_path(name, panel.settings))
    log.write(text.encode())
    log.close()


async def found(client: httpx.AsyncClient, **query: str | int | list[str]) -> list[str]:
    answer = await client.get("/api/v1/logs", params=query)
    assert answer.status_code == 200, answer.text
    return [entry["text"] for entry in answer.json()["entries"]]


@pytest.mark.usefixtures("logged")
async def test_lines_of_all_services_are_told_in_order_of_time(panel_client: httpx.AsyncClient) -> None:
    entries = (await panel_client.get("/api/v1/logs")).json()["entries"]
    assert [entry["service"] for entry in entries] == [
        "mumble-bot",
        "redis",
        "faster-whisper",
        "postgres",
        "mumble-bot",
    ]
    newest, oldest = entries[0], entries[-1]
    assert (newest["level"], newest["text"], newest["turn"]) == ("error", "it broke", "def2")
    assert newest["more"] == "Traceback (most recent call last):\n  ZeroDivisionError"
    assert oldest["fields"] == {"answer_s": "0.61", "outcome": "answered", "x": "a b"}


@pytest.mark.usefixtures("logged")
async def test_lines_are_found_by_service_level_text_time_and_turn(panel_client: httpx.AsyncClient) -> None:
    assert await found(panel_client, service=["redis", "postgres"], level="critical") == [
        "[7] FATAL:  could not connect to postgresql://joe:…@db/x"
    ]
    assert await found(panel_client, level="error", service="mumble-bot") == ["it broke"]
    assert await found(panel_client, text="zerodivision") == ["it broke"]
    assert await found(panel_client, turn="abc1") == ["<b>slow</b>", "a turn is over"]
    assert await found(panel_client, since="2026-01-31T18:00:04.500Z") == ["it broke"]
    assert await found(panel_client, until="2026-01-31T18:00:00.500Z") == ["a turn is over"]
    assert (await panel_client.get("/api/v1/logs", params={"service": "../secrets"})).status_code == 400


@pytest.mark.usefixtures("logged")
async def test_no_secret_is_shown(panel: Panel, panel_client: httpx.AsyncClient) -> None:
    kept = panel.settings.mumble_ai_home / "secrets" / "speech-api-key"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("kept-secret-of-the-house\n")
    write(
        panel, "llm", "2026-01-31 18:00:09 Authorization: Bearer abc.def-123 kept-secret-of-the-house api_key=xyz99\n"
    )
    shown = (await panel_client.get("/api/v1/logs")).text
    for secret in ("hunter2hunter2", "opensesame", "kept-secret-of-the-house", "abc.def-123", "xyz99"):
        assert secret not in shown


@pytest.mark.usefixtures("logged")
async def test_what_is_logged_from_now_on_is_followed_also_over_a_full_file(
    panel: Panel, panel_client: httpx.AsyncClient
) -> None:
    cursor = (await panel_client.get("/api/v1/logs")).json()["cursor"]
    assert await found(panel_client, after=cursor) == []
    write(panel, "mumble-bot", "2026-01-31T18:01:00.000000Z [info     ] something new\n")
    write(panel, "jobs", "2026-01-31T18:01:01.000000Z [info     ] a first line\n")
    assert await found(panel_client, after=cursor) == ["a first line", "something new"]
    cursor = (await panel_client.get("/api/v1/logs")).json()["cursor"]
    path = log_path("mumble-bot", panel.settings)
    path.rename(path.with_name(path.name + ".1"))
    write(panel, "mumble-bot", "2026-01-31T18:02:00.000000Z [info     ] in a new file\n")
    assert await found(panel_client, after=cursor) == ["in a new file"]
    assert (await panel_client.get("/api/v1/logs", params={"after": "nonsense"})).status_code == 400


async def test_a_huge_log_is_read_from_its_end_and_no_further_than_a_bound(
    panel: Panel, panel_client: httpx.AsyncClient
) -> None:
    line = "2026-01-31T18:00:00.000000Z [info     ] line {:09d} " + "x" * 200 + "\n"
    path = log_path("mumble-bot", panel.settings)
    path.parent.mkdir(parents=True)
    path.write_text("".join(map(line.format, range(MOST_BYTES // 200))))
    page = (await panel_client.get("/api/v1/logs", params={"limit": 3})).json()
    numbers = [int(entry["text"].split()[1]) for entry in page["entries"]]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == MOST_BYTES // 200 - 1
    page = (await panel_client.get("/api/v1/logs", params={"text": "line 000000000"})).json()
    assert page["entries"] == []
    assert not page["is_complete"]


async def test_where_logs_are_elsewhere_it_says_where(panel: Panel, panel_client: httpx.AsyncClient) -> None:
    write(panel, "mumble-bot", CONSOLE)
    sources = {one["name"]: one for one in (await panel_client.get("/api/v1/logs/sources")).json()}
    assert sources["mumble-bot"]["is_readable"]
    assert not sources["jobs"]["is_readable"]
    assert "terminal" in sources["jobs"]["why"]


class TestInContainers:
    @pytest.fixture
    def panel_settings_of_test(self, database_url: str, tmp_path: Path) -> Settings:
        return panel_settings(database_url, tmp_path, {"SERVICE_HOSTS": "{name}"})

    async def test_docker_keeps_the_logs(self, panel_client: httpx.AsyncClient) -> None:
        sources = (await panel_client.get("/api/v1/logs/sources")).json()
        assert "docker compose logs -f mumble-bot" in {one["name"]: one["why"] for one in sources}["mumble-bot"]
        assert "up" not in {one["name"] for one in sources}, "no container is called so"
        assert (await panel_client.get("/api/v1/logs")).json()["entries"] == []
