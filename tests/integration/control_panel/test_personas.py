"""Personas over HTTP: built-in ones stay, others are written, taken back, chosen and removed."""

from __future__ import annotations

from typing import Any

import httpx

from mumble_ai.accounts.account import Account
from mumble_ai.assistant.personas.persona import built_in
from mumble_ai.services.control_panel.panel import Panel

PERSONAS = "/api/v1/personas"
PIRATE = "You are a good-natured pirate."


async def listed(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get(PERSONAS)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_built_in_persona_is_copied_and_never_lost(panel_client: httpx.AsyncClient) -> None:
    assert (await panel_client.put(f"{PERSONAS}/butler", json={"text": PIRATE})).status_code == 409
    assert (await panel_client.delete(f"{PERSONAS}/butler")).status_code == 409
    assert (await panel_client.post(PERSONAS, json={"name": "butler", "text": PIRATE})).status_code == 409
    text = built_in()["butler"].text
    made = await panel_client.post(PERSONAS, json={"name": "My Butler", "text": text})
    assert (made.status_code, made.json()["name"], made.json()["origin"]) == (201, "my-butler", "written")
    assert {"butler", "my-butler"} <= {one["name"] for one in (await listed(panel_client))["personas"]}


async def test_every_version_is_kept_and_can_be_taken_back(panel_client: httpx.AsyncClient) -> None:
    await panel_client.post(PERSONAS, json={"name": "pirate", "text": PIRATE})
    for text, origin in (("You are a rude pirate.", "written"), ("You are a poet.", "grown"), (PIRATE, "written")):
        changed = await panel_client.put(f"{PERSONAS}/pirate", json={"text": text, "origin": origin})
        assert changed.json()["origin"] == origin
    versions = (await panel_client.get(f"{PERSONAS}/pirate/versions")).json()
    assert [one["number"] for one in versions] == [4, 3, 2, 1]
    assert [one["text"] for one in versions][::3] == [PIRATE, PIRATE]
    assert (await panel_client.delete(f"{PERSONAS}/pirate")).status_code == 204
    assert (await panel_client.get(f"{PERSONAS}/pirate/versions")).json() == []
    assert (await panel_client.put(f"{PERSONAS}/pirate", json={"text": PIRATE})).status_code == 404


async def test_the_nearest_choice_counts(
    panel: Panel, panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient, member: Account
) -> None:
    async def told(channel: str) -> str:
        return await panel.household.personas.for_(member.person.id, channel)

    texts = {name: persona.text for name, persona in built_in().items()}
    await panel_client.put(f"{PERSONAS}/choices/everywhere", json={"persona": "coach"})
    assert await told("Family/Kitchen") == texts["coach"]
    await panel_client.put(f"{PERSONAS}/choices/channel", json={"channel": "/Family/Kitchen/", "persona": "butler"})
    assert await told("Family/Kitchen") == texts["butler"]
    await member_client.put(f"{PERSONAS}/choices/mine", json={"persona": "brief"})
    assert await told("Family/Kitchen") == texts["brief"]
    seen = await listed(panel_client)
    assert (seen["everywhere"], seen["channels"]) == ("coach", [{"channel": "Family/Kitchen", "persona": "butler"}])
    assert {one["persona"] for one in seen["people"] if one["person_id"] == str(member.person.id)} == {"brief"}
    path = f"{PERSONAS}/choices/people/{member.person.id}"
    assert (await panel_client.put(path, json={"persona": None})).status_code == 204
    assert await told("Family/Kitchen") == texts["butler"]
    assert (await panel_client.put(path, json={"persona": "nobody"})).status_code == 400


async def test_a_member_chooses_for_themselves_alone(member_client: httpx.AsyncClient, member: Account) -> None:
    assert (await listed(member_client))["people"] == []
    refused = [
        member_client.post(PERSONAS, json={"name": "pirate", "text": PIRATE}),
        member_client.put(f"{PERSONAS}/choices/everywhere", json={"persona": "coach"}),
        member_client.put(f"{PERSONAS}/choices/people/{member.person.id}", json={"persona": "coach"}),
        member_client.post(f"{PERSONAS}/enhance", json={"text": PIRATE}),
    ]
    for attempt in refused:
        assert (await attempt).status_code == 403
