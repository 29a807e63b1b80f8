"""Client of any OpenAI-compatible server: `POST /chat/completions`, streamed as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

import httpx

from mumble_ai.llm.contract import LlmBroken, LlmRefused, Message, Sampling
from mumble_ai.llm.http import lines, open_client, parse_object, post_stream, refuse_errors, told_plainly


class OpenAiCompatible:
    """One model of an OpenAI-compatible server.

    Args:
        base_url: With its `/v1`.
        model: Empty for servers with a single model.
        extra: More fields of the request, which only some servers know.
        is_free: Whether prompts may be read ahead of time without anybody paying for it.
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
    ) -> None:
        self._model = model
        self._extra = dict(extra or {})
        self._is_free = is_free
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else None
        self._http: httpx.AsyncClient = open_client(base_url.rstrip("/"), headers)
        self.name = " ".join(word for word in (label, model, f"at {base_url}") if word)

    async def stream(self, messages: Sequence[Message], sampling: Sampling) -> AsyncGenerator[str, None]:
        """See `LanguageModel.stream`."""
        body = self._body(messages, sampling)
        has_finished = False
        async with told_plainly(self.name), post_stream(self._http, "/chat/completions", body) as response:
            await refuse_errors(self.name, response)
            async with aclosing(lines(self.name, response)) as received:
                async for line in received:
                    data = line.removeprefix("data:").strip()
                    if data == "[DONE]":
                        return
                    if not data or not line.startswith("data:"):
                        self._refuse_garbage(line)
                        continue
                    text, is_last = self._text(parse_object(self.name, data))
                    has_finished = has_finished or is_last
                    if text:
                        yield text
        if not has_finished:
            raise LlmBroken(f"{self.name}: the answer broke off")

    async def read_ahead(self, messages: Sequence[Message]) -> None:
        """See `LanguageModel.read_ahead`."""
        if not self._is_free:
            return
        body = self._body(messages, Sampling(max_tokens=1, temperature=0.0)) | {"stream": False}
        async with told_plainly(self.name), post_stream(self._http, "/chat/completions", body) as response:
            await refuse_errors(self.name, response)
            await response.aread()

    async def check(self) -> None:
        """See `LanguageModel.check`."""
        async with told_plainly(self.name):
            await refuse_errors(self.name, await self._http.get("/models"))

    async def close(self) -> None:
        await self._http.aclose()

    def _body(self, messages: Sequence[Message], sampling: Sampling) -> dict[str, Any]:
        return {
            "model": self._model or "default",
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "stream": True,
            "max_tokens": sampling.max_tokens,
            "temperature": sampling.temperature,
            **self._extra,
        }

    def _refuse_garbage(self, line: str) -> None:
        """Comments and other event fields are fine between events; anything else is no event stream."""
        if line.strip() and not line.startswith((":", "event:", "id:", "retry:")):
            raise LlmBroken(f"{self.name}: not an event stream: {line[:200]!r}")

    def _text(self, event: dict[str, Any]) -> tuple[str, bool]:
        """The text of one event and whether the answer is complete."""
        if error := event.get("error"):
            raise LlmRefused(f"{self.name}: {error}")
        choices: Any = event.get("choices") or []
        if not choices:
            return "", False  # the usage event that some servers send last
        try:
            choice: dict[str, Any] = choices[0]
            delta: dict[str, Any] = choice.get("delta") or {}
            text: Any = delta.get("content") or ""
            is_last = bool(choice.get("finish_reason"))
        except (AttributeError, LookupError, TypeError):
            raise LlmBroken(f"{self.name}: an event of another shape") from None
        if not isinstance(text, str):
            raise LlmBroken(f"{self.name}: an answer without text")
        return text, is_last
