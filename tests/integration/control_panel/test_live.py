"""What reaches a page that is open: the channel's talk, one's own private talk, and nobody else's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from mumble_ai.accounts.account import Account
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.commands.everyday import everyday
from mumble_ai.conversation.turn import Outcome
from mumble_ai.services import deed_news
from mumble_ai.services.control_panel import application, open_panel
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching import live
from mumble_ai.services.control_panel.watching.hub import MOST_WAITING, LiveHub
from mumble_ai.services.deed_news import CHANGES, DeedNews
from mumble_ai.services.live_news import CAPTION, PRESENCE, TURN, CaptionNews, TurnNews
from mumble_ai.settings import Settings
from mumble_ai.stack.stores import redis_url
from mumble_ai.storage.events import Events
from mumble_ai.storage.redis import RedisLink
from mumble_ai.web.serve import serve
from tests.support.control_panel import KEY, PASSWORD, hasty_passwords, panel_settings
from tests.support.redis_server import RedisServer


@pytest.fixture
def panel_settings_of_test(database_url: str, redis_server: RedisServer, tmp_path: Path) -> Settings:
    redis_server.forget()
    return panel_settings(database_url, tmp_path, {"REDIS_URL": redis_server.url})


@pytest_asyncio.fixture(loop_scope="module")
async def panel(panel_settings_of_test: Settings) -> AsyncIterator[Panel]:
    async with open_panel(panel_settings_of_test, passwords=hasty_passwords()) as panel:
        yield panel


@pytest_asyncio.fixture(loop_scope="module")
async def address(panel: Panel) -> AsyncIterator[str]:
    """Where the panel is really served: a stream is nothing that can be asked in one piece."""
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    app = application(panel, key=KEY)
    serving = asyncio.create_task(serve(app, "127.0.0.1", 0, api_key=KEY, started=port.set_result))
    yield f"http://127.0.0.1:{await port}"
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


class Page:
    """An open page.

    Attributes:
        heard: Topics and what they told.
        noted: Told of each at once.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.heard: list[tuple[str, Any]] = []
        self.noted: Callable[[str, Any], None] = lambda topic, told: None
        self.is_over = False
        self._changed = asyncio.Condition()

    async def listen(self, response: httpx.Response) -> None:
        topic = ""
        async for line in response.aiter_lines():
            if line.startswith("event: "):
                topic = line.removeprefix("event: ")
            if line.startswith("data: "):
                told = json.loads(line.removeprefix("data: "))
                self.heard.append((topic, told))
                self.noted(topic, told)
                async with self._changed:
                    self._changed.notify_all()
        self.is_over = True
        async with self._changed:
            self._changed.notify_all()

    async def until(self, topic: str, count: int = 1) -> list[Any]:
        """What a topic told, once it told so much."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: len(self.of(topic)) >= count)
        return self.of(topic)

    async def until_true(self, condition: Callable[[], bool], within_s: float = 40.0) -> None:
        """Waits for news that make it so."""
        async with asyncio.timeout(within_s), self._changed:
            await self._changed.wait_for(condition)

    async def until_over(self) -> None:
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: self.is_over)

    def of(self, topic: str) -> list[Any]:
        return [told for heard, told in self.heard if heard == topic]


@asynccontextmanager
async def opened(address: str, account: Account) -> AsyncGenerator[Page]:
    """A page of somebody who has signed in."""
    async with httpx.AsyncClient(base_url=address, timeout=20) as client:
        given = {"sign_in_name": account.sign_in_name, "password": PASSWORD}
        session = (await client.post("/api/v1/session", json=given)).json()
        client.headers["X-CSRF-Token"] = session["csrf_token"]
        page = Page(client)
        async with client.stream("GET", "/api/v1/live") as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            listening = asyncio.create_task(page.listen(response))
            try:
                yield page
            finally:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)


def caption(words: str, account: Account, *, private: bool = False) -> dict[str, Any]:
    news = CaptionNews(id="1:said", name="Mia", person_id=str(account.person.id), words=words, private=private)
    return news.model_dump(mode="json")


def turn(account: Account, *, private: bool) -> dict[str, Any]:
    news = TurnNews(
        id="20260131t180000000-0000001",
        at="2026-01-31T18:00:00Z",
        speaker="Mia",
        person_id=str(account.person.id),
        kind="voice",
        private=private,
        outcome=Outcome.ANSWERED,
        question="where is the key",
        played="In the drawer.",
    )
    return news.model_dump(mode="json")


async def tell(events: Events, topic: str, told: Any, *pages: Page) -> None:
    """Tells as the bot does, when the panel listens."""
    while not all(page.of("presence") for page in pages):
        await events.tell(PRESENCE, {"connected": True, "assistant": "AI-Bot"})
        await asyncio.sleep(0.02)
    assert await events.tell(topic, told)


async def test_members_see_the_channel_and_their_own_private_talk(
    panel: Panel, address: str, owner: Account, member: Account, other_member: Account
) -> None:
    async with opened(address, owner) as olga, opened(address, member) as mia, opened(address, other_member) as noah:
        await tell(panel.events, CAPTION, caption("hello all", member), olga, mia, noah)
        await panel.events.tell(CAPTION, caption("a secret", member, private=True))
        await panel.events.tell(TURN, turn(member, private=False))
        await panel.events.tell(TURN, turn(member, private=True))
        await panel.events.tell(CAPTION, caption("the end", member))
        assert [one["words"] for one in await mia.until("caption", 3)] == ["hello all", "a secret", "the end"]
        for other in (olga, noah):
            assert [one["words"] for one in await other.until("caption", 2)] == ["hello all", "the end"]
        assert [one["question"] for one in mia.of("turn")] == ["where is the key"] * 2
        assert [(one["question"], one["hidden"]) for one in olga.of("turn")] == [
            ("where is the key", False),
            ("", True),
        ]
        assert "a secret" not in str(olga.heard) + str(noah.heard)
        assert noah.of("turn") == []


async def test_hints_reach_whom_they_concern(panel: Panel, address: str, owner: Account, member: Account) -> None:
    async with opened(address, owner) as olga, opened(address, member) as mia:
        await tell(panel.events, CAPTION, caption("hello", member), olga, mia)
        panel.live.tell("calendar", member.person.id, {"id": 1})
        panel.live.tell("jobs", None)
        panel.live.tell("memory", None)
        await mia.until("memory")
        await olga.until("memory")
        assert (mia.of("calendar"), olga.of("calendar")) == ([{"id": 1}], [])
        assert (mia.of("jobs"), olga.of("jobs")) == ([], [None])


async def test_it_ends_with_the_session(
    monkeypatch: pytest.MonkeyPatch, panel: Panel, address: str, member: Account
) -> None:
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.1)
    async with opened(address, member) as mia:
        assert (await mia.client.delete("/api/v1/session")).is_success
        await mia.until_over()
    async with asyncio.timeout(5):
        while panel.live.readers:
            await asyncio.sleep(0.01)


async def test_nobody_listens_without_signing_in(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as stranger:
        assert (await stranger.get("/api/v1/live")).status_code == 401


async def test_a_reader_who_does_not_read_loses_the_oldest_and_is_told_so(member: Account, owner: Account) -> None:
    hub = LiveHub()
    with hub.reading(member) as slow, hub.reading(owner) as quick:
        for number in range(MOST_WAITING + 5):
            hub.tell("memory", None, number)
            assert (await quick.next()).data == number
        assert (await slow.next()).topic == "resync"
        assert (await slow.next()).data == 5
    assert hub.readers == 0


async def test_what_is_done_by_voice_and_learned_from_talk_reaches_open_pages(
    panel: Panel, address: str, member: Account, other_member: Account
) -> None:
    redis = RedisLink(redis_url(panel.settings))
    news, (registry, _) = DeedNews(Events(redis)), everyday(panel.household.parts)
    assert set(CHANGES) <= {action.name for action in registry if action.acts}
    registry.watchers.append(news.watch)
    telling = asyncio.create_task(news.run())
    now = datetime.now(member.person.zone)
    context = ActionContext(member.person, "a turn", now, "en", "words of mine", private=False)
    async with opened(address, member) as mia, opened(address, other_member) as noah:
        await tell(panel.events, CAPTION, caption("hello", member), mia, noah)
        assert (await registry.run("list_tasks", {}, context)).ok
        assert (await registry.run("add_tasks", {"titles": ["milk"]}, context)).ok
        for page in (mia, noah):
            await page.until("calendar")
        assert (await registry.run("remember", {"text": "my dog is called Rex"}, context)).ok
        await mia.until("memory")
        await deed_news.tell(panel.events, deed_news.MEMORY, other_member.person.id)
        await noah.until("memory")
        assert [len(page.of("memory")) for page in (mia, noah)] == [1, 1]
        assert len(mia.of("calendar")) == 1, "who only looks changes nothing"
    telling.cancel()
    await asyncio.wait([telling])
    await redis.close()


async def test_a_command_written_in_the_panel_reaches_its_pages(address: str, member: Account) -> None:
    async with opened(address, member) as mia, opened(address, member) as other_tab:
        await mia.client.post("/api/v1/talk/turns", json={"text": "add milk to my shopping list"})
        await other_tab.until("calendar")
