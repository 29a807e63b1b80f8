"""Models that are being fetched: it goes on whoever looks, is watched by every open page, and can be stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal

from mumble_ai.llm.contract import LlmError
from mumble_ai.llm.ollama_server import OllamaServer
from mumble_ai.settings import Settings
from mumble_ai.stack.models import ModelError, ModelStore, Progress

KEPT: Final = 20
"""Fetches that are over and still shown."""
AT_ONCE: Final = 2
TOLD_EVERY_S: Final = 0.5

Kind = Literal["ollama", "catalogue"]
Step = Literal["waiting", "fetching", "done", "failed", "stopped"]


class TooMany(Exception):
    """As many are fetched as may be."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """One fetch.

    Attributes:
        kind: `ollama`: by the Ollama server; `catalogue`: one of our own models.
        detail: What is done now, or why it failed.
        done_bytes: Of the files that are known so far.
    """

    model: str
    kind: Kind
    step: Step
    detail: str
    done_bytes: int
    total_bytes: int

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return self.step in ("done", "failed", "stopped")


class Fetching:
    """The fetches of one panel.

    Args:
        changed: Called when there is something to look at.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._fetches: dict[str, Fetch] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._told_at_s = 0.0

    def all(self) -> list[Fetch]:
        """The newest first."""
        return list(reversed(self._fetches.values()))

    def begin(self, model: str, kind: Kind, settings: Settings) -> Fetch:
        """Begins one; one that is under way already goes on.

        Raises:
            TooMany: Too many wait already.
        """
        there = self._fetches.get(model)
        if there is not None and not there.is_over:
            return there
        if len(self._tasks) >= KEPT:
            raise TooMany(f"{KEPT} models are being fetched already")
        self._fetches.pop(model, None)
        begun = self._fetches[model] = Fetch(model, kind, "waiting", "", 0, 0)
        work = self._by_ollama if kind == "ollama" else self._by_ourselves
        task = self._tasks[model] = asyncio.create_task(self._fetch(model, work, settings), name=f"fetch {model}")
        task.add_done_callback(lambda _: self._tasks.pop(model, None))
        for old in [name for name, fetch in self._fetches.items() if fetch.is_over][:-KEPT]:
            del self._fetches[old]
        self._changed()
        return begun

    def stop(self, model: str) -> bool:
        """Stops one; false where none is under way."""
        task = self._tasks.get(model)
        return task is not None and task.cancel()

    async def close(self) -> None:
        """Stops all; what is there is kept by the servers for the next time."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetch(self, model: str, work: Callable[[str, Settings], Awaitable[None]], settings: Settings) -> None:
        try:
            async with self._places:
                self._note(model, step="fetching", at_once=True)
                await work(model, settings)
            fetch = self._fetches[model]
            self._note(model, step="done", detail="", done_bytes=fetch.total_bytes, at_once=True)
        except (LlmError, ModelError) as error:
            self._note(model, step="failed", detail=str(error), at_once=True)
        except asyncio.CancelledError:
            self._note(model, step="stopped", detail="", at_once=True)
        except Exception as error:
            self._note(model, step="failed", detail=f"{type(error).__name__}: {error}", at_once=True)
            raise

    async def _by_ollama(self, model: str, settings: Settings) -> None:
        server = OllamaServer(settings.ollama_url)
        parts: dict[str, tuple[int, int]] = {}
        try:
            async with aclosing(server.pull(model)) as steps:
                async for one in steps:
                    if one.part and one.total_bytes:
                        parts[one.part] = one.done_bytes, one.total_bytes
                    done = sum(part[0] for part in parts.values())
                    total = sum(part[1] for part in parts.values())
                    self._note(model, detail=one.step, done_bytes=done, total_bytes=total)
        finally:
            await server.close()

    async def _by_ourselves(self, model: str, settings: Settings) -> None:
        loop = asyncio.get_running_loop()

        def report(progress: Progress) -> None:
            loop.call_soon_threadsafe(
                partial(
                    self._note,
                    model,
                    detail=progress.what,
                    done_bytes=progress.done_bytes,
                    total_bytes=progress.total_bytes,
                )
            )

        await asyncio.to_thread(ModelStore(settings).ensure, model, report)

    def _note(self, model: str, *, at_once: bool = False, **told: object) -> None:
        self._fetches[model] = replace(self._fetches[model], **told)  # pyright: ignore[reportArgumentType]
        now_s = asyncio.get_running_loop().time()
        if at_once or now_s - self._told_at_s >= TOLD_EVERY_S:
            self._told_at_s = now_s
            self._changed()
