"""Talking with the assistant over the API of the panel."""

from __future__ import annotations

import json
from typing import Any

import httpx

from tests.support.scripted_llm import MODEL


def talking_with(address: str) -> dict[str, str]:
    """Settings of a panel whose language model is at an address, and no other."""
    return {
        "LLM_PROVIDER": "openai",
        "LLM_FALLBACK": "off",
        "OPENAI_BASE_URL": address,
        "OPENAI_MODEL": MODEL,
        "LLM_FIRST_TOKEN_TIMEOUT_S": "5",
        "EMBEDDING_MODEL": "none",
    }


def events_of(answer: httpx.Response) -> list[dict[str, Any]]:
    """What a stream told."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    return [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line.startswith("data: ")]


async def ask(client: httpx.AsyncClient, text: str, **more: Any) -> list[dict[str, Any]]:
    return events_of(await client.post("/api/v1/talk/turns", json={"text": text} | more))


def words_of(events: list[dict[str, Any]]) -> str:
    return "".join(event["piece"] for event in events if event["type"] == "text")


async def messages(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get("/api/v1/talk")
    assert answer.status_code == 200, answer.text
    return answer.json()["messages"]
