"""What an Ollama server has: models, what it holds in memory; fetching, deleting (ollama/ollama, docs/api.md)."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final

import httpx

from mumble_ai.llm.contract import LlmBroken, LlmRefused
from mumble_ai.llm.http import lines, open_client, parse_object, post_stream, refuse_errors, told_plainly

ANSWER_S: Final = 10.0
MOST_MODELS: Final = 1_000


@dataclass(frozen=True, slots=True)
class OllamaModel:
    """One model on the server's disk.

    Attributes:
        memory_bytes: What it takes while it is loaded; 0 while it is not.
    """

    name: str
    disk_bytes: int
    memory_bytes: int
    parameters: str
    quantization: str
    family: str


@dataclass(frozen=True, slots=True)
class PullProgress:
    """How far a fetch is.

    Attributes:
        step: In Ollama's words, such as `pulling manifest`.
        part: Which file it is about; empty for none.
        total_bytes: Of that file; 0 where it is not known.
    """

    step: str
    part: str
    done_bytes: int
    total_bytes: int


class OllamaServer:
    """One server; close it after use."""

    def __init__(self, url: str) -> None:
        self.name = f"ollama at {url}"
        self._http: httpx.AsyncClient = open_client(url)

    async def version(self) -> str:
        """Its version.

        Raises:
            LlmError: It does not answer as an Ollama server does.
        """
        found = (await self._get("/api/version")).get("version")
        if not isinstance(found, str):
            raise LlmBroken(f"{self.name}: answers, but is no Ollama server")
        return found

    async def models(self) -> list[OllamaModel]:
        """What it has, by name.

        Raises:
            LlmError: It can't say.
        """
        there: Any = (await self._get("/api/tags")).get("models") or []
        running: Any = (await self._get("/api/ps")).get("models") or []
        try:
            loaded = {one["name"]: int(one.get("size") or 0) for one in running}
            found = [_model(one, loaded) for one in there[:MOST_MODELS]]
        except (LookupError, TypeError, ValueError, AttributeError):
            raise LlmBroken(f"{self.name}: a list of models of another shape") from None
        return sorted(found, key=lambda model: model.name)

    async def pull(self, model: str) -> AsyncGenerator[PullProgress]:
        """Fetches a model; yields how far it is. Ending it early keeps what is there for the next time.

        Raises:
            LlmError: It can't be had; the message says why.
        """
        async with told_plainly(self.name), post_stream(self._http, "/api/pull", {"model": model}) as response:
            await refuse_errors(self.name, response)
            step = ""
            async with aclosing(lines(self.name, response)) as received:
                async for line in received:
                    if not line.strip():
                        continue
                    told = parse_object(self.name, line)
                    if error := told.get("error"):
                        raise LlmRefused(f"{model}: {error}")
                    step = str(told.get("status") or "")
                    part = str(told.get("digest") or "")
                    yield PullProgress(step, part, int(told.get("completed") or 0), int(told.get("total") or 0))
        if step != "success":
            raise LlmBroken(f"{self.name}: fetching {model} broke off; begin it again, what is there is kept")

    async def delete(self, model: str) -> None:
        """Deletes a model from the server's disk.

        Raises:
            LlmRefused: It has none of that name.
            LlmError: It can't.
        """
        async with told_plainly(self.name):
            response = await self._http.request("DELETE", "/api/delete", json={"model": model}, timeout=ANSWER_S)
            if response.status_code == 404:
                raise LlmRefused(f"{self.name}: there is no model {model}")
            await refuse_errors(self.name, response)

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def _get(self, path: str) -> dict[str, Any]:
        async with told_plainly(self.name):
            response = await self._http.get(path, timeout=ANSWER_S)
            await refuse_errors(self.name, response)
        return parse_object(self.name, response.text)


async def openai_models(base_url: str, api_key: str) -> list[str]:
    """The names of the models an OpenAI-compatible server lists.

    Raises:
        LlmError: It can't say.
    """
    name = f"openai at {base_url}"
    headers = {"Authorization": f"Bearer {api_key}"} if api_key else None
    client: httpx.AsyncClient = open_client(base_url.rstrip("/"), headers)
    try:
        async with told_plainly(name):
            response = await client.get("/models", timeout=ANSWER_S)
            await refuse_errors(name, response)
        found: Any = parse_object(name, response.text).get("data")
        return sorted(str(one["id"]) for one in found[:MOST_MODELS])
    except (LookupError, TypeError):
        raise LlmBroken(f"{name}: a list of models of another shape") from None
    finally:
        await client.aclose()


def _model(told: dict[str, Any], loaded: dict[str, int]) -> OllamaModel:
    details: dict[str, Any] = told.get("details") or {}
    return OllamaModel(
        name=str(told["name"]),
        disk_bytes=int(told.get("size") or 0),
        memory_bytes=loaded.get(told["name"], 0),
        parameters=str(details.get("parameter_size") or ""),
        quantization=str(details.get("quantization_level") or ""),
        family=str(details.get("family") or ""),
    )
