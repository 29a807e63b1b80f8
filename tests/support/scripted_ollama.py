"""A real server that speaks as Ollama does, with models a test decides; it keeps what it fetches."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator
from typing import Any, Self

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

LAYER_BYTES = 4_000_000
STEPS = 8


class ScriptedOllama:
    """The server, in a thread of this process; a context manager.

    Attributes:
        models: Name to size on disk.
        loaded: Names of models that are in memory.
        refused: Names that can't be pulled, with what the server says.
        go_on: Fetches stop half-way until this is set.
        requests: Path and body of all requests, oldest first.
    """

    def __init__(self) -> None:
        self.models: dict[str, int] = {"llama3.2:latest": 2_000_000_000, "nomic-embed-text:latest": 270_000_000}
        self.loaded: set[str] = {"llama3.2:latest"}
        self.refused: dict[str, str] = {}
        self.go_on = threading.Event()
        self.go_on.set()
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._server = uvicorn.Server(
            uvicorn.Config(self._app(), log_level="warning", lifespan="off", access_log=False)
        )
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    @property
    def url(self) -> str:
        """What `OLLAMA_URL` must be."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.go_on.set()
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()

    def _app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/api/version")
        async def version() -> dict[str, str]:
            return {"version": "0.12.0"}

        @app.get("/api/tags")
        async def tags() -> dict[str, Any]:
            details = {"family": "llama", "parameter_size": "3.2B", "quantization_level": "Q4_K_M"}
            return {"models": [{"name": n, "size": size, "details": details} for n, size in self.models.items()]}

        @app.get("/api/ps")
        async def ps() -> dict[str, Any]:
            return {"models": [{"name": name, "size": 3_000_000_000} for name in self.loaded]}

        @app.post("/api/show")
        async def show(request: Request) -> Response:
            body = await self._body(request)
            return self._missing(body["model"]) or JSONResponse({"capabilities": ["completion"]})

        app.post("/api/chat", response_model=None)(self._chat)
        app.post("/api/pull", response_model=None)(self._pull)
        app.post("/api/embed", response_model=None)(self._embed)
        app.delete("/api/delete", response_model=None)(self._delete)
        return app

    async def _body(self, request: Request) -> dict[str, Any]:
        body = await request.json()
        self.requests.append((request.url.path, body))
        return body

    def _missing(self, model: str) -> JSONResponse | None:
        if model in self.models:
            return None
        return JSONResponse({"error": f"model '{model}' not found"}, 404)

    async def _chat(self, request: Request) -> Response:
        body = await self._body(request)
        if (missing := self._missing(body["model"])) is not None:
            return missing
        said = "Red." if body["messages"][-1].get("images") else "Hello there."
        if body.get("format"):
            said = '{"city": "Paris"}'
        message = {"message": {"role": "assistant", "content": said}, "done": True}
        return Response(json.dumps(message) + "\n", media_type="application/x-ndjson")

    async def _embed(self, request: Request) -> Response:
        body = await self._body(request)
        if (missing := self._missing(body["model"])) is not None:
            return missing
        return JSONResponse(
            {"embeddings": [[float("tax" in text), float("tax" not in text)] for text in body["input"]]}
        )

    async def _delete(self, request: Request) -> Response:
        model = (await self._body(request))["model"]
        if (missing := self._missing(model)) is not None:
            return missing
        del self.models[model]
        return Response()

    async def _pull(self, request: Request) -> Response:
        model = (await self._body(request))["model"]
        return StreamingResponse(self._pulled(model), media_type="application/x-ndjson")

    async def _pulled(self, model: str) -> AsyncIterator[str]:
        yield json.dumps({"status": "pulling manifest"}) + "\n"
        if model in self.refused:
            yield json.dumps({"error": self.refused[model]}) + "\n"
            return
        for step in range(1, STEPS + 1):
            told = {"status": "pulling abc", "digest": "sha256:abc", "total": LAYER_BYTES}
            yield json.dumps(told | {"completed": LAYER_BYTES * step // STEPS}) + "\n"
            if step == STEPS // 2:
                await asyncio.to_thread(self.go_on.wait, 30)
        self.models[model] = LAYER_BYTES
        yield json.dumps({"status": "success"}) + "\n"
