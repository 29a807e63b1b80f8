"""The real embedded server keeps what it has read ahead, so that only the question is left to read."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest

from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.persona import DEFAULT_PERSONA
from mumble_ai.assistant.prompt import build_messages
from mumble_ai.llm.chain import LlmChain
from mumble_ai.llm.contract import Message, Sampling, Tool
from mumble_ai.llm.openai import OpenAiCompatible
from mumble_ai.llm.rung import Deadlines
from mumble_ai.services import llm
from mumble_ai.settings import load_settings
from tests.support.net import free_port

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
TALK = (
    ("Alice", "Hello, how are you today?", "I am fine, thank you. How are you?"),
    ("Bob", "Do you like long train journeys?", "I do. There is so much to see from the window."),
    ("Alice", "And what about music?", "I like all of it, the quiet kind most."),
    ("Bob", "Why do people like coffee so much?", "It smells good, and it wakes them up."),
)
A_QUESTION = 30
"""More tokens than any of these questions has, with the marks around it."""


@pytest.fixture
async def server() -> AsyncIterator[str]:
    named = {key: os.environ[key] for key in ("MUMBLE_AI_HOME", "MODELS_DIR", "HF_ENDPOINT") if key in os.environ}
    settings = load_settings({**named, "LLM_PORT": str(free_port())}, None)
    running = asyncio.create_task(llm.run(settings))
    url = f"{settings.llm_url}/v1"
    async with asyncio.timeout(60), httpx.AsyncClient(trust_env=False) as client:
        while True:
            assert not running.done(), running.exception()
            with contextlib.suppress(httpx.HTTPError):
                if (await client.get(f"{url}/models")).is_success:
                    break
            await asyncio.sleep(0.1)
    yield url
    running.cancel()
    await asyncio.wait((running,))


async def tokens_read(url: str, messages: list[Message]) -> tuple[int, int]:
    """How many tokens of a prompt were read for one answer, and how many were known already."""
    body = {
        "messages": [{"role": m.role, "content": m.content} for m in messages],
        "max_tokens": 1,
        "cache_prompt": True,
    }
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        timings = (await client.post(f"{url}/chat/completions", json=body)).json()["timings"]
    return timings["prompt_n"], timings["cache_n"]


async def test_only_the_question_is_left_to_read_whoever_asks(server: str) -> None:
    model = OpenAiCompatible(server, extra={"cache_prompt": True}, is_free=True)
    memory = ShortTermMemory(10)
    now = NOON
    for name, question, answer in TALK:
        now += timedelta(minutes=1)

        def prompt(text: str, name: str = name, now: datetime = now) -> list[Message]:
            return build_messages(
                persona=DEFAULT_PERSONA,
                history=memory.recent(speaker_key=name, private=False),
                text=text,
                speaker_name=name,
                spoken=True,
                private=False,
                now=now,
            )

        await model.read_ahead(prompt("Hello"))
        read, known = await tokens_read(server, prompt(question))
        assert read <= A_QUESTION
        assert known > 200
        memory.add("user", question, speaker_key=name, name=name, private=False)
        memory.add("assistant", answer, speaker_key=name, private=False)
    await model.close()


async def test_a_real_server_keeps_an_answer_to_a_schema_and_takes_tools_or_says_that_it_can_t(server: str) -> None:
    schema = {
        "type": "object",
        "properties": {"colour": {"enum": ["red", "green", "blue"]}, "count": {"type": "integer"}},
        "required": ["colour", "count"],
        "additionalProperties": False,
    }
    models = LlmChain([OpenAiCompatible(server)], Deadlines(), Sampling(60, 0.0))
    for _ in range(2):
        answer = await models.complete([Message("user", "Name a colour and a number.")], schema, max_tokens=60)
        assert answer["colour"] in {"red", "green", "blue"}
        assert isinstance(answer["count"], int)
    tool = Tool("weather", "Tells the weather.", {"type": "object", "properties": {"place": {"type": "string"}}})
    async with aclosing(models.stream([Message("user", "Hello, how are you?")], tools=[tool])) as pieces:
        assert [piece async for piece in pieces], "an answer, whether its server knows tools or not"
    await models.close()
