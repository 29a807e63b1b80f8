"""Runs the stack: starts each service when what it needs is healthy, starts it again when it dies, ends them all."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from mumble_ai.settings import Settings
from mumble_ai.stack.child import Child
from mumble_ai.stack.health import probe
from mumble_ai.stack.logfile import LogFile, last_lines, log_path
from mumble_ai.stack.restarts import RestartPolicy
from mumble_ai.stack.runstate import RunFolder, RunState, ServiceState
from mumble_ai.stack.saved.live import RESTART_EXIT
from mumble_ai.stack.service import ServiceSpec

PROBE_INTERVAL_S = 0.2
SHOWN_LOG_LINES = 15
SILENT_CHECKS = 3
"""Health checks in a row that nobody answered after which a service is taken for frozen and started again."""
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Say = Callable[[str], None]


class StartFailed(Exception):
    """A service did not become healthy; the message carries the end of its log."""


def serve_command(spec: ServiceSpec) -> list[str]:
    """How a service is started as a process of its own."""
    return [sys.executable, "-m", "mumble_ai.cli", "serve", spec.name]


class Supervisor:
    """Supervises the given services until it is told to stop.

    The caller holds the lock of the run folder.
    """

    def __init__(
        self,
        settings: Settings,
        specs: Sequence[ServiceSpec],
        folder: RunFolder,
        say: Say,
        *,
        environment: Mapping[str, str] | None = None,
        command: Callable[[ServiceSpec], list[str]] = serve_command,
        policy: RestartPolicy | None = None,
    ) -> None:
        self._settings = settings
        self._specs = {spec.name: spec for spec in specs}
        self._folder = folder
        self._say = say
        self._environment = dict(os.environ if environment is None else environment)
        self._command = command
        self._policy = policy or RestartPolicy()
        self._children: dict[str, Child] = {}
        self._healthy = {name: asyncio.Event() for name in self._specs}
        self._tried = {name: asyncio.Event() for name in self._specs}
        self._state = RunState(phase="starting", services={name: ServiceState() for name in self._specs})

    async def run(self, on_ready: Callable[[], None]) -> None:
        """Runs until SIGINT, SIGTERM or SIGHUP; then everything it started is gone.

        Raises:
            StartFailed: A service did not become healthy the first time.
        """
        work = asyncio.create_task(self._work(on_ready))
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, work.cancel)
        try:
            await work
        except asyncio.CancelledError:
            self._say("Stopping")
        finally:
            # A second Ctrl-C must not leave half of it running.
            await asyncio.shield(self._stop_all())

    async def _work(self, on_ready: Callable[[], None]) -> None:
        self._write()
        try:
            async with asyncio.TaskGroup() as group:
                for spec in self._specs.values():
                    group.create_task(self._bring_up(spec))
        except ExceptionGroup as group:
            raise group.exceptions[0] from None
        self._state.phase = "running"
        self._write()
        on_ready()
        async with asyncio.TaskGroup() as group:
            for spec in self._specs.values():
                group.create_task(self._keep_up(spec))

    async def _bring_up(self, spec: ServiceSpec) -> None:
        for need in spec.needs:
            if need in self._healthy:
                await self._healthy[need].wait()
        for liked in spec.likes:
            if liked in self._tried:
                await self._tried[liked].wait()
        self._say(f"Starting {spec.name} ({spec.title})")
        started_at = time.monotonic()
        problem = await self._come_up(spec)
        self._tried[spec.name].set()
        if problem and not spec.is_vital:
            self._mark(spec, "failed", problem)
            self._say(f"{self._failure(spec, problem)}\nThe others go on without it; it is tried again.")
            return
        if problem:
            self._mark(spec, "failed", problem)
            raise StartFailed(self._failure(spec, problem))
        self._healthy[spec.name].set()
        self._mark(spec, "running")
        self._say(f"{spec.name} is healthy after {time.monotonic() - started_at:.1f} s")

    async def _come_up(self, spec: ServiceSpec) -> str:
        """Starts it, and again where it ends meanwhile to take other settings up; says why it is not healthy."""
        deadline = time.monotonic() + spec.start_timeout_s
        while True:
            child = await self._start(spec)
            problem = await self._wait_healthy(spec, child)
            if child.exit_code != RESTART_EXIT or time.monotonic() > deadline:
                return problem
            await child.stop()
            self._tell_of_settings(spec)
            await asyncio.sleep(self._policy.first_wait_s)

    async def _start(self, spec: ServiceSpec) -> Child:
        log = LogFile(log_path(spec.name, self._settings))
        child = await Child.start(self._command(spec), self._environment, log)
        self._children[spec.name] = child
        state = self._state.services[spec.name]
        state.pid, state.created_at = child.pid, child.created_at
        self._mark(spec, "starting")
        return child

    async def _wait_healthy(self, spec: ServiceSpec, child: Child) -> str:
        """Why it did not become healthy, or nothing."""
        deadline = time.monotonic() + spec.start_timeout_s
        while True:
            health = await probe(spec, self._settings)
            if child.exit_code is not None:
                return f"it ended with code {child.exit_code}"
            if health.healthy:
                return ""
            if time.monotonic() > deadline:
                return f"it was not healthy within {spec.start_timeout_s:.0f} s: {health.detail}"
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(child.wait(), PROBE_INTERVAL_S)

    async def _keep_up(self, spec: ServiceSpec) -> None:
        streak = 0
        began = time.monotonic()
        while True:
            problem = await self._ended_or_frozen(spec)
            await self._children[spec.name].stop()
            if self._children[spec.name].exit_code == RESTART_EXIT:
                self._tell_of_settings(spec)
                # Settings that end it at every start would turn round and round: one second a round at most.
                await asyncio.sleep(max(0.0, self._policy.first_wait_s - (time.monotonic() - began)))
            else:
                streak = self._policy.next_streak(streak, time.monotonic() - began)
                wait_s = self._policy.wait_s(streak)
                self._mark(spec, "restarting", f"it {problem}")
                self._say(f"{spec.name} {problem}; it is started again in {wait_s:.0f} s")
                await asyncio.sleep(wait_s)
                self._state.services[spec.name].restarts += 1
            began = time.monotonic()
            problem = await self._come_up(spec)
            if not problem:
                self._mark(spec, "running")
                self._say(f"{spec.name} is healthy again")
            elif self._children[spec.name].exit_code is None:
                await self._children[spec.name].stop()

    async def _ended_or_frozen(self, spec: ServiceSpec) -> str:
        """Waits until a service ends, or answers no health check any more; says which."""
        ending = asyncio.create_task(self._children[spec.name].wait())
        silent = 0
        try:
            while silent < SILENT_CHECKS:
                await asyncio.wait((ending,), timeout=self._settings.health_check_interval)
                if ending.done():
                    return f"ended with code {ending.result()}"
                silent = 0 if (await probe(spec, self._settings)).answers else silent + 1
        finally:
            ending.cancel()
        return "is frozen: it answers nothing"

    def _tell_of_settings(self, spec: ServiceSpec) -> None:
        self._mark(spec, "restarting", "it takes up other settings")
        self._say(f"{spec.name} starts again with other settings")

    def _failure(self, spec: ServiceSpec, problem: str) -> str:
        path = log_path(spec.name, self._settings)
        lines = last_lines(path, SHOWN_LOG_LINES)
        said = "\n".join(f"  | {line}" for line in lines) or "  | (it said nothing)"
        return (
            f"{spec.name} did not start: {problem}.\n{said}\n"
            f"All of its log: {path}. What is wrong with this machine: ./mumble-ai doctor"
        )

    def _mark(self, spec: ServiceSpec, phase: str, detail: str = "") -> None:
        state = self._state.services[spec.name]
        state.phase, state.detail = phase, detail
        self._write()

    def _write(self) -> None:
        self._folder.write(self._state)

    async def _stop_all(self) -> None:
        self._state.phase = "stopping"
        self._write()
        stopped: dict[str, asyncio.Event] = {name: asyncio.Event() for name in self._specs}

        async def stop(spec: ServiceSpec) -> None:
            for other in self._specs.values():
                if spec.name in other.needs + other.likes:
                    await stopped[other.name].wait()
            if child := self._children.get(spec.name):
                await child.stop()
            stopped[spec.name].set()

        await asyncio.gather(*(stop(spec) for spec in self._specs.values()))
        self._folder.clear()
