"""Client of an Ollama server: `POST /api/chat`, one JSON object a line (ollama/ollama, docs/api.md)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any, Final

import httpx

from mumble_ai.llm.contract import LlmBroken, LlmRefused, Message, Sampling
from mumble_ai.llm.http import lines, open_client, parse_object, post_stream, refuse_errors, told_plainly

KEEP_ALIVE: Final = "30m"
"""How long Ollama keeps the model loaded after a question, so that the next one is not answered cold."""


class Ollama:
    """One model of an Ollama server."""

    def __init__(self, base_url: str, model: str) -> None:
        self._model = model
        self._http: httpx.AsyncClient = open_client(base_url)
        self.name = f"ollama {model} at {base_url}"

    async def stream(self, messages: Sequence[Message], sampling: Sampling) -> AsyncGenerator[str, None]:
        """See `LanguageModel.stream`."""
        body = self._body(messages, sampling)
        async with told_plainly(self.name), post_stream(self._http, "/api/chat", body) as response:
            await refuse_errors(self.name, response)
            async with aclosing(lines(self.name, response)) as received:
                async for line in received:
                    if not line.strip():
                        continue
                    part = parse_object(self.name, line)
                    if text := self._text(part):
                        yield text
                    if part.get("done"):
                        return
        raise LlmBroken(f"{self.name}: the answer broke off")

    async def read_ahead(self, messages: Sequence[Message]) -> None:
        """See `LanguageModel.read_ahead`."""
        body = self._body(messages, Sampling(max_tokens=1, temperature=0.0)) | {"stream": False}
        async with told_plainly(self.name), post_stream(self._http, "/api/chat", body) as response:
            await refuse_errors(self.name, response)
            await response.aread()

    async def check(self) -> None:
        """See `LanguageModel.check`."""
        async with told_plainly(self.name):
            response = await self._http.post("/api/show", json={"model": self._model})
            if response.status_code == 404:
                raise LlmRefused(f"{self.name}: the model is not there; fetch it with: ollama pull {self._model}")
            await refuse_errors(self.name, response)

    async def close(self) -> None:
        await self._http.aclose()

    def _body(self, messages: Sequence[Message], sampling: Sampling) -> dict[str, Any]:
        return {
            "model": self._model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "stream": True,
            "keep_alive": KEEP_ALIVE,
            "options": {"num_predict": sampling.max_tokens, "temperature": sampling.temperature},
        }

    def _text(self, part: dict[str, Any]) -> str:
        if error := part.get("error"):
            raise LlmRefused(f"{self.name}: {error}")
        try:
            message: dict[str, Any] = part.get("message") or {}
            text: Any = message.get("content") or ""
        except AttributeError:
            text = None
        if not isinstance(text, str):
            raise LlmBroken(f"{self.name}: an answer without text")
        return text
