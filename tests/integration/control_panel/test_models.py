"""Models over the panel's API: servers looked at, models fetched and deleted, recordings heard."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.support.scripted_llm import MODEL, ScriptedLlm
from tests.support.scripted_ollama import LAYER_BYTES, ScriptedOllama

URL = "/api/v1/models"


@pytest.fixture
def ollama() -> Iterator[ScriptedOllama]:
    with ScriptedOllama() as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def client(panel_client: httpx.AsyncClient, ollama: ScriptedOllama) -> httpx.AsyncClient:
    """The owner's browser, where the settings name the scripted server."""
    body = {"values": {"ollama_url": ollama.url}, "is_tried": False}
    assert (await panel_client.put("/api/v1/settings", json=body)).status_code == 200
    return panel_client


async def fetched(client: httpx.AsyncClient, model: str, *steps: str | int) -> dict[str, Any]:
    """Waits until a fetch is at one of these steps."""
    async with asyncio.timeout(10):
        while True:
            found = (await client.get(f"{URL}/fetches")).json()["fetches"]
            match = next((fetch for fetch in found if fetch["model"] == model), None)
            if match is not None and (match["step"] in steps or match["done_bytes"] in steps):
                return match
            await asyncio.sleep(0.02)


async def test_what_is_in_use_and_what_the_catalogue_has(client: httpx.AsyncClient) -> None:
    body = (await client.get(URL)).json()
    assert body["in_use"]["embedding_model"] == "all-minilm-l6-v2"
    assert body["embeddings"] == {"model": "all-minilm-l6-v2", "done": 0, "total": 0}
    own = {model["id"]: model for model in body["own"]}
    assert own["silero-vad"]["is_used"]
    assert own["whisper-base"]["purpose"] == "stt"


async def test_an_ollama_server_shows_its_models_with_disk_and_memory(client: httpx.AsyncClient) -> None:
    body = (await client.get(f"{URL}/server", params={"kind": "ollama"})).json()
    assert (body["ok"], body["version"]) == (True, "0.12.0")
    llama = next(model for model in body["models"] if model["name"] == "llama3.2:latest")
    assert (llama["disk_bytes"], llama["memory_bytes"], llama["parameters"]) == (2_000_000_000, 3_000_000_000, "3.2B")


async def test_servers_are_tried_before_they_are_saved(client: httpx.AsyncClient) -> None:
    with ScriptedLlm() as llm:
        found = (await client.post(f"{URL}/server/test", json={"kind": "openai", "url": llm.base_url})).json()
    assert [model["name"] for model in found["models"]] == [MODEL]
    away = {"kind": "ollama", "url": "http://127.0.0.1:1"}
    answer = (await client.post(f"{URL}/server/test", json=away)).json()
    assert (answer["ok"], "is it running" in answer["problem"]) == (False, True)


async def test_a_model_is_fetched_with_progress_while_nobody_looks(
    client: httpx.AsyncClient, ollama: ScriptedOllama
) -> None:
    ollama.go_on.clear()
    begun = await client.post(f"{URL}/fetches", json={"model": "qwen2.5:3b"})
    assert (begun.status_code, begun.json()["step"]) == (202, "waiting")
    half = await fetched(client, "qwen2.5:3b", LAYER_BYTES // 2)
    assert (half["step"], half["total_bytes"]) == ("fetching", LAYER_BYTES)
    ollama.go_on.set()
    done = await fetched(client, "qwen2.5:3b", "done", "failed")
    assert (done["step"], done["done_bytes"]) == ("done", LAYER_BYTES)
    assert "qwen2.5:3b" in ollama.models


async def test_a_fetch_can_be_stopped_and_a_refused_one_says_why(
    client: httpx.AsyncClient, ollama: ScriptedOllama
) -> None:
    ollama.go_on.clear()
    await client.post(f"{URL}/fetches", json={"model": "big/model:70b"})
    await fetched(client, "big/model:70b", LAYER_BYTES // 2)
    assert (await client.delete(f"{URL}/fetches/big/model:70b")).status_code == 204
    assert (await fetched(client, "big/model:70b", "stopped"))["step"] == "stopped"
    ollama.refused["nonsense"] = "pull model manifest: file does not exist"
    await client.post(f"{URL}/fetches", json={"model": "nonsense"})
    assert "does not exist" in (await fetched(client, "nonsense", "failed"))["detail"]


async def test_a_model_is_deleted_but_not_one_in_use(client: httpx.AsyncClient, ollama: ScriptedOllama) -> None:
    assert (await client.delete(f"{URL}/ollama/nomic-embed-text:latest")).status_code == 204
    assert "nomic-embed-text:latest" not in ollama.models
    assert (await client.delete(f"{URL}/ollama/llama3.2:latest")).status_code == 409
    assert (await client.delete(f"{URL}/ollama/absent")).status_code == 404


async def test_what_is_no_recording_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{URL}/hearing/test", files={"clip": ("clip.wav", b"no sound", "audio/wav")})
    assert answer.status_code == 400


async def test_members_see_no_models(member_client: httpx.AsyncClient) -> None:
    assert (await member_client.get(URL)).status_code == 403
