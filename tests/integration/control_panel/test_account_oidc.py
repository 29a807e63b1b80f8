"""Signing in by another server's word, and what is not believed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.oidc.provider import Client, Provider
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.sign_in import other_servers as other_sign_in
from mumble_ai.web.app import create_app
from tests.support.control_panel import browser
from tests.support.oidc_server import ISSUER, OidcServer

GO, BACK = "/api/v1/session/other", "/api/v1/session/other/back"


@pytest.fixture
def server() -> OidcServer:
    return OidcServer()


@pytest.fixture
def door(panel: Panel, server: OidcServer) -> FastAPI:
    """The endpoints, with that server."""
    provider = Provider(Client(ISSUER, server.client_id, server.client_secret), http=server.transport)
    return create_app("the door", open_routers=[other_sign_in.routes_to(panel, provider)])


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(door: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(door) as client:
        yield client


async def go(visitor: httpx.AsyncClient, server: OidcServer, **wanted: str) -> dict[str, str]:
    """Is sent there and signs in; what the browser comes back with."""
    sent = await visitor.get(GO, params=wanted)
    assert sent.status_code == 303
    code = server.enter(sent.headers["location"])
    return {"state": server.asked[-1]["state"], "code": code}


async def come(visitor: httpx.AsyncClient, came: dict[str, str]) -> str:
    """Comes back; where the browser is sent to."""
    answer = await visitor.get(BACK, params=came)
    assert answer.status_code == 303
    return answer.headers["location"]


async def let_in(panel: Panel, account: Account) -> None:
    (arrival,) = await panel.accounts.arrivals.everybody()
    assert await panel.accounts.arrivals.link(arrival.id, account.id)


async def test_a_stranger_waits_until_an_owner_lets_them_in(
    panel: Panel, panel_app: FastAPI, visitor: httpx.AsyncClient, server: OidcServer,
    panel_client: httpx.AsyncClient, member: Account,
) -> None:  # fmt: skip
    assert await come(visitor, await go(visitor, server)) == "/?sign_in=waiting"
    assert "mumble_ai_session" not in visitor.cookies
    (arrival,) = (await panel_client.get("/api/v1/accounts/arrivals")).json()
    assert (arrival["shown_name"], arrival["mail"], arrival["account_id"]) == ("<b>Uli</b>", "uli@example.org", None)
    linked = await panel_client.put(f"/api/v1/accounts/arrivals/{arrival['id']}", json={"account_id": str(member.id)})
    assert linked.status_code == 204
    assert await come(visitor, await go(visitor, server, return_to="/calendar")) == "/calendar"
    async with browser(panel_app) as client:
        client.cookies.set("mumble_ai_session", visitor.cookies["mumble_ai_session"])
        assert (await client.get("/api/v1/session")).json()["account"]["sign_in_name"] == "mia"


async def test_somebody_links_their_own_account_and_takes_it_away_again(
    panel: Panel, door: FastAPI, server: OidcServer, member: Account,
    member_client: httpx.AsyncClient, panel_client: httpx.AsyncClient,
) -> None:  # fmt: skip
    own_session = member_client.cookies["mumble_ai_session"]
    async with browser(door) as visitor:
        visitor.cookies.set("mumble_ai_session", own_session)
        came = await come(visitor, await go(visitor, server, link="true", return_to="/account?tab=own"))
        assert came == "/account?tab=own&linked=done"
        assert next(iter(visitor.cookies.jar)).value == own_session, "the browser stays signed in as it is"
    (linked,) = (await member_client.get("/api/v1/account")).json()["external"]
    assert (linked["issuer"], linked["shown_name"], linked["mail"]) == (ISSUER, "<b>Uli</b>", "uli@example.org")
    gone = await member_client.delete(f"/api/v1/account/external/{linked['id']}")
    assert gone.status_code == 204
    assert (await member_client.get("/api/v1/account")).json()["external"] == []
    noted = (await panel_client.get("/api/v1/audit", params={"action": "external."})).json()["entries"]
    assert [(entry["action"], entry["by"], entry["details"]) for entry in noted] == [
        ("external.unlinked", "mia", {"issuer": ISSUER}),
        ("external.linked", "mia", {"issuer": ISSUER}),
    ]
    assert all(entry["address"] for entry in noted)


async def test_a_sign_in_that_opens_another_account_is_not_linked_and_nobody_changes_places(
    panel: Panel, door: FastAPI, server: OidcServer, owner: Account, member: Account, member_client: httpx.AsyncClient
) -> None:
    async with browser(door) as visitor:
        await come(visitor, await go(visitor, server))
        await let_in(panel, owner)
        visitor.cookies.set("mumble_ai_session", member_client.cookies["mumble_ai_session"])
        assert await come(visitor, await go(visitor, server, link="true", return_to="/account")) == (
            "/account?linked=taken"
        )
        assert visitor.cookies["mumble_ai_session"] == member_client.cookies["mumble_ai_session"]
    assert [row.subject for row in await panel.accounts.arrivals.of(owner.id)] == ["user-1"]
    assert await panel.accounts.arrivals.of(member.id) == []


async def test_whoever_links_hears_on_their_page_why_it_came_to_nothing(
    door: FastAPI, server: OidcServer, member_client: httpx.AsyncClient
) -> None:
    async with browser(door) as visitor:
        visitor.cookies.set("mumble_ai_session", member_client.cookies["mumble_ai_session"])
        came = await go(visitor, server, link="true", return_to="/account")
        refused = {"state": came["state"], "error": "access_denied"}
        assert await come(visitor, refused) == "/account?linked=refused"
        server.changed = {"nonce": "another"}
        came = await go(visitor, server, link="true", return_to="/account")
        assert await come(visitor, came) == "/account?linked=failed"


async def test_a_browser_comes_back_once_and_only_the_one_that_was_sent(
    panel: Panel, visitor: httpx.AsyncClient, door: FastAPI, server: OidcServer, member: Account
) -> None:
    await come(visitor, await go(visitor, server))
    await let_in(panel, member)
    came = await go(visitor, server)
    async with browser(door) as another:
        assert await come(another, came) == "/?sign_in=refused", "another browser brings back what it was not given"
    assert await come(visitor, came | {"state": "made up"}) == "/?sign_in=refused"
    came = await go(visitor, server)
    assert await come(visitor, came | {"iss": "https://elsewhere.test"}) == "/?sign_in=refused"
    came = await go(visitor, server)
    kept = visitor.cookies["mumble_ai_other_sign_in"]
    assert await come(visitor, came) == "/"
    visitor.cookies.set("mumble_ai_other_sign_in", kept)
    assert await come(visitor, came) == "/?sign_in=refused", "twice"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://elsewhere.test"},
        {"aud": "another program"},
        {"aud": ["panel", "another"], "azp": "another"},
        {"aud": ["panel", "another"]},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"sub": None},
    ],
    ids=str,
)
async def test_what_a_token_may_not_say_is_not_believed(
    visitor: httpx.AsyncClient, server: OidcServer, panel: Panel, member: Account, changed: dict[str, Any]
) -> None:
    await come(visitor, await go(visitor, server))
    await let_in(panel, member)
    server.changed = changed
    assert await come(visitor, await go(visitor, server)) == "/?sign_in=failed"
    assert "mumble_ai_session" not in visitor.cookies


async def test_a_token_without_a_signature_of_the_servers_is_not_believed(
    visitor: httpx.AsyncClient, server: OidcServer
) -> None:
    server.algorithm = "none"
    assert await come(visitor, await go(visitor, server)) == "/?sign_in=failed"
    server.algorithm = "RS256"
    assert await come(visitor, await go(visitor, server)) == "/?sign_in=waiting"
    server.key = OidcServer().key
    assert await come(visitor, await go(visitor, server)) == "/?sign_in=failed", "a key it never told of"


async def test_nobody_is_led_elsewhere(
    panel: Panel, visitor: httpx.AsyncClient, server: OidcServer, member: Account
) -> None:
    await come(visitor, await go(visitor, server))
    await let_in(panel, member)
    assert await come(visitor, await go(visitor, server, return_to="https://evil.example/")) == "/"
    assert await come(visitor, await go(visitor, server, return_to="//evil.example")) == "/"
    sent = await visitor.get(GO, headers={"Host": "evil.example"})
    back = parse_qs(urlsplit(sent.headers["location"]).query)["redirect_uri"][0]
    assert back == f"http://127.0.0.1:5002{BACK}"
