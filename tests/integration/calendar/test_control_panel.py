"""Calendars over HTTP, as calendar programs and scripts see them, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import icalendar
import pytest

from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.event import EventDraft
from mumble_ai.memory.people.person import Person
from mumble_ai.services.control_panel import application, open_panel
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.web.serve import serve
from tests.integration.calendar.conftest import Clock
from tests.support.control_panel import KEY, browser, panel_running, panel_settings
from tests.support.postgres import PostgresServer

BERLIN = ZoneInfo("Europe/Berlin")
WITH_KEY = {"Authorization": f"Bearer {KEY}"}
FILE = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:test\r
BEGIN:VEVENT\r
UID:dance@example\r
SUMMARY:Dance\r
DTSTART;TZID=Europe/Berlin:20260602T190000\r
DURATION:PT2H\r
RRULE:FREQ=WEEKLY;COUNT=3\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:bomb@example\r
SUMMARY:Bomb\r
DTSTART:20260603T190000Z\r
RRULE:FREQ=SECONDLY\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
async def panel(database_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the running service."""
    settings = panel_settings(database_url, tmp_path, {"CONTROL_PANEL_URL": "https://ada.example/"})
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def run() -> None:
        async with open_panel(settings) as parts:
            await serve(application(parts, key=KEY), "127.0.0.1", 0, api_key=KEY, started=port.set_result)

    serving = asyncio.create_task(run())
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{await port}", trust_env=False) as client:
        yield client
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


async def subscribe(panel: httpx.AsyncClient, person: Person) -> str:
    """The path of the person's feed."""
    answer = await panel.post(f"/api/people/{person.id}/calendar/feed", headers=WITH_KEY)
    url = answer.json()["url"]
    assert url.startswith("https://ada.example/calendar/")
    return url.removeprefix("https://ada.example")


def titles(body: bytes) -> list[str]:
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(body).walk("VEVENT")]


async def test_a_feed_shows_exactly_one_persons_events(
    panel: httpx.AsyncClient, database: Database, clock: Clock, ann: Person, bob: Person
) -> None:
    calendar = Calendar(database, clock=clock)
    at = datetime(2026, 6, 3, 15, tzinfo=BERLIN)
    await calendar.add(ann, EventDraft("Ann's dentist", at), action_id="1")
    gone = await calendar.add(ann, EventDraft("Ann's gone", at + timedelta(days=1)), action_id="2")
    await calendar.cancel(ann, gone.occurrence, action_id="3")
    await calendar.add(bob, EventDraft("Bob's secret", at), action_id="1")
    path = await subscribe(panel, ann)
    answer = await panel.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert titles(answer.content) == ["Ann's dentist"]
    assert b"Bob" not in answer.content
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt == at
    assert (await panel.head(path)).status_code == 200


async def test_a_client_that_has_it_is_told_so(
    panel: httpx.AsyncClient, database: Database, clock: Clock, ann: Person
) -> None:
    calendar = Calendar(database, clock=clock)
    at = datetime(2026, 6, 3, 15, tzinfo=BERLIN)
    added = await calendar.add(ann, EventDraft("Dentist", at), action_id="1")
    path = await subscribe(panel, ann)
    first = await panel.get(path)
    for headers in (
        {"If-None-Match": first.headers["etag"]},
        {"If-None-Match": f'"other", W/{first.headers["etag"]}'},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = await panel.get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    clock.ahead(seconds=2)
    await calendar.cancel(ann, added.occurrence, action_id="2")
    for headers in (
        {"If-None-Match": first.headers["etag"]},
        {"If-Modified-Since": first.headers["last-modified"]},
        {"If-Modified-Since": "yesterday"},
    ):
        changed = await panel.get(path, headers=headers)
        assert (changed.status_code, titles(changed.content)) == (200, [])


async def test_an_address_that_was_renewed_or_withdrawn_is_good_for_nothing(
    panel: httpx.AsyncClient, ann: Person
) -> None:
    old = await subscribe(panel, ann)
    new = await subscribe(panel, ann)
    assert len(new) > 50
    assert [(await panel.get(path)).status_code for path in (old, new, "/calendar/guess.ics")] == [404, 200, 404]
    state = f"/api/people/{ann.id}/calendar/feed"
    assert (await panel.get(state, headers=WITH_KEY)).json()["exists"] is True
    assert (await panel.delete(state, headers=WITH_KEY)).status_code == 204
    assert (await panel.get(new)).status_code == 404
    assert (await panel.get(state, headers=WITH_KEY)).json() == {"exists": False, "renewed_at": None}


async def test_a_file_is_taken_in_once_brought_up_to_date_and_taken_back(
    panel: httpx.AsyncClient, database: Database, clock: Clock, ann: Person, bob: Person
) -> None:
    path = f"/api/people/{ann.id}/calendar"
    first = await panel.post(path, content=FILE, headers=WITH_KEY | {"Idempotency-Key": "one"})
    assert first.status_code == 200
    assert {k: first.json()[k] for k in ("added", "updated", "unchanged")} == {"added": 2, "updated": 0, "unchanged": 0}
    assert "Bomb" in first.json()["problems"][0]
    again = await panel.post(path, content=FILE, headers=WITH_KEY | {"Idempotency-Key": "one"})
    assert again.json() == first.json()
    third = await panel.post(path, content=FILE, headers=WITH_KEY)
    assert {k: third.json()[k] for k in ("added", "updated", "unchanged")} == {"added": 0, "updated": 0, "unchanged": 2}
    moved = await panel.post(path, content=FILE.replace(b"T190000\r", b"T200000\r"), headers=WITH_KEY)
    assert {k: moved.json()[k] for k in ("added", "updated", "unchanged")} == {"added": 0, "updated": 1, "unchanged": 1}
    calendar = Calendar(database, clock=clock)

    async def hours() -> list[int]:
        found = await calendar.between(ann, clock.now, clock.now + timedelta(days=30))
        return [o.start.hour for o in found if o.title == "Dance"]

    assert await hours() == [20, 20, 20]
    assert (await calendar.undo(ann)).kind == "calendar.import"
    assert await hours() == [19, 19, 19]
    assert await calendar.between(bob, clock.now, clock.now + timedelta(days=30)) == []
    exported = await panel.get(f"/api/people/{ann.id}/calendar.ics", headers=WITH_KEY)
    assert sorted(titles(exported.content)) == ["Bomb", "Dance"]
    taken = await panel.post(f"/api/people/{bob.id}/calendar", content=exported.content, headers=WITH_KEY)
    assert taken.json() == {"added": 2, "updated": 0, "unchanged": 0, "problems": []}
    theirs = await panel.get(f"/api/people/{bob.id}/calendar.ics", headers=WITH_KEY)
    assert sorted(titles(theirs.content)) == ["Bomb", "Dance"]


async def test_what_is_no_calendar_too_large_or_nobodys_is_refused(panel: httpx.AsyncClient, ann: Person) -> None:
    path = f"/api/people/{ann.id}/calendar"
    wrong = await panel.post(path, content=b"hello", headers=WITH_KEY)
    assert (wrong.status_code, wrong.json()["code"]) == (400, "not_a_calendar")
    large = await panel.post(path, content=b"x" * 5_000_001, headers=WITH_KEY)
    assert large.status_code == 413
    nobody = await panel.get(f"/api/people/{new_id()}/calendar.ics", headers=WITH_KEY)
    assert (nobody.status_code, nobody.json()["code"]) == (404, "unknown_person")


async def test_without_the_key_nothing_but_a_feed_and_the_health_is_served(
    panel: httpx.AsyncClient, ann: Person
) -> None:
    for method, path in (
        ("GET", "/api/people"),
        ("GET", f"/api/people/{ann.id}/calendar.ics"),
        ("POST", f"/api/people/{ann.id}/calendar"),
        ("POST", f"/api/people/{ann.id}/calendar/feed"),
        ("DELETE", f"/api/people/{ann.id}/calendar/feed"),
        ("GET", "/metrics"),
    ):
        assert (await panel.request(method, path)).status_code == 401
    people = (await panel.get("/api/people", headers=WITH_KEY)).json()
    assert people == [{"id": str(ann.id), "name": "Ann", "role": "member"}]
    health = await panel.get("/health")
    assert (health.status_code, health.json()["checks"]["database"]["ok"]) == (200, True)


async def test_before_the_tables_are_made_it_is_not_healthy_and_says_so(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    empty = postgres_server.create()
    settings = panel_settings(postgres_server.cluster.url(empty), tmp_path)
    async with panel_running(settings) as (_, app), browser(app) as client:
        assert (await client.get("/health")).status_code == 503
        assert (await client.get("/api/people", headers=WITH_KEY)).status_code == 503
    postgres_server.drop(empty)


async def test_while_the_database_is_away_health_and_answers_say_so(tmp_path: Path) -> None:
    settings = panel_settings("postgresql://nobody@127.0.0.1:1/none", tmp_path)
    async with panel_running(settings) as (_, app), browser(app) as client:
        assert (await client.get("/health")).status_code == 503
        answer = await client.get("/calendar/abc.ics")
        assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
