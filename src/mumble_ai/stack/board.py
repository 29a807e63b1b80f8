"""The health of every part of the stack with its reason: asked at once, each within a deadline, kept for a moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

import psutil

from mumble_ai.resilience.connection import why_no_answer
from mumble_ai.settings import Settings
from mumble_ai.stack.health import CheckSeen, Health, address, ask_postgres, ask_redis, host_of, probe
from mumble_ai.stack.registry import services
from mumble_ai.stack.runstate import RunFolder, RunState, ServiceState, is_alive
from mumble_ai.stack.service import ServiceSpec
from mumble_ai.stack.stores import chroma_url, database_url, has_own_chroma, has_own_postgres, has_own_redis, redis_url

FRESH_S: Final = 5.0
DEADLINE_S: Final = 4.0
"""For each part, the waiting for its turn included."""
_OWN_STORES: Final = {"postgres": has_own_postgres, "redis": has_own_redis, "chromadb": has_own_chroma}
_STORE_URLS: Final = {"postgres": database_url, "redis": redis_url, "chromadb": chroma_url}


class State(StrEnum):
    """How a part is."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    STARTING = "starting"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the stack.

    Attributes:
        state: How it is; degraded where a spare does some of its work.
        detail: Why; empty when all is well.
        fix: What can be done about it; empty when nothing has to be.
        checks: What it looks after, where it tells.
        is_ours: Whether it is part of this stack, or a server of the owner's.
        took_ms: How long it took to answer; None where it did not.
        restarts: How often it has been started again; None where nobody counts.
        rss_bytes: Memory its process and their children take; None where that can't be seen.
    """

    name: str
    title: str
    state: State
    detail: str = ""
    fix: str = ""
    address: str = ""
    checks: tuple[CheckSeen, ...] = ()
    is_ours: bool = True
    took_ms: float | None = None
    restarts: int | None = None
    rss_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Every part at one moment."""

    parts: tuple[Part, ...]
    checked_at: datetime


@dataclass(slots=True)
class HealthBoard:
    """Asks all parts; whoever asks again within `fresh_s` gets the same answer.

    Args:
        specs: Every service there may be.
    """

    settings: Settings
    specs: Sequence[ServiceSpec] = field(default_factory=lambda: tuple(services().values()))
    fresh_s: float = FRESH_S
    _kept: Board | None = None
    _kept_s: float = 0.0
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def look(self) -> Board:
        """How everything is, at most `fresh_s` old."""
        async with self._one_at_a_time:
            if self._kept is None or time.monotonic() - self._kept_s > self.fresh_s:
                state = await asyncio.to_thread(_run_state, self.settings)
                shown = [spec for spec in self.specs if _is_shown(spec, self.settings)]
                parts = await asyncio.gather(*(self._ask(spec, state) for spec in shown))
                self._kept, self._kept_s = Board(tuple(parts), datetime.now(UTC)), time.monotonic()
            return self._kept

    async def _ask(self, spec: ServiceSpec, run: RunState | None) -> Part:
        began_s = time.perf_counter()
        try:
            async with asyncio.timeout(DEADLINE_S):
                health = await _probe(spec, self.settings)
        except TimeoutError:
            health = Health(False, f"no answer within {DEADLINE_S:g} s", answers=False)
        took_ms = (time.perf_counter() - began_s) * 1000 if health.answers else None
        is_ours = _is_ours(spec, self.settings)
        process = run.services.get(spec.name) if run is not None and is_ours else None
        state = _state(health, process)
        return Part(
            name=spec.name,
            title=spec.title,
            state=state,
            detail=_detail(spec, health, self.settings),
            fix="" if state is State.HEALTHY else _fix(spec, health, process, self.settings, is_ours=is_ours),
            address=address(spec, self.settings) if is_ours else "a server of yours",
            checks=health.checks,
            is_ours=is_ours,
            took_ms=took_ms,
            restarts=process.restarts if process is not None else None,
            rss_bytes=await asyncio.to_thread(_rss_bytes, process) if process is not None else None,
        )


def _is_ours(spec: ServiceSpec, settings: Settings) -> bool:
    if spec.name not in _OWN_STORES or _OWN_STORES[spec.name](settings):
        return True
    host = urlsplit(_STORE_URLS[spec.name](settings)).hostname
    return bool(settings.service_hosts) and host == host_of(spec, settings)


def is_of_this_stack(spec: ServiceSpec, settings: Settings) -> bool:
    """Whether a service is started with the rest: by `up`, or as one of the containers."""
    return spec.wanted(settings) or (spec.name in _OWN_STORES and _is_ours(spec, settings))


def _is_shown(spec: ServiceSpec, settings: Settings) -> bool:
    return spec.name in _OWN_STORES or spec.wanted(settings)


async def _probe(spec: ServiceSpec, settings: Settings) -> Health:
    """Asks a store where it really is; it may be a server of the owner's."""
    if spec.name not in _OWN_STORES:
        return await probe(spec, settings)
    try:
        if spec.speaks == "postgres":
            return await ask_postgres(database_url(settings))
        if spec.speaks == "redis":
            return await ask_redis(redis_url(settings))
    except (OSError, EOFError) as error:
        return Health(False, str(error) or why_no_answer(error), answers=False)
    return await probe(spec, settings, url=chroma_url(settings).rstrip("/") + spec.health_path)


def _run_state(settings: Settings) -> RunState | None:
    return RunFolder(settings).read()


def _state(health: Health, process: ServiceState | None) -> State:
    if health.healthy:
        return State.DEGRADED if health.detail else State.HEALTHY
    phases = ("waiting", "starting", "restarting")
    is_starting = process is not None and process.phase in phases
    return State.STARTING if is_starting or "starting" in health.detail else State.DOWN


def _detail(spec: ServiceSpec, health: Health, settings: Settings) -> str:
    """Why, in words that also say where; libraries only say that it failed."""
    if not health.answers and "connect" in health.detail.lower():
        return f"Nothing answers at {address(spec, settings)}" if _is_ours(spec, settings) else "Nothing answers there"
    return health.detail


def _fix(spec: ServiceSpec, health: Health, process: ServiceState | None, settings: Settings, *, is_ours: bool) -> str:
    in_containers = bool(settings.service_hosts)
    if not is_ours:
        return f"This is a server of yours: see that it runs, and that its address and password ({_names(spec)}) fit."
    if process is not None and process.phase in ("waiting", "starting", "restarting"):
        return "It is being started; this takes a moment. If it stays so, its log tells why."
    if health.healthy:
        return "The work goes on with a spare. Look at the parts named here; nothing has to be started again."
    if health.answers:
        return "It runs, but something that it needs does not: look at the reason, and at its log."
    if in_containers:
        return f"It does not answer. `docker compose up -d {spec.name}` starts it."
    return "It does not run. `./mumble-ai up` starts what is missing; its log tells why it ended."


def _names(spec: ServiceSpec) -> str:
    return {"postgres": "`DATABASE_URL`, `DB_HOST`", "redis": "`REDIS_URL`"}.get(spec.name, "`CHROMADB_URL`")


def _rss_bytes(process: ServiceState) -> int | None:
    """Memory of a process and its children."""
    if not process.pid or not is_alive(process.pid, process.created_at):
        return None
    try:
        root = psutil.Process(process.pid)
        return sum(_own_rss_bytes(one) for one in (root, *root.children(recursive=True)))
    except psutil.Error:
        return None


def _own_rss_bytes(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0
