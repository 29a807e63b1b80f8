"""What strangers are told: how to connect, how each service is, what is new."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mumble_ai.services.changelog import CHANGELOG, parse_changelog, read_changelog
from mumble_ai.services.landing import house_of
from mumble_ai.services.public_status import PublicStatus, told_to_strangers
from mumble_ai.settings import load_settings
from mumble_ai.stack.board import Board, HealthBoard, Part, State
from mumble_ai.stack.health import CheckSeen

INSIDE = "[Errno 111] Connect call failed ('10.0.0.7', 5432): password=hunter2"
WELL = Part(name="jobs", title="Jobs", state=State.HEALTHY, took_ms=3.14159, address="http://10.0.0.7:8090")


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (WELL, ""),
        (replace(WELL, state=State.DOWN, detail=INSIDE, took_ms=None), "It does not answer."),
        (replace(WELL, state=State.STARTING, detail=INSIDE), "It is being started."),
        (
            replace(WELL, state=State.DOWN, detail=INSIDE, checks=(CheckSeen("vector_index", False, INSIDE),)),
            "It runs, but something it needs does not: vector index.",
        ),
        (
            replace(WELL, state=State.DOWN, detail=INSIDE, checks=(CheckSeen("http://10.0.0.7", False, INSIDE),)),
            "It runs, but something it needs does not.",
        ),
        (
            replace(WELL, state=State.DEGRADED, checks=(CheckSeen("stt", True, INSIDE, degraded=True),)),
            "A spare does part of its work: stt.",
        ),
    ],
)
def test_the_reason_tells_nothing_of_what_is_inside(part: Part, reason: str) -> None:
    told = told_to_strangers(part)
    assert told.reason == reason
    assert not any(secret in told.model_dump_json() for secret in ("10.0.0.7", "hunter2", "Errno"))


class SlowBoard(HealthBoard):
    """A board whose answers come when the test lets them."""

    def __init__(self) -> None:
        super().__init__(load_settings({}, None))
        self.asked = 0
        self.may_answer = asyncio.Event()

    async def look(self) -> Board:
        self.asked += 1
        await self.may_answer.wait()
        return Board((WELL,), datetime.now(UTC))


async def test_nobody_waits_for_the_services_and_they_are_asked_once() -> None:
    board = SlowBoard()
    status = PublicStatus(board, fresh_s=60.0)
    assert status.now().checked_at is None
    assert status.now().services == []
    board.may_answer.set()
    await status.first()
    now = status.now()
    assert (now.services[0].title, now.services[0].answered_ms) == ("Jobs", 3.1)
    status.now()
    assert board.asked == 1
    await status.close()


async def test_old_answers_are_shown_while_new_ones_are_asked_for() -> None:
    board = SlowBoard()
    board.may_answer.set()
    status = PublicStatus(board, fresh_s=0.0)
    await status.first()
    board.may_answer.clear()
    assert status.now().services[0].name == "jobs"
    await status.close()


@pytest.mark.parametrize(
    ("environment", "host", "port", "only_here"),
    [
        ({}, "", 48_000, True),
        ({"MUMBLE_BIND_HOST": "0.0.0.0"}, "", 48_000, False),
        ({"MUMBLE_HOST": "talk.example.org"}, "talk.example.org", 48_000, False),
        ({"PUBLIC_HOST": "house.example.org", "PUBLIC_MUMBLE_PORT": "64738"}, "house.example.org", 64_738, True),
        ({"SERVICE_HOSTS": "{name}", "MUMBLE_HOST": "mumble-server"}, "", 48_000, False),
        ({"SERVICE_HOSTS": "{name}", "MUMBLE_BIND_HOST": "192.0.2.10"}, "192.0.2.10", 48_000, False),
    ],
)
def test_the_mumble_address_is_the_one_that_people_can_use(
    environment: dict[str, str], host: str, port: int, only_here: bool
) -> None:
    mumble = house_of(load_settings(environment, None)).mumble
    assert (mumble.host, mumble.port, mumble.is_for_this_machine_only) == (host, port, only_here)


@pytest.mark.parametrize(
    ("environment", "opened_at", "told"),
    [
        ({}, "127.0.0.1", [("", 5002)]),
        ({}, "house.example.org", [("", 5002)]),
        ({"CONTROL_PANEL_PORT": "6002"}, "192.0.2.10", [("", 6002)]),
        ({"CONTROL_PANEL_URL": "https://panel.example.org/"}, "192.0.2.10", [("https://panel.example.org", 5002)]),
        ({"CONTROL_PANEL_URL": "http://127.0.0.1:5002"}, "localhost", [("http://127.0.0.1:5002", 5002)]),
        ({"CONTROL_PANEL_URL": "http://127.0.0.1:5002"}, "192.0.2.10", []),
        ({"CONTROL_PANEL_URL": "http://0.0.0.0:5002"}, "192.0.2.10", [("", 5002)]),
    ],
)
def test_only_pages_that_a_visitor_can_reach_are_named(
    environment: dict[str, str], opened_at: str, told: list[tuple[str, int]]
) -> None:
    links = house_of(load_settings(environment, None), opened_at=opened_at).links
    assert [(link.url, link.port) for link in links] == told


def test_passwords_are_not_told_only_that_there_is_one() -> None:
    house = house_of(load_settings({"MUMBLE_SERVER_PASSWORD": "open sesame"}, None))
    assert house.mumble.needs_password
    assert "sesame" not in house.model_dump_json()


def test_a_changelog_is_read_with_lines_that_go_on() -> None:
    text = "# Changelog\n\nWords.\n\n## [1.2.0] - 2026-11-23\n\n### Added\n\n- One\n  and more.\n- Two\n"
    text += "\n## 1.1.0\n### Fixed\n- Three"
    newest, older = parse_changelog(text)
    assert (newest.version, newest.date) == ("1.2.0", "2026-11-23")
    assert newest.parts[0].items == ["One and more.", "Two"]
    assert (older.version, older.date, older.parts[0].title) == ("1.1.0", None, "Fixed")


def test_our_own_changelog_can_be_read() -> None:
    assert CHANGELOG.is_file()
    assert all(release.parts for release in read_changelog())
