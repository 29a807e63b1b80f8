"""Keys of programs, sessions and accounts, over the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.sign_in import NotInvited
from mumble_ai.services.control_panel.panel import Panel
from tests.support.control_panel import PASSWORD, PLACE, browser, sign_in

NEW_PASSWORD = "other words make sense too"


async def with_key(app: FastAPI, key: str, method: str, path: str, **more: object) -> httpx.Response:
    async with browser(app) as client:
        return await client.request(method, path, headers={"Authorization": f"Bearer {key}"}, **more)  # pyright: ignore[reportArgumentType]


async def test_a_key_is_shown_once_and_does_what_its_scope_says(
    panel_app: FastAPI, panel_client: httpx.AsyncClient
) -> None:
    made = {
        scope: (await panel_client.post("/api/v1/keys", json={"name": scope, "scope": scope})).json()
        for scope in ("read", "write", "admin")
    }
    listed = await panel_client.get("/api/v1/keys")
    assert [key["name"] for key in listed.json()] == ["admin", "write", "read"]
    assert all(key["secret"] not in listed.text for key in made.values())
    assert all(key["secret"].endswith(key["key"]["ending"]) for key in made.values())
    seen = {
        scope: [
            (await with_key(panel_app, key["secret"], method, path, json=body)).status_code
            for method, path, body in (
                ("GET", "/api/v1/account", None),
                ("PATCH", "/api/v1/account", {"name": "Olga"}),
                ("GET", "/api/v1/audit", None),
            )
        ]
        for scope, key in made.items()
    }
    assert seen == {"read": [200, 403, 403], "write": [200, 200, 403], "admin": [200, 200, 200]}
    used = (await panel_client.get("/api/v1/keys")).json()
    assert all(key["last_used_at"] for key in used)


async def test_a_key_that_was_revoked_or_has_expired_opens_nothing(
    panel: Panel, panel_app: FastAPI, panel_client: httpx.AsyncClient
) -> None:
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    revoked = (await panel_client.post("/api/v1/keys", json={"name": "a"})).json()
    expiring = (await panel_client.post("/api/v1/keys", json={"name": "b", "expires_at": soon})).json()
    await panel_client.post(f"/api/v1/keys/{revoked['key']['id']}/revoke")
    assert (await with_key(panel_app, revoked["secret"], "GET", "/api/v1/session")).status_code == 401
    assert (await with_key(panel_app, expiring["secret"], "GET", "/api/v1/session")).status_code == 200
    panel.accounts.keys._now = lambda: datetime.now(UTC) + timedelta(hours=2)
    assert (await with_key(panel_app, expiring["secret"], "GET", "/api/v1/session")).status_code == 401
    assert (await panel_client.delete(f"/api/v1/keys/{revoked['key']['id']}")).status_code == 204
    past = await panel_client.post("/api/v1/keys", json={"name": "c", "expires_at": "2020-01-01T00:00:00Z"})
    assert past.status_code == 400


async def test_a_key_makes_no_keys_and_changes_no_password(panel_app: FastAPI, panel_client: httpx.AsyncClient) -> None:
    key = (await panel_client.post("/api/v1/keys", json={"name": "all", "scope": "admin"})).json()["secret"]
    for path, body in (
        ("/api/v1/keys", {"name": "more"}),
        ("/api/v1/account/password", {"current": PASSWORD, "new": NEW_PASSWORD}),
    ):
        answer = await with_key(panel_app, key, "POST", path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "session_needed")


async def test_a_member_makes_no_key_of_an_owner(member_client: httpx.AsyncClient) -> None:
    answer = await member_client.post("/api/v1/keys", json={"name": "all", "scope": "admin"})
    assert (answer.status_code, answer.json()["code"]) == (403, "owner_needed")


async def test_ones_browsers_are_listed_and_signed_out(
    panel_app: FastAPI, panel_client: httpx.AsyncClient, member_client: httpx.AsyncClient, owner: Account
) -> None:
    async with browser(panel_app) as phone, browser(panel_app) as tablet:
        phone.headers["User-Agent"] = "a phone"
        await sign_in(phone, owner.sign_in_name)
        await sign_in(tablet, owner.sign_in_name)
        listed = (await panel_client.get("/api/v1/account/sessions")).json()
        assert [session["is_this"] for session in listed].count(True) == 1
        (of_phone,) = [session for session in listed if session["browser"] == "a phone"]
        assert (await panel_client.delete(f"/api/v1/account/sessions/{of_phone['id']}")).status_code == 204
        assert (await phone.get("/api/v1/session")).status_code == 401
        assert (await tablet.get("/api/v1/session")).status_code == 200
        assert (await panel_client.delete("/api/v1/account/sessions")).json() == {"ended": 1}
        assert (await tablet.get("/api/v1/session")).status_code == 401
    assert (await panel_client.get("/api/v1/session")).status_code == 200
    assert (await member_client.get("/api/v1/session")).status_code == 200


async def test_a_new_password_ends_the_other_sessions(
    panel_app: FastAPI, panel_client: httpx.AsyncClient, owner: Account
) -> None:
    async with browser(panel_app) as other:
        await sign_in(other, owner.sign_in_name)
        wrong = await panel_client.post("/api/v1/account/password", json={"current": "no", "new": NEW_PASSWORD})
        weak = await panel_client.post("/api/v1/account/password", json={"current": PASSWORD, "new": "short"})
        assert [(a.status_code, a.json()["param"]) for a in (wrong, weak)] == [(400, "current"), (400, "new")]
        done = await panel_client.post("/api/v1/account/password", json={"current": PASSWORD, "new": NEW_PASSWORD})
        assert done.status_code == 204
        assert (await other.get("/api/v1/session")).status_code == 401
        await sign_in(other, owner.sign_in_name, NEW_PASSWORD)
    assert (await panel_client.get("/api/v1/session")).status_code == 200


async def test_one_s_own_times_and_name_are_one_s_own_to_choose(panel_client: httpx.AsyncClient) -> None:
    wanted = {"name": "Olga O.", "time_zone": "Asia/Tokyo", "language": "de", "clock": 24}
    changed = await panel_client.patch("/api/v1/account", json=wanted)
    assert {name: changed.json()[name] for name in wanted} == wanted
    shown = (await panel_client.get("/api/v1/session")).json()["account"]
    assert {name: shown[name] for name in wanted} == wanted
    back = await panel_client.patch("/api/v1/account", json={"time_zone": "", "clock": 0})
    assert (back.json()["time_zone"], back.json()["clock"]) == ("", 0)


async def test_an_invitation_makes_one_account(
    panel: Panel, panel_client: httpx.AsyncClient, stranger_client: httpx.AsyncClient
) -> None:
    ann = await panel.household.people.met("mumble@house:1", "certificate:aa", "1", "Ann")
    invited = await panel_client.post(f"/api/v1/accounts/invitations/{ann.id}")
    assert invited.status_code == 201
    given = {"secret": invited.json()["secret"], "sign_in_name": "ann", "password": PASSWORD}
    joined = await stranger_client.post("/api/v1/session/join", json=given)
    assert joined.json()["account"]["person_id"] == str(ann.id)
    assert (await stranger_client.get("/api/v1/session")).status_code == 200
    again = await stranger_client.post("/api/v1/session/join", json=given | {"sign_in_name": "ann2"})
    assert (again.status_code, again.json()["code"]) == (400, "not_invited")
    twice = await panel_client.post(f"/api/v1/accounts/invitations/{ann.id}")
    assert (twice.status_code, twice.json()["code"]) == (409, "refused")
    assert await panel.household.people.met("web", "ann", "1", "Ann") is not None
    assert (await panel.household.people.met("web", "ann", "1", "Ann")).id == ann.id


async def test_a_code_that_the_assistant_told_makes_an_account(
    panel: Panel, stranger_client: httpx.AsyncClient
) -> None:
    ben = await panel.household.people.met("mumble@house:1", "certificate:bb", "1", "Ben")
    code = await panel.household.parts.linking.ask(ben)
    given = {"secret": f" {code.digits[:3]} {code.digits[3:]}", "sign_in_name": "Ben", "password": PASSWORD}
    joined = await stranger_client.post("/api/v1/session/join", json=given)
    assert joined.json()["account"]["person_id"] == str(ben.id)
    assert joined.json()["account"]["role"] == "member"


async def test_a_code_that_makes_owners_makes_no_account(panel: Panel, stranger_client: httpx.AsyncClient) -> None:
    code = await panel.household.parts.linking.owner_code()
    given = {"secret": code.digits, "sign_in_name": "thief", "password": PASSWORD}
    assert (await stranger_client.post("/api/v1/session/join", json=given)).status_code == 400
    assert issubclass(NotInvited, Exception)


async def test_the_record_says_who_did_what_from_where(panel_client: httpx.AsyncClient, member: Account) -> None:
    await panel_client.post("/api/v1/keys", json={"name": "printer"})
    await panel_client.patch(f"/api/v1/accounts/{member.id}", json={"is_closed": True})
    page = (await panel_client.get("/api/v1/audit", params={"limit": 1})).json()
    assert [entry["action"] for entry in page["entries"]] == ["account.closed"]
    rest = (await panel_client.get("/api/v1/audit", params={"before": page["before"]})).json()
    (made,) = rest["entries"]
    assert (made["by"], made["action"], made["subject"], made["address"]) == (
        "olga", "key.made", "printer", PLACE.address,
    )  # fmt: skip
    assert rest["before"] is None
    only = await panel_client.get("/api/v1/audit", params={"action": "key."})
    assert [entry["action"] for entry in only.json()["entries"]] == ["key.made"]


async def test_the_record_names_those_it_tells_of_and_nobody_in_their_place(
    panel: Panel, panel_client: httpx.AsyncClient, stranger_client: httpx.AsyncClient, owner: Account
) -> None:
    ben = await panel.household.people.met("mumble@house:1", "certificate:ben", "1", "Ben")
    invited = (await panel_client.post(f"/api/v1/accounts/invitations/{ben.id}")).json()
    given = {"secret": invited["secret"], "sign_in_name": "ben", "password": PASSWORD}
    assert (await stranger_client.post("/api/v1/session/join", json=given)).status_code == 200
    wrong = {"sign_in_name": "ben", "password": "five words make no sense"}
    assert (await stranger_client.post("/api/v1/session", json=wrong)).status_code == 401
    failed, made, asked = (await panel_client.get("/api/v1/audit")).json()["entries"]
    assert (failed["action"], failed["by"], failed["names"][failed["subject"]]) == ("sign_in.failed", "", "Ben")
    assert (made["action"], made["by"], made["subject"]) == ("account.made", "Ben", "ben")
    assert made["names"][made["details"]["invited_by"]] == owner.person.name
    assert (asked["action"], asked["by"], asked["names"]) == ("account.invited", "olga", {str(ben.id): "Ben"})
    assert {entry["address"] for entry in (failed, made, asked)} == {PLACE.address}
    await panel.accounts.audit.note(owner, "person.merged", str(ben.id), moves={"facts": 2, "a\x00b": ("x",)})
    (merged, *_) = (await panel_client.get("/api/v1/audit", params={"limit": 1})).json()["entries"]
    assert merged["details"] == {"moves": {"facts": 2, "ab": ["x"]}}


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "/x\ny", "x", ""])
def test_nobody_is_sent_elsewhere_after_signing_in(wanted: str) -> None:
    from mumble_ai.web.origin import own_path

    assert own_path(wanted) == "/"
    assert own_path("/calendar?week=3#top") == "/calendar?week=3#top"
