"""The dashboard's figures, health and jobs, of a real database and a real Redis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import text

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.live_news import SNAPSHOT, ChannelThere, PersonThere, PresenceNews
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.jobs import defer
from mumble_ai.storage.scope import run_unlimited
from mumble_ai.storage.tables import EventRow, FactRow, Message, Session
from tests.support.net import free_ports
from tests.support.redis_server import RedisServer

PORTS = ("MUMBLE_PORT", "WHISPER_PORT", "PIPER_PORT", "LLM_PORT", "HEALTH_PORT", "JOBS_PORT", "CONTROL_PANEL_PORT")
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def more_settings(redis_server: RedisServer) -> Mapping[str, str]:
    ports = dict(zip(PORTS, map(str, free_ports(len(PORTS))), strict=True))
    return {"REDIS_URL": redis_server.url, **ports}


@pytest.fixture(autouse=True)
def empty_redis(redis_server: RedisServer) -> None:
    redis_server.forget()


async def say(panel: Panel, account: Account, *kinds: str) -> None:
    """Stores a question a kind, said today."""
    person_id = account.person.id
    async with panel.household.stores.database.person(person_id) as session:
        talk = Session(person_id=person_id, door="mumble", started_at=NOW, last_active_at=NOW)
        session.add(talk)
        await session.flush()
        for kind in kinds:
            line = Message(
                person_id=person_id, session_id=talk.id, role="user", kind=kind, door="mumble", text="hi", said_at=NOW
            )
            session.add(line)


async def test_figures_are_of_everybody_for_an_owner_and_of_oneself_for_others(
    panel: Panel,
    owner: Account,
    member: Account,
    panel_client: httpx.AsyncClient,
    member_client: httpx.AsyncClient,
) -> None:
    await say(panel, owner, "voice", "voice", "text")
    await say(panel, member, "text")
    async with panel.household.stores.database.person(member.person.id) as session:
        session.add(
            FactRow(
                person_id=member.person.id,
                subject="me",
                attribute="likes",
                value="tea",
                value_key="tea",
                text="I like tea.",
                quote="I like tea.",
                words=[],
                category="fact",
                importance=5,
                tags=[],
                learned_at=NOW,
                told_at=NOW,
            )
        )
        session.add(
            EventRow(
                person_id=member.person.id,
                uid="one",
                title="Dentist",
                zone="UTC",
                is_all_day=False,
                starts=(NOW + timedelta(days=1)).replace(tzinfo=None),
                duration_s=3600,
                begins_at=NOW + timedelta(days=1),
                ends_at=NOW + timedelta(days=1, hours=1),
            )
        )
    theirs = (await member_client.get("/api/v1/stats")).json()
    assert (theirs["of_everybody"], theirs["messages"], theirs["facts"], theirs["events"]) == (False, 1, 1, 1)
    whole = (await panel_client.get("/api/v1/stats")).json()
    assert (whole["messages"], whole["voice_messages"], whole["text_messages"]) == (4, 2, 2)
    assert (whole["turns_today"], whole["people"], whole["facts"], whole["events"]) == (4, 2, 1, 1)
    coming = (await member_client.get("/api/v1/upcoming")).json()
    assert [event["title"] for event in coming] == ["Dentist"]
    assert (await panel_client.get("/api/v1/upcoming")).json() == []


async def test_who_is_where_is_known_as_soon_as_a_page_opens(panel: Panel, member_client: httpx.AsyncClient) -> None:
    cache = Cache(panel.household.stores.redis)
    await cache.drop(SNAPSHOT)
    nobody = (await member_client.get("/api/v1/presence")).json()
    assert nobody["presence"] is None
    assert "./mumble-ai up" in nobody["why"]
    there = PresenceNews(
        connected=True,
        assistant="AI-Bot",
        path="Kitchen",
        channels=[ChannelThere(path="Kitchen", name="Kitchen", people=[PersonThere(name="Ann", muted=True)])],
    )
    await cache.put(SNAPSHOT, there.model_dump(mode="json"), 5.0)
    told = (await member_client.get("/api/v1/presence")).json()
    assert PresenceNews.model_validate(told["presence"]) == there


async def test_each_part_tells_how_it_is_and_what_to_do(panel_client: httpx.AsyncClient) -> None:
    health = (await panel_client.get("/api/v1/health")).json()
    parts = {part["name"]: part for part in health["parts"]}
    assert health["state"] == "down"
    assert parts["postgres"]["state"] == "healthy"
    assert parts["postgres"]["took_ms"] > 0
    assert parts["redis"]["state"] == "healthy"
    assert (parts["chromadb"]["state"], parts["chromadb"]["is_ours"]) == ("down", False)
    assert "CHROMADB_URL" in parts["chromadb"]["fix"]
    assert parts["mumble-bot"]["state"] == "down"
    assert "./mumble-ai up" in parts["mumble-bot"]["fix"]
    assert parts["mumble-bot"]["detail"]


async def test_everybody_is_told_what_is_away_and_owners_what_to_do(
    panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient
) -> None:
    told = (await panel_client.get("/api/v1/away")).json()["parts"]
    # The others were never started here, and so are not missed.
    assert [part["name"] for part in told] == ["chromadb"]
    assert "CHROMADB_URL" in told[0]["fix"]
    assert (await member_client.get("/api/v1/away")).json()["parts"] == [told[0] | {"fix": ""}]


async def test_the_machine_tells_its_room_and_models(panel_client: httpx.AsyncClient) -> None:
    machine = (await panel_client.get("/api/v1/machine")).json()
    assert 0 < machine["disk"]["free_bytes"] < machine["disk"]["total_bytes"]
    assert 0 < machine["memory"]["free_bytes"] < machine["memory"]["total_bytes"]
    models = {model["id"]: model for model in machine["models"]}
    assert models["silero-vad"]["used_by"] == ["faster-whisper", "mumble-bot"]
    assert models["silero-vad"]["is_there"] is False


async def test_jobs_are_shown_and_one_that_was_given_up_is_done_again(
    panel: Panel, panel_client: httpx.AsyncClient
) -> None:
    database = panel.household.stores.database
    async with database.everybody("a job for a test") as session:
        await defer(session, "settle-exchange", person_id="1", message_ids=["secret words"])
        await defer(session, "consolidate")
        failing = text("UPDATE procrastinate_jobs SET status = 'failed', attempts = 30 WHERE task_name = 'consolidate'")
        await run_unlimited(session, failing)
    answer = await panel_client.get("/api/v1/jobs")
    jobs, kinds = answer.json(), {kind["name"]: kind for kind in answer.json()["kinds"]}
    assert (kinds["settle-exchange"]["waiting"], kinds["consolidate"]["failed"]) == (1, 1)
    assert "secret words" not in answer.text
    assert [(job["name"], job["attempts"]) for job in jobs["unfinished"]] == [("consolidate", 30)]
    again = f"/api/v1/jobs/{jobs['unfinished'][0]['id']}/again"
    assert (await panel_client.post(again)).status_code == 204
    assert (await panel_client.post(again)).status_code == 404
    assert (await panel_client.get("/api/v1/jobs")).json()["unfinished"] == []


async def test_the_stack_is_shown_to_owners_alone(
    member_client: httpx.AsyncClient, stranger_client: httpx.AsyncClient
) -> None:
    for path in ("health", "machine", "jobs", "logs", "logs/sources"):
        assert (await member_client.get(f"/api/v1/{path}")).status_code == 403
        assert (await stranger_client.get(f"/api/v1/{path}")).status_code == 401
