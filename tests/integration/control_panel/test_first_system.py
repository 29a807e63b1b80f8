"""The first system's endpoints, in the shapes its clients know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage.ids import new_id
from tests.support.talking import talking_with

ITEM = {
    "id",
    "user_name",
    "title",
    "event_date",
    "event_time",
    "description",
    "importance",
    "reminder_enabled",
    "reminder_minutes",
    "created_at",
}
MEMORY = {"id", "user_name", "category", "content", "importance", "tags", "active", "extracted_at"}
NOWHERE = "http://127.0.0.1:1"
STATS = {"total_messages", "unique_users", "voice_messages", "text_messages"}


@pytest.fixture(scope="module")
def more_settings() -> Mapping[str, str]:
    """No engine is anywhere."""
    speech = {"WHISPER_URL": NOWHERE, "PIPER_URL": NOWHERE}
    return talking_with(f"{NOWHERE}/v1") | speech


async def test_counts_users_and_conversations_have_their_shapes(member_client: httpx.AsyncClient) -> None:
    stats = (await member_client.get("/api/stats")).json()
    assert stats.keys() == STATS
    users = (await member_client.get("/api/users")).json()
    assert users.keys() == {"success", "data", "timestamp"}
    assert users["data"] == ["mia"]
    assert (await member_client.get("/api/conversations", params={"limit": 5})).json() == []


async def test_an_event_goes_through_its_life(member_client: httpx.AsyncClient) -> None:
    body = {"user_name": "mia", "title": "Dentist", "event_date": "2027-03-01", "event_time": "15:00", "importance": 8}
    made = (await member_client.post("/api/schedule", json=body)).json()
    assert made["success"] is True
    item = made["data"]
    assert item.keys() == ITEM
    assert (item["event_date"], item["event_time"], item["importance"]) == ("2027-03-01", "15:00:00", 8)
    path = f"/api/schedule/{item['id']}"
    moved = (await member_client.put(path, json={"event_time": "23:30", "reminder_minutes": 240})).json()["data"]
    assert (moved["event_date"], moved["event_time"], moved["reminder_minutes"]) == ("2027-03-01", "23:30:00", 240)
    whole = (await member_client.put(path, json={"event_date": "2027-03-02", "event_time": None})).json()["data"]
    assert (whole["event_date"], whole["event_time"]) == ("2027-03-02", None)
    span = {"start_date": "2027-03-02", "end_date": "2027-03-02"}
    assert len((await member_client.get("/api/schedule", params=span)).json()["data"]) == 1
    assert (await member_client.delete(path)).json()["data"]["deleted"] is True
    assert (await member_client.get("/api/schedule", params=span)).json()["data"] == []


async def test_a_memory_goes_through_its_life(member_client: httpx.AsyncClient) -> None:
    body = {"content": "my dog is called Rex", "importance": 9, "tags": ["pets"]}
    made = (await member_client.post("/api/memories", json=body)).json()["data"][0]
    assert made.keys() == MEMORY
    assert (made["importance"], made["tags"], made["active"]) == (9, ["pets"], True)
    listed = (await member_client.get("/api/memories", params={"importance": 9})).json()["data"]
    assert [one["id"] for one in listed] == [made["id"]]
    path = f"/api/memories/{made['id']}"
    assert (await member_client.put(path, json={"importance": 3})).json()["data"]["importance"] == 3
    assert "fact" in (await member_client.get("/api/memories/categories")).json()["data"]
    assert (await member_client.delete(path)).json()["success"] is True
    assert (await member_client.get("/api/memories")).json()["data"] == []


async def test_errors_come_in_the_same_envelope_and_nobody_asks_for_another(
    member_client: httpx.AsyncClient, stranger_client: httpx.AsyncClient
) -> None:
    for answer, status in (
        (await stranger_client.get("/api/stats"), 401),
        (await member_client.get("/api/memories", params={"user_name": "olga"}), 403),
        (await member_client.delete(f"/api/schedule/{new_id()}"), 404),
        (await member_client.delete(f"/api/memories/{new_id()}"), 404),
        (await member_client.post("/api/schedule", json={"title": "x"}), 400),
    ):
        assert answer.status_code == status
        told = answer.json()
        assert told["success"] is False
        assert told["error"].keys() == {"code", "message", "details"}


async def test_a_profile_and_talks_are_the_viewers_own(panel: Panel, member_client: httpx.AsyncClient) -> None:
    await member_client.post("/api/memories", json={"content": "my dog is called Rex"})
    await member_client.post("/api/chat", json={"message": "what is 1 plus 2"})
    await panel.household.log.flush()
    profile = (await member_client.get("/api/users/mia/profile")).json()["data"]
    assert profile.keys() == {"user_name", "memory_count", "schedule_count", "conversation_count", "last_active"}
    assert (profile["user_name"], profile["memory_count"], profile["conversation_count"]) == ("mia", 1, 2)
    sessions = (await member_client.get("/api/conversations/sessions", params={"user_name": "mia"})).json()["data"]
    assert [(one["user_name"], one["message_count"]) for one in sessions["sessions"]] == [("mia", 2)]
    assert sessions["sessions"][0]["last_activity"] == profile["last_active"]
    for path in ("/api/users/olga/profile", "/api/conversations/sessions?user_name=olga"):
        assert (await member_client.get(path)).status_code == 403


async def test_an_app_learns_what_it_is_connected_to_and_how_that_is(
    member_client: httpx.AsyncClient, stranger_client: httpx.AsyncClient
) -> None:
    config = (await member_client.get("/api/config/mobile")).json()["data"]
    assert config["bot_persona"]
    assert config["features_enabled"] == {"memories": True, "schedules": True, "voice": False}
    health = (await member_client.get("/api/health/mobile")).json()["data"]
    assert health.keys() == {"status", "database", "ollama", "timestamp"}
    assert (health["status"], health["database"], health["ollama"]) == ("degraded", "connected", "unhealthy")
    for path in ("/api/config/mobile", "/api/health/mobile"):
        assert (await stranger_client.get(path)).json()["success"] is False


async def test_the_schedule_is_asked_for_so_many_days(member_client: httpx.AsyncClient) -> None:
    for days in (1, 30):
        day = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()
        await member_client.post("/api/schedule", json={"title": f"In {days}", "event_date": day})
    for upcoming, expected in (("7", ["In 1"]), ("true", ["In 1", "In 30"])):
        found = (await member_client.get("/api/schedule", params={"upcoming": upcoming})).json()["data"]
        assert [item["title"] for item in found] == expected
