"""People as their page uses them, on the real application and a real PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import httpx

from mumble_ai.accounts.account import Account
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel.panel import Panel
from tests.support.remembering import said

ROOT = "/api/v1/people"
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


async def test_an_owner_sees_everybody_and_a_member_themselves(
    panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient, member: Account, owner: Account
) -> None:
    assert {one["name"] for one in (await panel_client.get(ROOT)).json()} == {"olga", "mia"}
    assert [one["name"] for one in (await member_client.get(ROOT)).json()] == ["mia"]
    assert (await member_client.get(f"{ROOT}/{owner.person.id}")).status_code == 404
    assert (await member_client.post(f"{ROOT}/{owner.person.id}/forget", json={"confirm": "olga"})).status_code == 404
    assert (await member_client.put(f"{ROOT}/{member.person.id}/role", json={"role": "owner"})).status_code == 403


async def test_choices_are_kept_and_bad_ones_say_why(member_client: httpx.AsyncClient, member: Account) -> None:
    path = f"{ROOT}/{member.person.id}"
    body = {"name": "Mia", "time_zone": "Europe/Berlin", "language": "de", "clock": 24, "persona": "butler"}
    answer = await member_client.patch(path, json=body)
    if answer.status_code == 400:
        body["persona"] = ""
        answer = await member_client.patch(path, json=body)
    assert answer.json()["choices"]["clock"] == 24
    assert answer.json()["person"]["name"] == "Mia"
    for wrong in ({"time_zone": "Mars/Base"}, {"reminded_by": "mail"}, {"persona": "no such one"}, {"mail": "nowhere"}):
        answer = await member_client.patch(path, json=wrong)
        assert answer.status_code == 400, wrong
        assert answer.json()["detail"], wrong


async def test_the_last_owner_stays_one(panel_client: httpx.AsyncClient, owner: Account, member: Account) -> None:
    role = f"{ROOT}/{owner.person.id}/role"
    assert (await panel_client.put(role, json={"role": "member"})).status_code == 409
    forgotten = await panel_client.post(f"{ROOT}/{owner.person.id}/forget", json={"confirm": owner.person.name})
    assert forgotten.status_code == 409
    await panel_client.put(f"{ROOT}/{member.person.id}/role", json={"role": "owner"})
    assert (await panel_client.put(role, json={"role": "member"})).json()["person"]["role"] == "member"


async def test_two_persons_become_one_with_what_moves_told_before(
    panel_client: httpx.AsyncClient, panel: Panel, member: Account
) -> None:
    phone = await panel.household.people.met("sip", "+49123456", "", "Mia on the phone")
    await panel.household.parts.tasks.add(phone, "Milk", action_id="1")
    path = f"{ROOT}/{member.person.id}/merge"
    preview = (await panel_client.get(f"{path}/{phone.id}")).json()
    assert preview["goes"] == "Mia on the phone"
    assert (preview["moves"]["tasks"], preview["moves"]["identities"]) == (1, 1)
    assert (await panel_client.get(f"{path}/{member.person.id}")).status_code == 404
    assert (await panel_client.post(path, json={"goes": str(phone.id)})).status_code == 200
    detail = (await panel_client.get(f"{ROOT}/{phone.id}")).json()
    assert detail["person"]["id"] == str(member.person.id)
    assert [way["shown"] for way in detail["ways"] if way["kind"] == "sip"] == ["+49123456"]


async def test_a_code_links_the_other_side(member_client: httpx.AsyncClient, panel: Panel, member: Account) -> None:
    phone = await panel.household.people.met("sip", "+49987", "", "somebody")
    code = (await member_client.post(f"{ROOT}/me/link-code")).json()
    assert len(code["digits"]) == 6
    own = await member_client.post(f"{ROOT}/me/link", json={"code": code["digits"]})
    assert own.status_code == 409
    assert "your own code" in own.json()["detail"]
    taken = await panel.household.parts.linking.take(phone, code["digits"])
    assert taken.person.id == member.person.id


async def test_one_way_is_given_up_and_the_last_one_stays(
    member_client: httpx.AsyncClient, panel: Panel, member: Account
) -> None:
    ids = [(await panel.household.people.met("sip", number, "", "x")).id for number in ("+4911", "+4922")]
    for person_id in ids:
        person = await panel.household.people.get(person_id)
        assert person is not None
        await panel.household.parts.linking.link(stays=member.person, goes=person)
    path = f"{ROOT}/{member.person.id}"
    ways = (await member_client.get(path)).json()["ways"]
    for way in ways[:-1]:
        assert (await member_client.delete(f"{path}/ways/{way['id']}")).status_code == 200
    assert (await member_client.delete(f"{path}/ways/{ways[-1]['id']}")).status_code == 409


async def test_everything_of_a_person_comes_as_one_file(
    member_client: httpx.AsyncClient, panel: Panel, member: Account
) -> None:
    for number in range(3):
        await panel.household.parts.tasks.add(member.person, f"Task {number}", action_id=str(number))
    answer = await member_client.get(f"{ROOT}/{member.person.id}/export.json")
    assert "attachment" in answer.headers["content-disposition"]
    streamed = json.loads(answer.text)
    whole = await panel.household.privacy.export(member.person.id)
    assert {row["text"] for row in streamed["tables"]["tasks"]} == {"Task 0", "Task 1", "Task 2"}
    assert streamed["tables"].keys() == whole["tables"].keys()
    known = (await member_client.get(f"{ROOT}/{member.person.id}/known")).json()
    assert known["tasks"] == 3
    assert "3 tasks" in known["in_words"]


async def test_an_owner_gets_of_another_what_that_person_shares_and_nothing_said_in_private(
    panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient, panel: Panel, member: Account
) -> None:
    path, log = f"{ROOT}/{member.person.id}", panel.household.log
    for number, text in enumerate(("The rose is red", "The lily is secret")):
        asked_at = NOW + timedelta(minutes=number)
        log.record(said(member.person.id, asked_at, text, "Yes.", private=bool(number)))
    await log.flush()
    await panel.household.parts.tasks.add(member.person, "water the rose", action_id="1")
    assert (await panel_client.get(f"{path}/known")).json()["can_export"] is False
    refused = await panel_client.get(f"{path}/export.json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_shared")
    assert "rose" not in refused.text
    assert (await member_client.put("/api/v1/memory/sharing", json={"is_shared": True})).status_code == 204
    assert (await panel_client.get(f"{path}/known")).json()["can_export"] is True
    told = (await panel_client.get(f"{path}/export.json")).json()["tables"]
    assert told.keys() == {"messages", "facts", "summaries", "entities", "topics"}
    assert {row["text"] for row in told["messages"]} == {"The rose is red", "Yes."}
    assert "lily" not in str(told)
    own = (await member_client.get(f"{path}/export.json")).text
    assert "The lily is secret" in own
    assert "water the rose" in own
    await member_client.put("/api/v1/memory/sharing", json={"is_shared": False})
    assert (await panel_client.get(f"{path}/export.json")).status_code == 403


async def test_forgetting_needs_the_name_and_tells_of_backups(
    panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient, member: Account
) -> None:
    path = f"{ROOT}/{member.person.id}/forget"
    assert (await panel_client.post(path, json={"confirm": "nia"})).status_code == 400
    done = (await panel_client.post(path, json={"confirm": "mia"})).json()
    assert "Backups" in done["backups"]
    assert (await member_client.get(ROOT)).status_code == 401
    assert [one["name"] for one in (await panel_client.get(ROOT)).json()] == ["olga"]


async def test_a_guest_is_ended_and_can_be_nothing_else(panel_client: httpx.AsyncClient, panel: Panel) -> None:
    guest = await panel.household.people.met("mumble@127.0.0.1:1", None, "1", "Guest")
    assert guest.role is Role.GUEST
    assert (await panel_client.put(f"{ROOT}/{guest.id}/role", json={"role": "member"})).status_code == 400
    assert (await panel_client.post(f"{ROOT}/{guest.id}/forget", json={"confirm": "Guest"})).status_code == 200
    assert "Guest" not in [one["name"] for one in (await panel_client.get(ROOT)).json()]
