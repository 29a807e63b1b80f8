"""The first system's endpoints, in the shapes its clients know."""

from __future__ import annotations

import httpx

from mumble_ai.storage.ids import new_id

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
STATS = {"total_messages", "unique_users", "voice_messages", "text_messages"}


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
