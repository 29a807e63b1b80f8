"""Memory over HTTP: what is kept is found, set right, forgotten and brought back, each person's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from mumble_ai.accounts.account import Account
from mumble_ai.memory.consolidation.consolidation import Consolidation, ConsolidationPolicy
from mumble_ai.memory.consolidation.summarising import Summariser
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage.job_board import job_board
from tests.support.told_memory import remember_talk, talk_about

MEMORY = "/api/v1/memory"


@pytest_asyncio.fixture(loop_scope="module")
async def told(panel: Panel, member: Account) -> list[UUID]:
    return await remember_talk(panel.household, member.person)


async def read(client: httpx.AsyncClient, path: str, **params: Any) -> Any:
    answer = await client.get(f"{MEMORY}{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def fact_named(client: httpx.AsyncClient, words: str) -> dict[str, Any]:
    (found,) = (await read(client, "/facts", q=words))["facts"]
    return found


async def test_amounts_and_words_say_what_is_kept(member_client: httpx.AsyncClient, told: list[UUID]) -> None:
    found = await read(member_client, "")
    assert found["amounts"]["messages"] == len(told)
    assert found["amounts"]["facts"] >= 4
    assert not found["is_shared"]
    assert "fact" in (await read(member_client, "/known"))["in_words"]
    exported = await member_client.get(f"{MEMORY}/export")
    assert "attachment" in exported.headers["content-disposition"]
    assert len(exported.json()["tables"]["messages"]) == len(told)


async def test_facts_come_in_pages_by_category_words_and_importance(
    member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    every = (await read(member_client, "/facts"))["facts"]
    first = await read(member_client, "/facts", limit=2)
    rest = await read(member_client, "/facts", cursor=first["next"], limit=200)
    assert [fact["id"] for fact in first["facts"] + rest["facts"]] == [fact["id"] for fact in every]
    by_weight = await read(member_client, "/facts", order="important", limit=2)
    more = await read(member_client, "/facts", order="important", cursor=by_weight["next"])
    weights = [fact["importance"] for fact in by_weight["facts"] + more["facts"]]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == len(every)
    assert "Berlin" in (await fact_named(member_client, "berlin"))["text"]
    counts = await read(member_client, "/facts/counts")
    assert counts["current"] == len(every)
    for category, count in counts["categories"].items():
        assert len((await read(member_client, "/facts", category=category))["facts"]) == count
    assert (await member_client.get(f"{MEMORY}/facts", params={"cursor": "nonsense"})).status_code == 400


async def test_a_new_value_ends_the_old_one_which_stays_in_the_story(
    member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    berlin = await fact_named(member_client, "I live in Berlin")
    changed = await member_client.patch(f"{MEMORY}/facts/{berlin['id']}", json={"value": "Hamburg", "tags": ["Home"]})
    assert changed.json()["text"] == "I live in Hamburg"
    assert changed.json()["tags"] == ["home"]
    story = await read(member_client, f"/facts/{changed.json()['id']}")
    assert [fact["value"] for fact in story["earlier"]] == ["Berlin"]
    before = await read(member_client, f"/facts/{berlin['id']}")
    assert before["later"]["value"] == "Hamburg"
    assert before["fact"]["valid_until"] is not None
    assert [one["text"] for one in before["told_in"]] == ["I live in Berlin."]
    assert [f["value"] for f in (await read(member_client, "/facts", state="past"))["facts"]] == ["Berlin"]
    again = await member_client.patch(f"{MEMORY}/facts/{berlin['id']}", json={"value": "Kiel"})
    assert again.status_code == 409
    graded = await member_client.patch(f"{MEMORY}/facts/{changed.json()['id']}", json={"importance": 2})
    assert (graded.json()["id"], graded.json()["importance"]) == (changed.json()["id"], 2)


async def test_what_is_told_by_hand_is_kept_with_its_marks(member_client: httpx.AsyncClient, member: Account) -> None:
    new = {"text": "The spare key is under the flowerpot", "importance": 9, "tags": ["house"], "category": "task"}
    made = await member_client.post(f"{MEMORY}/facts", json=new)
    assert made.status_code == 201, made.text
    (fact,) = made.json()["facts"]
    assert (fact["importance"], fact["tags"], fact["category"]) == (9, ["house"], "task")
    assert (await read(member_client, "/facts", tag="house"))["facts"] == [fact]


async def test_duplicates_are_found_and_made_one(member_client: httpx.AsyncClient, member: Account) -> None:
    for text in ("I like green tea", "I like green teas"):
        await member_client.post(f"{MEMORY}/facts", json={"text": text})
    (group,) = await read(member_client, "/facts/duplicates")
    keep, other = group
    merged = await member_client.post(f"{MEMORY}/facts/merge", json={"keep": keep["id"], "others": [other["id"]]})
    assert merged.json()["told_count"] == keep["told_count"] + other["told_count"]
    assert await read(member_client, "/facts/duplicates") == []
    assert (await member_client.get(f"{MEMORY}/facts/{other['id']}")).status_code == 404


async def test_forgotten_facts_come_back_once_and_for_nobody_else(
    member_client: httpx.AsyncClient, other_member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    before = (await read(member_client, "/facts"))["facts"]
    ids = [fact["id"] for fact in before]
    gone = (await member_client.post(f"{MEMORY}/facts/forget", json={"ids": ids})).json()
    assert gone["facts"] == len(ids)
    assert (await read(member_client, "/facts"))["facts"] == []
    undo = f"{MEMORY}/facts/forget/{gone['undo']}/undo"
    assert (await other_member_client.post(undo)).status_code == 404
    assert (await member_client.post(undo)).json() == {"facts": len(ids)}
    assert (await read(member_client, "/facts"))["facts"] == before
    assert (await member_client.post(undo)).status_code == 404


async def test_a_fact_forgotten_with_its_messages_is_found_nowhere(
    member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    fact = await fact_named(member_client, "I live in Berlin")
    gone = await member_client.post(f"{MEMORY}/facts/forget", json={"ids": [fact["id"]], "with_messages": True})
    assert (gone.json()["messages"], gone.json()["undo"]) == (2, "")
    assert (await read(member_client, "/history", q="Berlin"))["messages"] == []
    assert (await read(member_client, "/search", q="Berlin"))["lines"] == []


async def test_entities_are_listed_renamed_called_related_and_made_one(
    member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    (anna,) = (await read(member_client, "/entities", q="anna"))["entities"]
    assert anna["mentions"] >= 2
    assert ("sister", None) in [(one["relation"], one["of_id"]) for one in anna["relations"]]
    path = f"{MEMORY}/entities/{anna['id']}"
    renamed = await member_client.patch(path, json={"name": "Anna Weber"})
    assert renamed.json()["name"] == "Anna Weber"
    assert {alias["name"] for alias in renamed.json()["aliases"]} >= {"Anna", "Anna Weber"}
    (tom,) = (await read(member_client, "/entities", q="tom"))["entities"]
    assert (await member_client.post(f"{path}/aliases", json={"name": "Tom"})).status_code == 409
    related = await member_client.post(f"{path}/relations", json={"relation": "neighbour", "of_id": tom["id"]})
    relation = next(one for one in related.json()["relations"] if one["relation"] == "neighbour")
    assert relation["of"] == "Tom"
    assert (await member_client.delete(f"{path}/relations/{relation['id']}")).status_code == 200
    merged = await member_client.post(f"{path}/merge", json={"other": tom["id"]})
    assert "Tom" in {alias["name"] for alias in merged.json()["aliases"]}
    assert (await member_client.get(f"{MEMORY}/entities/{tom['id']}")).status_code == 404
    mentions = await read(member_client, f"/entities/{anna['id']}/mentions", limit=1)
    assert len((await read(member_client, f"/entities/{anna['id']}/mentions", cursor=mentions["next"]))["mentions"]) > 1
    assert (await member_client.delete(path)).status_code == 204
    assert (await read(member_client, "/entities", q="weber"))["entities"] == []


async def test_the_graph_joins_relations_and_those_spoken_of_together(
    member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    graph = await read(member_client, "/entities/graph")
    names = {node["id"]: node["name"] for node in graph["nodes"]}
    edges = {(names[one["source"]], names.get(one["target"], ""), one["relation"]) for one in graph["edges"]}
    assert ("Anna", "", "sister") in edges
    together = [one for one in graph["edges"] if {names[one["source"]], names.get(one["target"])} == {"Anna", "Tom"}]
    assert [one["weight"] for one in together] == [2]
    small = await read(member_client, "/entities/graph", limit=1)
    assert (len(small["nodes"]), small["left_out"]) == (1, len(graph["nodes"]) - 1)


async def test_topics_are_left_taken_up_and_named(
    panel: Panel, member: Account, member_client: httpx.AsyncClient
) -> None:
    boat, garden = await talk_about(panel.household, member.person, "boat", "garden")
    for topic in (boat, garden):
        await member_client.patch(f"{MEMORY}/topics/{topic}", json={"state": "active"})
    found = await read(member_client, "/topics")
    assert {one["label"]: one["state"] for one in found["topics"]} == {"boat": "switched", "garden": "active"}
    assert found["states"] == {"active": 1, "switched": 1}
    renamed = await member_client.patch(f"{MEMORY}/topics/{boat}", json={"label": "sailing", "state": "resolved"})
    assert renamed.status_code == 204
    (sailing,) = (await read(member_client, "/topics", state="resolved"))["topics"]
    assert (sailing["label"], sailing["resolved_at"] is not None) == ("sailing", True)
    assert (await member_client.patch(f"{MEMORY}/topics/{boat}", json={"label": " "})).status_code == 400


async def test_history_goes_on_in_both_directions_and_jumps(
    panel: Panel, member: Account, member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    await remember_talk(panel.household, member.person, days_ago=30)
    every = await read(member_client, "/history", limit=200)
    times = [one["said_at"] for one in every["messages"]]
    assert times == sorted(times, reverse=True)
    assert (len(times), every["older"], every["newer"]) == (28, "", "")
    first = await read(member_client, "/history", limit=10)
    second = await read(member_client, "/history", before=first["older"], limit=10)
    assert [one["id"] for one in first["messages"] + second["messages"]] == [m["id"] for m in every["messages"][:20]]
    back = await read(member_client, "/history", after=second["newer"], limit=10)
    assert back["messages"] == first["messages"]
    old = await read(member_client, "/history", at=times[-1], limit=5)
    assert [one["id"] for one in old["messages"]] == [m["id"] for m in every["messages"][-5:]]
    around = await read(member_client, "/history", around=str(told[4]), limit=6)
    assert str(told[4]) in [one["id"] for one in around["messages"]]
    assert around["older"]
    assert around["newer"]
    talks = await read(member_client, "/history/talks")
    assert [talk["messages"] for talk in talks["talks"]] == [14, 14]
    assert talks["talks"][0]["began_with"].startswith("My sister Anna")
    assert talks["talks"][0]["has_private"]
    of_talk = await read(member_client, "/history", session=talks["talks"][1]["id"], limit=200)
    assert len(of_talk["messages"]) == 14
    assert len((await read(member_client, "/history", private=True))["messages"]) == 4
    gone = await member_client.post(f"{MEMORY}/history/forget", json={"ids": [str(told[0])]})
    assert gone.json()["messages"] == 2


async def test_search_says_why_each_line_was_found_and_that_meaning_is_away(
    member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    found = await read(member_client, "/search", q="What is Anna's dog called?")
    assert found["lines"][0]["text"] == "Anna's dog is called Rex."
    assert "dog" in found["lines"][0]["why"]
    parts = found["lines"][0]["parts"]
    assert parts["keywords"] > 0
    assert sum(parts.values()) == pytest.approx(found["lines"][0]["score"], abs=0.01)
    assert found["took_ms"] > 0
    assert not found["by_meaning"]
    assert "keyword" in found["notice"]
    assert found["facts"]
    (anna,) = (await read(member_client, "/search", q="Anna"))["entities"]
    assert anna["name"] == "Anna"


async def test_old_talk_is_summed_up_as_a_job_and_the_summary_leads_to_its_messages(
    panel: Panel, member: Account, member_client: httpx.AsyncClient
) -> None:
    await remember_talk(panel.household, member.person, days_ago=30)
    before = await read(member_client, "/consolidation")
    assert (before["waiting"], before["summaries"], before["work"]["waiting"]) == (14, 0, 0)
    asked = await member_client.post(f"{MEMORY}/consolidation/run", json={})
    assert (asked.status_code, asked.json()["work"]["waiting"]) == (202, 1)
    again = await member_client.post(f"{MEMORY}/consolidation/run", json={"after_days": 5})
    assert again.json()["work"]["waiting"] == 1
    working = Consolidation(panel.household.stores.database, Summariser(), ConsolidationPolicy())
    await working.work(str(member.person.id), after_days=20)
    after = await read(member_client, "/consolidation")
    assert after["summed_up"] > 0
    assert after["waiting"] == 14 - after["summed_up"]
    (run,) = (await read(member_client, "/consolidation/runs"))["runs"]
    assert run["tokens_saved"] == after["tokens_saved"] > 0
    (summary,) = (await read(member_client, "/consolidation/summaries"))["summaries"]
    messages = await read(member_client, f"/consolidation/summaries/{summary['id']}/messages")
    assert len(messages) == summary["message_count"]


async def test_stores_say_which_of_them_is_away(
    panel: Panel, panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient, told: list[UUID]
) -> None:
    mine, everybody = await read(member_client, "/stores"), await read(panel_client, "/stores")
    assert mine["postgres"]["amounts"]["messages"] == everybody["postgres"]["amounts"]["messages"] == len(told)
    assert mine["vectors"]["problem"]
    assert mine["cache"]["problem"]
    assert (await member_client.post(f"{MEMORY}/stores/vectors/rebuild")).status_code == 403
    assert (await panel_client.post(f"{MEMORY}/stores/vectors/rebuild")).json()["waiting"] == 1
    board = await job_board(panel.household.stores.database)
    assert "rebuild-vectors" in {kind.name for kind in board.kinds}


async def test_an_owner_reads_numbers_until_somebody_shares_and_never_what_was_private(
    panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient, member: Account, told: list[UUID]
) -> None:
    mia = str(member.person.id)
    (card,) = [one for one in await read(panel_client, "/people") if one["person_id"] == mia]
    assert (card["messages"], card["is_shared"]) == (len(told), False)
    reads = ["", "/facts", "/entities", "/entities/graph", "/topics", "/history", "/consolidation/summaries"]
    for path in (*reads, "/search?q=Anna", "/history/talks", "/facts/counts"):
        refused = await panel_client.get(f"{MEMORY}{path}", params={"person": mia, "q": "allergic"})
        assert (refused.status_code, "Anna" in refused.text) == (403, False), path
    assert (await member_client.put(f"{MEMORY}/sharing", json={"is_shared": True})).status_code == 204
    for path in reads:
        seen = await panel_client.get(f"{MEMORY}{path}", params={"person": mia, "limit": 100})
        assert (seen.status_code, "peanuts" in seen.text) == (200, False), path
    assert "Anna" in (await panel_client.get(f"{MEMORY}/facts", params={"person": mia})).text
    own = await read(member_client, "/facts", q="peanuts")
    assert own["facts"]
    hidden = await panel_client.get(f"{MEMORY}/facts/{own['facts'][0]['id']}", params={"person": mia})
    assert hidden.status_code == 404
    await member_client.put(f"{MEMORY}/sharing", json={"is_shared": False})
    assert (await panel_client.get(f"{MEMORY}/facts", params={"person": mia})).status_code == 403


async def test_nobody_reaches_anothers_memory_by_its_ids(
    member_client: httpx.AsyncClient, other_member_client: httpx.AsyncClient, member: Account, told: list[UUID]
) -> None:
    assert (
        await other_member_client.get(f"{MEMORY}/facts", params={"person": str(member.person.id)})
    ).status_code == 403
    assert (await other_member_client.get(f"{MEMORY}/people")).status_code == 403
    fact = (await read(member_client, "/facts"))["facts"][0]["id"]
    (anna,) = (await read(member_client, "/entities", q="anna"))["entities"]
    attempts = [
        other_member_client.get(f"{MEMORY}/facts/{fact}"),
        other_member_client.patch(f"{MEMORY}/facts/{fact}", json={"value": "mine"}),
        other_member_client.get(f"{MEMORY}/entities/{anna['id']}"),
        other_member_client.patch(f"{MEMORY}/entities/{anna['id']}", json={"name": "Mine"}),
        other_member_client.delete(f"{MEMORY}/entities/{anna['id']}"),
        other_member_client.get(f"{MEMORY}/history", params={"around": str(told[0])}),
    ]
    for attempt in attempts:
        assert (await attempt).status_code == 404
    gone = await other_member_client.post(f"{MEMORY}/facts/forget", json={"ids": [fact]})
    assert gone.json()["facts"] == 0
    assert (await read(member_client, f"/facts/{fact}"))["fact"]["id"] == fact


async def test_a_stranger_is_asked_to_sign_in(stranger_client: httpx.AsyncClient) -> None:
    for path in ("", "/facts", "/history", "/stores", "/search?q=x"):
        assert (await stranger_client.get(f"{MEMORY}{path}")).status_code == 401
