"""What somebody who means harm tries: whatever is asked, nobody gets further than they may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.api_keys import Scope
from mumble_ai.services import control_panel
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage.ids import new_id
from tests.support.control_panel import ADDRESS, PASSWORD, browser, sign_in

HARMLESS = {"GET", "HEAD", "OPTIONS"}
OPEN = {"/api/v1/session/ways", "/api/v1/session/other", "/api/v1/session/other/back"}
"""What everybody may ask, besides signing in."""
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{constructor.constructor('alert(1)')()}}",
    "Robert'); DROP TABLE people;--",
    "\u202egnp.exe",
    "javascript:alert(1)",
    "a\u0000b",
    "x" * 100_000,
    "../../etc/passwd",
    "\U0001f608" * 20,
)


def endpoints(panel: Panel) -> Iterator[tuple[str, APIRoute]]:
    """Every method of every endpoint of the pages."""
    for routes in control_panel.ROUTES:
        for route in control_panel.endpoints(routes(panel)):
            if route.path not in OPEN:
                yield from ((method, route) for method in sorted(route.methods))


def asks_for(route: APIRoute, dependency: object) -> bool:
    """Whether the endpoint, or something it asks for, asks for this."""
    parts = list(route.dependant.dependencies)
    while parts:
        part = parts.pop()
        if part.call == dependency:
            return True
        parts += part.dependencies
    return False


def path_of(route: APIRoute, thing: UUID) -> str:
    return re.sub(r"\{[^}]*\}", str(thing), route.path)


def signing_in(route: APIRoute, method: str) -> bool:
    return method == "POST" and route.path in ("/api/v1/session", "/api/v1/session/join")


async def test_nobody_gets_in_anywhere_without_signing_in(panel: Panel, stranger_client: httpx.AsyncClient) -> None:
    tried = 0
    for method, route in endpoints(panel):
        if signing_in(route, method):
            continue
        answer = await stranger_client.request(method, path_of(route, new_id()), json={})
        assert answer.status_code == 401, f"{method} {route.path} answers {answer.status_code} to nobody"
        tried += 1
    assert tried > 15


async def test_a_member_and_a_small_key_are_no_owner_anywhere(
    panel: Panel, panel_app: FastAPI, member_client: httpx.AsyncClient, owner: Account
) -> None:
    _, small = await panel.accounts.keys.create(owner.id, "small", Scope.WRITE)
    tried = 0
    async with browser(panel_app) as program:
        program.headers["Authorization"] = f"Bearer {small}"
        for method, route in endpoints(panel):
            if not asks_for(route, panel.guard.owner):
                continue
            for client, code in ((member_client, "owner_needed"), (program, "scope_too_small")):
                answer = await client.request(method, path_of(route, new_id()), json={})
                told = answer.status_code, answer.json().get("code")
                assert told == (403, code), f"{method} {route.path}: {told}"
            tried += 1
    assert tried > 5


async def test_every_endpoint_that_needs_somebody_says_so_by_the_guard(panel: Panel) -> None:
    unguarded = [
        f"{method} {route.path}"
        for method, route in endpoints(panel)
        if not signing_in(route, method)
        and not asks_for(route, panel.guard.owner)
        and not asks_for(route, panel.guard.member)
    ]
    assert unguarded == []


async def test_a_change_without_the_csrf_token_changes_nothing(panel: Panel, panel_client: httpx.AsyncClient) -> None:
    del panel_client.headers["X-CSRF-Token"]
    for method, route in endpoints(panel):
        if method in HARMLESS or signing_in(route, method):
            continue
        answer = await panel_client.request(method, path_of(route, new_id()), json={})
        body = answer.json()
        told = answer.status_code, body.get("error", {}).get("code") if "success" in body else body.get("code")
        assert told == (403, "csrf_token_needed"), f"{method} {route.path}: {told}"
    panel_client.headers["X-CSRF-Token"] = "a guess"
    answer = await panel_client.post("/api/v1/keys", json={"name": "x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_token_needed")


async def test_another_sites_page_neither_signs_anybody_in_nor_changes_anything(
    panel_client: httpx.AsyncClient, stranger_client: httpx.AsyncClient
) -> None:
    given = {"sign_in_name": "olga", "password": PASSWORD}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://panel.test.evil.example"},
        {"Origin": "http://panel.test:8081"},
    ):
        signed_in = await stranger_client.post("/api/v1/session", json=given, headers=headers)
        assert (signed_in.status_code, signed_in.json()["code"]) == (403, "other_site"), headers
        assert not stranger_client.cookies, headers
        changed = await panel_client.post("/api/v1/keys", json={"name": "x"}, headers=headers)
        assert (changed.status_code, changed.json()["code"]) == (403, "other_site"), headers


async def test_ones_own_page_may(panel_client: httpx.AsyncClient) -> None:
    for number, headers in enumerate(({"Sec-Fetch-Site": "same-origin"}, {"Origin": ADDRESS}, {})):
        answer = await panel_client.post("/api/v1/keys", json={"name": f"key {number}"}, headers=headers)
        assert answer.status_code == 201


async def test_nobody_reaches_what_is_anothers_by_its_id(
    panel: Panel, member_client: httpx.AsyncClient, owner: Account, panel_client: httpx.AsyncClient
) -> None:
    key, _ = await panel.accounts.keys.create(owner.id, "olgas", Scope.ADMIN)
    (session,) = await panel.accounts.sessions.of(owner.id)
    for thing in (owner.person.id, owner.id, key.id, session.id):
        for method, route in endpoints(panel):
            if "{" not in route.path or asks_for(route, panel.guard.owner):
                continue
            answer = await member_client.request(method, path_of(route, thing), json={})
            if method in HARMLESS and answer.status_code == 200:
                nothing = await member_client.request(method, path_of(route, new_id()), json={})
                assert answer.text == nothing.text, f"{method} {route.path} tells more of what is there"
            else:
                assert 400 <= answer.status_code < 500, f"{method} {route.path}: {answer.status_code} {answer.text}"
    assert (await panel_client.get("/api/v1/session")).status_code == 200
    assert [row.revoked_at for row in await panel.accounts.keys.of(owner.id)] == [None]


async def test_whoever_signs_in_gets_a_session_of_their_own(
    panel_app: FastAPI, owner: Account, stranger_client: httpx.AsyncClient
) -> None:
    stranger_client.cookies.set("mumble_ai_session", "chosen by somebody else")
    await sign_in(stranger_client, owner.sign_in_name)
    tokens = [cookie.value for cookie in stranger_client.cookies.jar if cookie.name == "mumble_ai_session"]
    assert "chosen by somebody else" not in tokens[-1:]
    async with browser(panel_app) as attacker:
        attacker.cookies.set("mumble_ai_session", "chosen by somebody else")
        assert (await attacker.get("/api/v1/session")).status_code == 401


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(panel_app: FastAPI, owner: Account) -> None:
    given = {"sign_in_name": "olga", "password": PASSWORD}
    async with browser(panel_app) as plain, browser(panel_app, address="https://panel.test") as sealed:
        over_http = (await plain.post("/api/v1/session", json=given)).headers["set-cookie"]
        over_tls = (await sealed.post("/api/v1/session", json=given)).headers["set-cookie"]
    for cookie in (over_http, over_tls):
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    assert over_tls.startswith("__Host-mumble_ai_session=")
    assert "Secure" in over_tls.split("; ")
    assert "Secure" not in over_http.split("; ")


async def test_guessing_is_slowed_down_and_says_how_long(
    stranger_client: httpx.AsyncClient, owner: Account, member: Account
) -> None:
    answers = [
        await stranger_client.post("/api/v1/session", json={"sign_in_name": "Olga ", "password": f"guess {number}"})
        for number in range(8)
    ]
    assert [answer.status_code for answer in answers] == [401] * 6 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) >= 1
    right = await stranger_client.post("/api/v1/session", json={"sign_in_name": "olga", "password": PASSWORD})
    assert right.status_code == 429, "the right password is not told from a wrong one meanwhile"
    other = await stranger_client.post("/api/v1/session", json={"sign_in_name": "mia", "password": PASSWORD})
    assert other.status_code == 200, "somebody else signs in as ever"


async def test_codes_can_not_be_guessed(stranger_client: httpx.AsyncClient, owner: Account) -> None:
    answers = [
        await stranger_client.post(
            "/api/v1/session/join",
            json={"secret": f"{number:06}", "sign_in_name": f"thief{number}", "password": PASSWORD},
        )
        for number in range(7)
    ]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429] * 2


async def test_an_unknown_name_costs_as_much_work_as_a_known_one(panel: Panel, owner: Account) -> None:
    worked: list[bool] = []
    passwords = panel.accounts.passwords
    fits = passwords.fits

    async def counted(password: str, password_hash: str | None) -> bool:
        worked.append(password_hash is None)
        return await fits(password, password_hash)

    passwords.fits = counted  # pyright: ignore[reportAttributeAccessIssue]
    assert await panel.accounts.matching("nobody at all", PASSWORD) is None
    assert await panel.accounts.matching("olga", "wrong words") is None
    assert worked == [True, False], "both were compared with a hash"


@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_somebody_is_called_stays_text(panel_client: httpx.AsyncClient, text: str) -> None:
    for method, path, body in (
        ("PATCH", "/api/v1/account", {"name": text}),
        ("PATCH", "/api/v1/account", {"sign_in_name": text}),
        ("PATCH", "/api/v1/account", {"time_zone": text}),
        ("POST", "/api/v1/keys", {"name": text}),
        ("POST", "/api/v1/account/password", {"current": text, "new": text}),
    ):
        answer = await panel_client.request(method, path, json=body)
        assert answer.status_code < 500, f"{method} {path} with {text[:40]!r}: {answer.text}"
        assert answer.headers["content-type"] in ("application/json", "application/problem+json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    listed = await panel_client.get("/api/v1/audit")
    assert listed.status_code == 200


async def test_a_strange_browser_can_be_seen_in_the_list_and_does_no_harm(panel_app: FastAPI, owner: Account) -> None:
    async with browser(panel_app) as client:
        client.headers["User-Agent"] = "<b>\x1b[31mme</b>"
        await sign_in(client, owner.sign_in_name)
        (session,) = (await client.get("/api/v1/account/sessions")).json()
    assert session["browser"] == "<b>[31mme</b>"


async def test_a_false_host_leads_nobody_elsewhere(panel_app: FastAPI, owner: Account) -> None:
    async with browser(panel_app) as client:
        for host in ("evil.example", "panel.test:80@evil.example", "[::1"):
            answer = await client.get("/api/v1/session/ways", headers={"Host": host})
            assert answer.status_code < 500, host
            assert "evil" not in answer.text, host


async def test_paths_lead_out_of_no_folder(stranger_client: httpx.AsyncClient) -> None:
    for path in (
        "/assets/../../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cetc%5cpasswd.js",
        "/%00.js",
        "//etc/passwd.svg",
        "/assets/" + "a" * 5_000 + ".js",
    ):
        answer = await stranger_client.get(path)
        assert "root:" not in answer.text
        assert answer.status_code in (200, 400, 404, 503), f"{path}: {answer.status_code}"


async def test_a_closed_account_opens_nothing(
    panel: Panel, panel_app: FastAPI, member: Account, member_client: httpx.AsyncClient, panel_client: httpx.AsyncClient
) -> None:
    _, key = await panel.accounts.keys.create(member.id, "program", Scope.READ)
    closed = await panel_client.patch(f"/api/v1/accounts/{member.id}", json={"is_closed": True})
    assert closed.status_code == 200
    assert (await member_client.get("/api/v1/session")).status_code == 401
    async with browser(panel_app) as client:
        client.headers["Authorization"] = f"Bearer {key}"
        assert (await client.get("/api/v1/session")).status_code == 401
        again = await client.post("/api/v1/session", json={"sign_in_name": "mia", "password": PASSWORD})
        assert again.status_code == 401


async def test_the_last_owner_can_not_lock_themselves_out(panel_client: httpx.AsyncClient, owner: Account) -> None:
    closed = await panel_client.patch(f"/api/v1/accounts/{owner.id}", json={"is_closed": True})
    deleted = await panel_client.delete(f"/api/v1/accounts/{owner.id}")
    assert [closed.status_code, deleted.status_code] == [409, 409]
    assert (await panel_client.get("/api/v1/session")).status_code == 200
