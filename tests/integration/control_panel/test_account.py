"""Signing in and out, as a page does it."""

from __future__ import annotations

import httpx

from mumble_ai.accounts.account import Account
from tests.support.control_panel import PASSWORD


async def test_whoever_signs_in_is_told_who_they_are(panel_client: httpx.AsyncClient, owner: Account) -> None:
    answer = await panel_client.get("/api/v1/session")
    assert answer.status_code == 200
    account = answer.json()["account"]
    assert account["sign_in_name"] == "olga"
    assert account["person_id"] == str(owner.person.id)
    assert account["role"] == "owner"


async def test_a_member_is_a_member(member_client: httpx.AsyncClient) -> None:
    assert (await member_client.get("/api/v1/session")).json()["account"]["role"] == "member"


async def test_nobody_is_told_to_sign_in(stranger_client: httpx.AsyncClient) -> None:
    answer = await stranger_client.get("/api/v1/session")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_signing_out_ends_the_session(panel_client: httpx.AsyncClient) -> None:
    cookie = panel_client.cookies["mumble_ai_session"]
    assert (await panel_client.delete("/api/v1/session")).status_code == 204
    panel_client.cookies.set("mumble_ai_session", cookie)
    assert (await panel_client.get("/api/v1/session")).status_code == 401


async def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
    stranger_client: httpx.AsyncClient, owner: Account
) -> None:
    answers = [
        await stranger_client.post("/api/v1/session", json={"sign_in_name": name, "password": password})
        for name, password in (("olga", "another password"), ("nobody", PASSWORD))
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()
    assert not stranger_client.cookies
