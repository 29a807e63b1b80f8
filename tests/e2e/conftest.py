"""One running installation for the tests that only talk to it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Generator, Iterator

import pytest

from tests.support.peer import Peer, pymumble_peer
from tests.support.scripted_llm import MODEL, ScriptedLlm
from tests.support.stack import Stack

BOT = "AI-Bot"
ANSWER = "The garden gate is open. Shall I close it?"


@pytest.fixture(scope="session")
def scripted_llm() -> Iterator[ScriptedLlm]:
    with ScriptedLlm() as server:
        yield server


@pytest.fixture
def llm(scripted_llm: ScriptedLlm) -> ScriptedLlm:
    """A language model that answers each test with `ANSWER` until the test says otherwise."""
    scripted_llm.reset()
    scripted_llm.answer = lambda messages: ANSWER
    return scripted_llm


def with_scripted_llm(server: ScriptedLlm) -> dict[str, str]:
    """The settings that make an installation ask the scripted model."""
    named = {"LLM_PROVIDER": "openai", "OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": MODEL}
    return {**named, "LLM_FALLBACK": "off"}


@pytest.fixture(scope="session")
def stack(scripted_llm: ScriptedLlm) -> Iterator[Stack]:
    """The whole product with its own Mumble server, speech services and bot, healthy."""
    rooms = {"BOT_NAMES": "Computer", "ADDRESSEE_BY_CHANNEL": "Library=named"}
    with Stack(**with_scripted_llm(scripted_llm), **rooms) as stack:
        yield stack


@pytest.fixture
async def ann(stack: Stack, llm: ScriptedLlm) -> AsyncIterator[Peer]:
    """A person in the bot's channel, using pymumble."""
    async with pymumble_peer(stack.mumble_port, "Ann") as peer:
        yield peer


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Shows the newest turns in full where a test with an installation fails."""
    report = yield
    stack = next((value for value in getattr(item, "funcargs", {}).values() if isinstance(value, Stack)), None)
    if report.failed and stack is not None:
        ids = [json.loads(line)["id"] for line in stack.run("turns", "-n", "4", "--json").stdout.splitlines()]
        report.sections.append(("Turns", "\n".join(stack.run("turns", turn).stdout for turn in ids)))
    return report
