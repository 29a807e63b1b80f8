"""A real OpenAI-compatible server whose answers a test decides."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse

MODEL = "scripted"

Messages = list[dict[str, Any]]


def last_said(messages: Messages) -> str:
    """The newest user message."""
    return next((str(m["content"]) for m in reversed(messages) if m["role"] == "user"), "")


def usual_answer(messages: Messages) -> str:
    """What is said to everything unless a test says otherwise."""
    return "Good morning. The weather is fine today."


class ScriptedLlm:
    """The server, in a thread of this process; a context manager.

    Attributes:
        answer: Makes the answer of the messages; it is streamed word by word.
        first_delay_s: How long the first word takes.
        word_delay_s: How long each further word takes.
        cut_after_words: Breaks the connection after this many words; None never.
        status: HTTP status of completions; anything but 200 is an error.
        requests: The bodies of all completion requests, oldest first.
        cancelled: How many streams the client closed before their end.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.answer: Callable[[Messages], str] = usual_answer
        self.first_delay_s = 0.0
        self.word_delay_s = 0.0
        self.cut_after_words: int | None = None
        self.status = 200
        self.requests: list[dict[str, Any]] = []
        self.cancelled = 0
        self._changed = threading.Condition()
        # Listening from here on: a client that connects before the server runs just waits.
        self._socket = socket.create_server((host, port))
        self.port: int = self._socket.getsockname()[1]
        self._server = uvicorn.Server(
            uvicorn.Config(self._app(), log_level="warning", lifespan="off", access_log=False)
        )
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    @property
    def base_url(self) -> str:
        """What `OPENAI_BASE_URL` must be."""
        return f"http://127.0.0.1:{self.port}/v1"

    def reset(self) -> None:
        """Forgets the requests and makes answers prompt, whole and the usual one again."""
        self.answer = usual_answer
        self.first_delay_s = self.word_delay_s = 0.0
        self.cut_after_words, self.status, self.cancelled = None, 200, 0
        self.requests.clear()

    def wait_for(self, condition: Callable[[ScriptedLlm], bool], *, timeout_s: float = 10.0) -> bool:
        """Waits until requests or cancellations make `condition` true; false when they do not in time."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self), timeout_s)

    def __enter__(self) -> ScriptedLlm:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()

    def _app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/v1/models")
        async def models() -> dict[str, Any]:
            return {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "test"}]}

        app.post("/v1/chat/completions", response_model=None)(self._complete)
        return app

    async def _complete(self, request: Request) -> JSONResponse | StreamingResponse:
        body = await request.json()
        self._note(lambda: self.requests.append(body))
        if self.status != 200:
            return JSONResponse({"error": {"message": "scripted failure", "type": "server_error"}}, self.status)
        answer = self.answer(body["messages"])
        if body.get("stream"):
            return StreamingResponse(self._stream(answer), media_type="text/event-stream")
        await asyncio.sleep(self.first_delay_s)
        choice = {"index": 0, "message": {"role": "assistant", "content": answer}, "finish_reason": "stop"}
        whole = {"id": "x", "object": "chat.completion", "created": 0, "model": MODEL, "choices": [choice]}
        return JSONResponse(whole)

    async def _stream(self, answer: str) -> AsyncIterator[str]:
        finished = False
        try:
            await asyncio.sleep(self.first_delay_s)
            yield self._chunk({"role": "assistant", "content": ""})
            for count, word in enumerate(answer.split(" ")):
                if self.cut_after_words is not None and count >= self.cut_after_words:
                    finished = True
                    raise ConnectionError("scripted cut in the middle of an answer")
                yield self._chunk({"content": word if count == 0 else f" {word}"})
                await asyncio.sleep(self.word_delay_s)
            yield self._chunk({}, "stop")
            yield "data: [DONE]\n\n"
            finished = True
        finally:
            if not finished:
                self._note(lambda: setattr(self, "cancelled", self.cancelled + 1))

    def _chunk(self, delta: dict[str, str], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": MODEL, "choices": [choice]}
        return f"data: {json.dumps(chunk)}\n\n"

    def _note(self, change: Callable[[], Any]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()
