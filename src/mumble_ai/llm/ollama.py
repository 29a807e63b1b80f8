"""Client of an Ollama server: `POST /api/chat`, one JSON object a line (ollama/ollama, docs/api.md)."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Final, cast

import httpx

from mumble_ai.llm.contract import (
    LlmBroken,
    LlmRefused,
    LlmWithoutTools,
    Message,
    Piece,
    Sampling,
    Tool,
    ToolCall,
)
from mumble_ai.llm.http import lines, open_client, parse_object, post_stream, refuse_errors, told_plainly
from mumble_ai.llm.tool_text import function_of, new_call_id, tool_call

KEEP_ALIVE: Final = "30m"
"""How long Ollama keeps the model loaded after a question, so that the next one is not answered cold."""


class Ollama:
    """One model of an Ollama server.

    Args:
        context_tokens: Longest prompt with its answer. Ollama cuts the beginning off a longer one without a word, and
            loads the model anew when it is asked for another length.
    """

    is_capable = True

    def __init__(self, base_url: str, model: str, *, context_tokens: int = 8192) -> None:
        self._model = model
        self._context_tokens = context_tokens
        self._takes_tools: bool | None = None
        self._http: httpx.AsyncClient = open_client(base_url)
        self.name = f"ollama {model} at {base_url}"

    async def takes_tools(self) -> bool:
        """See `LanguageModel.takes_tools`; the server lists what the model can do."""
        if self._takes_tools is None:
            capabilities = (await self._show()).get("capabilities")
            self._takes_tools = not isinstance(capabilities, list) or "tools" in capabilities
        return self._takes_tools

    async def stream(
        self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()
    ) -> AsyncGenerator[Piece, None]:
        """See `LanguageModel.stream`."""
        body = self._body(messages, sampling, tools)
        async with told_plainly(self.name), post_stream(self._http, "/api/chat", body) as response:
            try:
                await refuse_errors(self.name, response)
            except LlmRefused as error:
                if tools and "does not support tools" in str(error):
                    self._takes_tools = False
                    raise LlmWithoutTools(str(error)) from error
                raise
            async with aclosing(lines(self.name, response)) as received:
                async for line in received:
                    if not line.strip():
                        continue
                    part = parse_object(self.name, line)
                    text, calls = self._pieces(part)
                    if text:
                        yield text
                    for call in calls:
                        yield call
                    if part.get("done"):
                        return
        raise LlmBroken(f"{self.name}: the answer broke off")

    async def complete(
        self, messages: Sequence[Message], sampling: Sampling, schema: Mapping[str, Any] | None, model: str
    ) -> str:
        """See `LanguageModel.complete`."""
        body = self._body(messages, sampling) | {"stream": False}
        if schema is not None:
            body["format"] = dict(schema)
        if model:
            body["model"] = model
        async with told_plainly(self.name):
            response = await self._http.post("/api/chat", json=body)
            await refuse_errors(self.name, response)
        text, _ = self._pieces(parse_object(self.name, response.text))
        return text

    async def read_ahead(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> None:
        """See `LanguageModel.read_ahead`."""
        body = self._body(messages, Sampling(max_tokens=1, temperature=0.0), tools) | {"stream": False}
        async with told_plainly(self.name), post_stream(self._http, "/api/chat", body) as response:
            await refuse_errors(self.name, response)
            await response.aread()

    async def check(self) -> None:
        """See `LanguageModel.check`."""
        await self._show()

    async def close(self) -> None:
        await self._http.aclose()

    async def _show(self) -> dict[str, Any]:
        async with told_plainly(self.name):
            response = await self._http.post("/api/show", json={"model": self._model})
            if response.status_code == 404:
                raise LlmRefused(f"{self.name}: the model is not there; fetch it with: ollama pull {self._model}")
            await refuse_errors(self.name, response)
        try:
            return cast("dict[str, Any]", json.loads(response.text))
        except ValueError:
            raise LlmBroken(f"{self.name}: /api/show answers with no JSON") from None

    def _body(self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [_written(m) for m in messages],
            "stream": True,
            "keep_alive": KEEP_ALIVE,
            "options": {
                "num_predict": sampling.max_tokens,
                "temperature": sampling.temperature,
                "num_ctx": self._context_tokens,
            },
        }
        if tools:
            body["tools"] = [function_of(tool) for tool in tools]
        return body

    def _pieces(self, part: dict[str, Any]) -> tuple[str, list[ToolCall]]:
        if error := part.get("error"):
            raise LlmRefused(f"{self.name}: {error}")
        try:
            message: dict[str, Any] = part.get("message") or {}
            text: Any = message.get("content") or ""
            asked: list[dict[str, Any]] = message.get("tool_calls") or []
            functions: list[dict[str, Any]] = [call["function"] for call in asked]
            calls = [tool_call(new_call_id(), f["name"], f.get("arguments") or {}) for f in functions]
        except (AttributeError, LookupError, TypeError):
            raise LlmBroken(f"{self.name}: an answer of another shape") from None
        if not isinstance(text, str):
            raise LlmBroken(f"{self.name}: an answer without text")
        return text, calls


def _written(message: Message) -> dict[str, Any]:
    written: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        written["tool_calls"] = [{"function": {"name": c.name, "arguments": dict(c.arguments)}} for c in message.calls]
    return written
