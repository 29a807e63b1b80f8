"""Tools of a real MCP server that runs as a program."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mumble_ai.assistant.mcp.sources import BadSources, Source, read_sources
from mumble_ai.assistant.mcp.toolbox import LONGEST_DESCRIPTION, LONGEST_RESULT, McpToolbox
from mumble_ai.assistant.tools.tool_talk import ToolTalk
from mumble_ai.assistant.tools.toolbox import ActionTools
from mumble_ai.memory.people.person import Role
from tests.support import mcp_program
from tests.support.scripted_llm import Messages, ScriptedLlm
from tests.support.tool_talk import (
    ANNA,
    BEN,
    World,
    call,
    chain_of,
    context_of,
    is_judging,
    judged,
    prompt_of,
    results_in,
)


@dataclass
class Shop:
    """A toolbox with one program behind it, and what was ordered there."""

    box: McpToolbox
    orders: Path

    @property
    def ordered(self) -> list[str]:
        return self.orders.read_text().split() if self.orders.exists() else []


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    orders, file = tmp_path / "orders", tmp_path / "mcp.json"
    program = {
        "command": sys.executable,
        "args": [mcp_program.__file__, str(orders)],
        "act": ["order"],
        "timeout_s": 1.5,
    }
    file.write_text(json.dumps({"mcpServers": {"shop": program}}))
    box = McpToolbox.from_file(file)
    task = asyncio.create_task(box.run())
    async with asyncio.timeout(20):
        await box.connections["shop"].changed.wait()
    yield Shop(box, orders)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_tools_are_offered_bounded_and_only_as_far_as_the_owner_allows(shop: Shop) -> None:
    offers = {offer.tool.name: offer for offer in shop.box.offers(context_of("hi"))}
    assert set(offers) == {f"shop__{name}" for name in ("price", "much", "never", "crash", "order")}
    assert {name for name, offer in offers.items() if offer.acts} == {"shop__order"}
    described = offers["shop__price"].tool.description
    assert len(described) == LONGEST_DESCRIPTION
    assert described.isprintable()
    assert shop.box.offers(context_of("hi", BEN)) == [], "a server is for the owner unless said otherwise"
    assert shop.box.offers(context_of("hi", replace(ANNA, role=Role.GUEST))) == []
    assert not shop.box.standing().degraded


async def test_the_owner_sees_what_becomes_of_each_tool(tmp_path: Path) -> None:
    gone = Source(command=str(tmp_path / "nothing-here"))
    program = Source(command=sys.executable, args=(mcp_program.__file__, "x"), act=frozenset({"order"}))
    (shop, tools, well), (_, none, problem) = await McpToolbox({"shop": program, "gone": gone}).look()
    assert (shop, well, none) == ("shop", "", [])
    assert dict(tools)["price"] == "looks up"
    assert dict(tools)["order"] == "acts"
    assert dict(tools)["steal"].startswith("not used")
    assert "nothing-here" in problem


async def test_results_are_bounded_failures_told_and_a_server_that_dies_comes_back(shop: Shop) -> None:
    context = context_of("hi")
    much = await shop.box.use("shop__much", {}, context)
    assert (len(much.facts["text"]), much.facts["is_cut"]) == (LONGEST_RESULT, True)
    assert "wrong" in (await shop.box.use("shop__price", {"thing": 3}, context)).facts
    assert (await shop.box.use("shop__steal", {}, context)).facts["error"] == "the tool is not there any more"
    late = await shop.box.use("shop__never", {}, context)
    assert not late.ok
    assert "within 1.5 s" in late.facts["error"]
    shop.box.connections["shop"].changed.clear()
    assert not (await shop.box.use("shop__crash", {}, context)).ok
    async with asyncio.timeout(20):
        while not shop.box.connections["shop"].tools:
            shop.box.connections["shop"].changed.clear()
            await shop.box.connections["shop"].changed.wait()
    assert (await shop.box.use("shop__price", {"thing": "tea"}, context)).facts["text"] == "tea costs 3 francs"


async def test_what_acts_is_done_once_a_turn_and_only_in_the_person_s_own_words(shop: Shop) -> None:
    with ScriptedLlm() as server:
        chain = chain_of(server.base_url)
        talk = ToolTalk(chain, ActionTools(World().registry()[0]), shop.box)

        async def says(text: str, asked_for: bool = True) -> str:
            rounds = 0

            def answer(messages: Messages) -> str:
                nonlocal rounds
                if is_judging(messages):
                    return judged(asked_for=asked_for)(messages)
                rounds += 1
                return call("shop__order", thing="tea leaves") if rounds == 1 else "DONE"

            server.answer = answer
            return "".join([p async for p in talk.stream(prompt_of(text), context_of(text, turn=text))]).strip()

        assert await says("how much is tea?") == (
            "I did not do that, because you did not ask for it in your own words: shop order: tea leaves."
        )
        assert shop.ordered == []
        for _ in range(2):
            assert await says("please order some tea leaves") == "Done with shop order."
        assert shop.ordered == ["tea", "leaves"]
        await chain.close()


async def test_what_a_server_says_comes_back_as_data(shop: Shop) -> None:
    with ScriptedLlm() as server:
        chain = chain_of(server.base_url)
        told: list[object] = []

        def answer(messages: Messages) -> str:
            if is_judging(messages):
                return judged()(messages)
            if results := results_in(messages):
                told.extend(results)
                return "Three francs."
            return call("shop__price", thing="tea")

        server.answer = answer
        talk = ToolTalk(chain, shop.box)
        assert "".join([p async for p in talk.stream(prompt_of("price?"), context_of("price?"))]) == "Three francs."
        assert told == [{"ok": True, "from": "shop", "text": "tea costs 3 francs"}]
        await chain.close()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{", "Invalid JSON"),
        ('{"mcpServers": {"a": {}}}', "either a command or a url"),
        ('{"mcpServers": {"a b": {"command": "x"}}}', "pattern"),
        ('{"mcpServers": {"a": {"url": "ftp://x"}}}', "pattern"),
        ('{"mcpServers": {"a": {"command": "x", "may": 1}}}', "Extra inputs"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "mcp.json").write_text(text)
    with pytest.raises(BadSources, match=wrong):
        read_sources(tmp_path / "mcp.json")
    assert read_sources(tmp_path / "none.json") == {}
