"""Flight records over the API: everybody sees their own, an owner others' without what is private."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import numpy as np
import pytest_asyncio

from mumble_ai.accounts.account import Account
from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.flight.record import EngineCall, HeardFrame, RecordedDecision, TurnRecord, record_id
from mumble_ai.flight.store import FlightStore
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.flights import flight_store

BEGAN = datetime.now(UTC).replace(hour=18, minute=0, second=0, microsecond=0) - timedelta(days=2)


def turn(number: int, account: Account | None, *, private: bool = False, answer_s: float = 0.5) -> TurnRecord:
    at = BEGAN + timedelta(minutes=number)
    stages = {Stage.SPEECH_START: 0.0, Stage.SPEECH_END: 1.0, Stage.FIRST_PACKET: 1.0 + answer_s}
    return TurnRecord(
        id=record_id(at, f"{number:07d}"),
        turn_id=f"{number:07d}abcdef",
        at=at,
        speaker=account.person.name if account else "Somebody",
        person_id=str(account.person.id) if account else "",
        kind="voice",
        private=private,
        outcome=Outcome.FAILED if number == 4 else Outcome.ANSWERED,
        question=f"question {number}",
        said=f"answer {number} and more",
        played=f"answer {number}",
        stages=stages,
        decisions=(RecordedDecision(at_s=1.0, what="end", why=f"heard question {number}"),),
        conditions={"version": "1"},
        frames=(HeardFrame(at_s=0.0, samples=48_000),),
        calls=(EngineCall(part=Part.STT, at_s=0.1, took_s=0.2, text=f"question {number}"),),
    )


@pytest_asyncio.fixture(loop_scope="module")
async def records(panel: Panel, owner: Account, member: Account) -> list[TurnRecord]:
    store = flight_store(panel.settings)
    made = [
        turn(1, owner),
        turn(2, member),
        turn(3, member, private=True),
        turn(4, None),
        turn(5, owner, private=True, answer_s=2.0),
    ]
    for record in made:
        store.write(record, np.arange(48_000, dtype=np.int16))
    return made


async def listed(client: httpx.AsyncClient, **query: str | int | float | bool) -> list[str]:
    answer = await client.get("/api/v1/flights", params=query)
    assert answer.status_code == 200, answer.text
    return [one["turn_id"][:7].lstrip("0") for one in answer.json()["turns"]]


async def test_everybody_sees_their_own_turns_and_an_owner_all(
    records: list[TurnRecord],
    panel_client: httpx.AsyncClient,
    member_client: httpx.AsyncClient,
    other_member_client: httpx.AsyncClient,
) -> None:
    assert await listed(panel_client) == ["5", "4", "3", "2", "1"]
    assert await listed(panel_client, mine=True) == ["5", "1"]
    assert await listed(member_client) == ["3", "2"]
    assert await listed(other_member_client) == []


async def test_no_word_of_others_private_talk_reaches_an_owner(
    records: list[TurnRecord], panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient
) -> None:
    private = records[2].id
    listing = await panel_client.get("/api/v1/flights")
    full = await panel_client.get(f"/api/v1/flights/{private}")
    for answer in (listing, full):
        assert "question 3" not in answer.text
        assert "answer 3" not in answer.text
    assert full.json()["turn"]["hidden"]
    assert full.json()["turn"]["stages"]["first_packet"] == 1.5
    assert full.json()["sound_s"] is None
    assert (await panel_client.get(f"/api/v1/flights/{private}/audio")).status_code == 404
    assert await listed(panel_client, text="question 3") == []
    own = (await member_client.get(f"/api/v1/flights/{private}")).json()
    assert (own["turn"]["question"], own["said"], own["sound_s"]) == ("question 3", "answer 3 and more", 1.0)
    assert own["decisions"][0]["why"] == "heard question 3"
    assert own["calls"][0]["text"] == "question 3"


async def test_another_persons_turn_is_not_there(
    records: list[TurnRecord], member_client: httpx.AsyncClient, stranger_client: httpx.AsyncClient
) -> None:
    for path in (records[0].id, records[3].id, "../../secrets/key", "20260131t180000000-0000000"):
        assert (await member_client.get(f"/api/v1/flights/{path}")).status_code == 404
        assert (await member_client.get(f"/api/v1/flights/{path}/audio")).status_code == 404
    assert (await stranger_client.get(f"/api/v1/flights/{records[0].id}")).status_code == 401


async def test_turns_are_found_by_how_they_went(records: list[TurnRecord], panel_client: httpx.AsyncClient) -> None:
    assert await listed(panel_client, outcome="failed") == ["4"]
    assert await listed(panel_client, slow="answer", slow_s=1.5) == ["5"]
    assert await listed(panel_client, slow="hear") == []
    assert await listed(panel_client, speaker="MIA") == ["3", "2"]
    assert await listed(panel_client, text="QUESTION 2") == ["2"]
    since, until = f"{BEGAN:%Y-%m-%d}T18:02:30Z", f"{BEGAN:%Y-%m-%d}T19:04:30+01:00"
    assert await listed(panel_client, since=since, until=until) == ["4", "3"]
    assert (await panel_client.get("/api/v1/flights", params={"since": "2026-01-31T18:00"})).status_code == 400


async def test_turns_come_a_page_at_a_time(records: list[TurnRecord], panel_client: httpx.AsyncClient) -> None:
    first = (await panel_client.get("/api/v1/flights", params={"limit": 2})).json()
    rest = (await panel_client.get("/api/v1/flights", params={"limit": 9, "before": first["next_before"]})).json()
    ids = [one["id"] for one in (*first["turns"], *rest["turns"])]
    assert ids == [record.id for record in reversed(records)]
    assert rest["next_before"] == ""


async def test_sound_is_played_from_anywhere_in_it(records: list[TurnRecord], panel_client: httpx.AsyncClient) -> None:
    path = f"/api/v1/flights/{records[0].id}/audio"
    whole = await panel_client.get(path)
    assert (whole.status_code, whole.headers["content-type"]) == (200, "audio/wav")
    assert whole.headers["accept-ranges"] == "bytes"
    part = await panel_client.get(path, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole.content)}"


async def test_a_turn_is_found_among_thousands_without_reading_them_all_twice(
    panel: Panel, owner: Account, panel_client: httpx.AsyncClient
) -> None:
    store = FlightStore(flight_store(panel.settings).folder)
    store.folder.mkdir(parents=True)
    for number in range(2500):
        record = turn(number, owner)
        (store.folder / f"{record.id}.json").write_text(record.model_dump_json(exclude_defaults=True))
    first = (await panel_client.get("/api/v1/flights", params={"text": "question 100 "})).json()
    assert first["turns"] == []
    assert first["next_before"], "the search stops, and says where to go on"
    rest = await panel_client.get("/api/v1/flights", params={"text": "question 42", "before": first["next_before"]})
    assert any(one["question"] == "question 42" for one in rest.json()["turns"])
