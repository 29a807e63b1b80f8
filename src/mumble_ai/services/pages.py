"""Serving the built pages: each service answers with its own, under a strict content security policy."""

from __future__ import annotations

import asyncio
import html
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from mumble_ai.settings import Settings
from mumble_ai.stack.pages import find_pages
from mumble_ai.web.errors import ApiError

POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""What a page may load: its own files, and nothing that is written into it."""

PERMISSIONS: Final = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"
FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_NOT_PAGES: Final = ("api/", "calendar/", "v1/", "mcp")
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}
_NOT_BUILT: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mumble-AI</title>
<h1>The pages are not built yet</h1><p>{detail}</p>"""
_HOW_TO_BUILD: Final = "Run ./mumble-ai pages on the machine that runs Mumble-AI, then load this page again."


@dataclass(slots=True)
class Pages:
    """The files of one service's pages.

    Attributes:
        entry: Name of the page that every address shows, such as `control-panel`.
        folder: Where built pages are, once they are known.
    """

    settings: Settings
    entry: str
    folder: Path | None = field(default=None)

    def add_to(self, app: FastAPI) -> None:
        """Answers every address that nothing else of the application answers."""
        otherwise = app.router.not_found

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                response = await self._answer(scope["method"], scope["path"].lstrip("/"))
                await response(scope, receive, send)
            else:
                await otherwise(scope, receive, send)

        app.router.default = answer

    async def _answer(self, method: str, path: str) -> Response:
        if method not in ("GET", "HEAD") or path.startswith(_NOT_PAGES):
            raise ApiError(404, "nothing is at this address", code="not_found")
        if path.startswith("assets/"):
            return await self._file(path, FOR_EVER)
        if "." in path.rsplit("/", 1)[-1]:
            return await self._file(path, _ASK_AGAIN)
        return await self._entry()

    async def _entry(self) -> Response:
        folder = await self._built()
        if folder is None:
            return HTMLResponse(_NOT_BUILT.format(detail=html.escape(_HOW_TO_BUILD)), 503, _headers(_ASK_AGAIN))
        return FileResponse(folder / f"{self.entry}.html", headers=_headers(_ASK_AGAIN), media_type=_TYPES[".html"])

    async def _file(self, path: str, kept: str) -> Response:
        folder = await self._built()
        file = None if folder is None else await asyncio.to_thread(_inside, folder, path)
        if file is None:
            raise ApiError(404, "no such file", code="not_found")
        return FileResponse(file, headers=_headers(kept), media_type=_TYPES[file.suffix])

    async def _built(self) -> Path | None:
        if self.folder is None:
            self.folder = await asyncio.to_thread(find_pages, self.settings)
        return self.folder


def _inside(folder: Path, path: str) -> Path | None:
    """The file of that name in the folder, never one beside it, and only of the kinds that pages are made of."""
    file = (folder / path).resolve()
    is_ours = file.is_relative_to(folder.resolve()) and file.suffix in _TYPES and not path.startswith(".")
    return file if is_ours and file.is_file() else None


def _headers(kept: str) -> dict[str, str]:
    return {"Content-Security-Policy": POLICY, "Cache-Control": kept, "Permissions-Policy": PERMISSIONS}
