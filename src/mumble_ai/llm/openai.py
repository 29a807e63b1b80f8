"""Client of any OpenAI-compatible server: `POST /chat/completions`, streamed as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Final

import httpx

from mumble_ai.llm.contract import (
    LlmBroken,
    LlmRefused,
    LlmWithoutSchemas,
    LlmWithoutTools,
    Message,
    Piece,
    Sampling,
    Tool,
    ToolCall,
)
from mumble_ai.llm.http import lines, open_client, parse_object, post_stream, refuse_errors, told_plainly
from mumble_ai.llm.tool_text import function_of, new_call_id, tool_call

MOST_CALLS: Final = 16
MOST_ARGUMENT_CHARACTERS: Final = 20_000
_NOT_KNOWN: Final = frozenset({400, 404, 405, 422, 500, 501})
"""What servers answer to a field they do not know."""


class OpenAiCompatible:
    """One model of an OpenAI-compatible server.

    Args:
        base_url: With its `/v1`.
        model: Empty for servers with a single model.
        extra: More fields of the request, which only some servers know.
        is_free: Whether prompts may be read ahead of time without anybody paying for it.
        is_capable: See `LanguageModel.is_capable`.
    """

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str = "",
        model: str = "",
        label: str = "openai",
        extra: Mapping[str, Any] | None = None,
        is_free: bool = False,
        is_capable: bool = True,
    ) -> None:
        self.is_capable = is_capable
        self._takes_tools = is_capable
        self._model = model
        self._extra = dict(extra or {})
        self._is_free = is_free
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else None
        self._http: httpx.AsyncClient = open_client(base_url.rstrip("/"), headers)
        self.name = " ".join(word for word in (label, model, f"at {base_url}") if word)

    async def takes_tools(self) -> bool:
        """See `LanguageModel.takes_tools`; the protocol has no way to ask, so that a refusal tells."""
        return self._takes_tools

    async def stream(
        self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()
    ) -> AsyncGenerator[Piece, None]:
        """See `LanguageModel.stream`."""
        body = self._body(messages, sampling, tools)
        parts = CallParts()
        has_finished = False
        async with told_plainly(self.name), post_stream(self._http, "/chat/completions", body) as response:
            if tools:
                await self._refuse_tools(response)
            await refuse_errors(self.name, response)
            async with aclosing(lines(self.name, response)) as received:
                async for line in received:
                    data = line.removeprefix("data:").strip()
                    if data == "[DONE]":
                        has_finished = True
                        break
                    if not data or not line.startswith("data:"):
                        self._refuse_garbage(line)
                        continue
                    text, is_last = self._text(parse_object(self.name, data), parts)
                    has_finished = has_finished or is_last
                    if text:
                        yield text
        if not has_finished:
            raise LlmBroken(f"{self.name}: the answer broke off")
        for call in parts.calls():
            yield call

    async def complete(
        self, messages: Sequence[Message], sampling: Sampling, schema: Mapping[str, Any] | None, model: str
    ) -> str:
        """See `LanguageModel.complete`."""
        body = self._body(messages, sampling) | {"stream": False}
        if schema is not None:
            body["response_format"] = {"type": "json_schema", "json_schema": {"name": "answer", "schema": dict(schema)}}
        if model and self._model:
            body["model"] = model
        async with told_plainly(self.name):
            response = await self._http.post("/chat/completions", json=body)
        if schema is not None and response.status_code in _NOT_KNOWN and "response_format" in response.text:
            raise LlmWithoutSchemas(f"{self.name}: HTTP {response.status_code}: knows no response_format")
        await refuse_errors(self.name, response)
        try:
            text: Any = parse_object(self.name, response.text)["choices"][0]["message"]["content"]
        except (LookupError, TypeError):
            text = None
        if not isinstance(text, str):
            raise LlmBroken(f"{self.name}: an answer without text")
        return text

    async def read_ahead(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> None:
        """See `LanguageModel.read_ahead`."""
        if not self._is_free:
            return
        body = self._body(messages, Sampling(max_tokens=1, temperature=0.0), tools) | {"stream": False}
        async with told_plainly(self.name), post_stream(self._http, "/chat/completions", body) as response:
            await refuse_errors(self.name, response)
            await response.aread()

    async def check(self) -> None:
        """See `LanguageModel.check`."""
        async with told_plainly(self.name):
            await refuse_errors(self.name, await self._http.get("/models"))

    async def close(self) -> None:
        await self._http.aclose()

    def _body(self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()) -> dict[str, Any]:
        body = {
            "model": self._model or "default",
            "messages": [_written(m) for m in messages],
            "stream": True,
            "max_tokens": sampling.max_tokens,
            "temperature": sampling.temperature,
            **self._extra,
        }
        if tools:
            body["tools"] = [function_of(tool) for tool in tools]
        return body

    async def _refuse_tools(self, response: httpx.Response) -> None:
        """Servers say in their own words that they or the model know no tools, but they all name them."""
        if response.status_code not in _NOT_KNOWN:
            return
        text = (await response.aread()).decode("utf-8", "replace")
        if "tool" in text.lower() or "function" in text.lower():
            self._takes_tools = False
            raise LlmWithoutTools(f"{self.name}: HTTP {response.status_code}: {text[:200]}")

    def _refuse_garbage(self, line: str) -> None:
        """Comments and other event fields are fine between events; anything else is no event stream."""
        if line.strip() and not line.startswith((":", "event:", "id:", "retry:")):
            raise LlmBroken(f"{self.name}: not an event stream: {line[:200]!r}")

    def _text(self, event: dict[str, Any], parts: CallParts) -> tuple[str, bool]:
        """The text of one event and whether the answer is complete; what it tells of calls goes to `parts`."""
        if error := event.get("error"):
            raise LlmRefused(f"{self.name}: {error}")
        choices: Any = event.get("choices") or []
        if not choices:
            return "", False  # the usage event that some servers send last
        try:
            choice: dict[str, Any] = choices[0]
            delta: dict[str, Any] = choice.get("delta") or {}
            text: Any = delta.get("content") or ""
            for part in delta.get("tool_calls") or ():
                parts.push(part)
            is_last = bool(choice.get("finish_reason"))
        except (AttributeError, LookupError, TypeError):
            raise LlmBroken(f"{self.name}: an event of another shape") from None
        if not isinstance(text, str):
            raise LlmBroken(f"{self.name}: an answer without text")
        return text, is_last


class CallParts:
    """Puts together calls that come in parts: name and arguments are spread over many events, by index."""

    def __init__(self) -> None:
        self._parts: dict[int, tuple[str, str, str]] = {}

    def push(self, part: dict[str, Any]) -> None:
        """Takes one part.

        Raises:
            AttributeError, TypeError: It has another shape.
        """
        function: dict[str, Any] = part.get("function") or {}
        index: Any = part.get("index")
        index = index if isinstance(index, int) else len(self._parts)
        call_id, name, arguments = self._parts.get(index, ("", "", ""))
        given: Any = function.get("arguments") or ""
        given = given if isinstance(given, str) else json.dumps(given)
        if len(arguments) + len(given) > MOST_ARGUMENT_CHARACTERS or index >= MOST_CALLS:
            return
        self._parts[index] = (part.get("id") or call_id, name + str(function.get("name") or ""), arguments + given)

    def calls(self) -> list[ToolCall]:
        """The calls, in order."""
        whole = (self._parts[index] for index in sorted(self._parts))
        return [tool_call(call_id or new_call_id(), name, arguments) for call_id, name, arguments in whole]


def _written(message: Message) -> dict[str, Any]:
    written: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        written["tool_calls"] = [
            {"id": c.id, "type": "function", "function": {"name": c.name, "arguments": json.dumps(dict(c.arguments))}}
            for c in message.calls
        ]
    if message.role == "tool":
        written["tool_call_id"] = message.call_id
    return written
