"""One service process: started in a session of its own, its output kept in a bounded log, ended with all it started."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress

import psutil

from mumble_ai.stack.lifeline import die_with_parent
from mumble_ai.stack.logfile import LogFile

READ_BYTES = 1 << 16
STOP_TIMEOUT_S = 15.0
DRAIN_TIMEOUT_S = 2.0
MEMORY: Mapping[str, str] = {"MALLOC_ARENA_MAX": "2"}
"""Every thread of a model gets a heap of its own from glibc, which keeps what its busiest moment needed; with two heaps
for all of them, less stays behind."""


class Child:
    """A running process. Make it with `start`.

    Attributes:
        pid: Process number, which is also that of its group.
        created_at: Start of the process, seconds since the epoch.
    """

    def __init__(self, process: asyncio.subprocess.Process, log: LogFile) -> None:
        self._process = process
        self._log = log
        self._pump = asyncio.create_task(self._copy_output())
        self.pid = process.pid
        with suppress(psutil.Error):
            self.created_at = psutil.Process(process.pid).create_time()

    created_at = 0.0

    @classmethod
    async def start(cls, command: Sequence[str], environment: Mapping[str, str], log: LogFile) -> Child:
        """Starts a process that ends with us; what `environment` says goes before `MEMORY`."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**MEMORY, **environment},
            start_new_session=True,
            preexec_fn=die_with_parent(),
        )
        return cls(process, log)

    async def wait(self) -> int:
        """Waits until it ends; returns its exit code, negative for a signal."""
        return await self._process.wait()

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.returncode

    async def stop(self) -> None:
        """Ends it and everything in its group: asked first, made to after a while."""
        if self._process.returncode is None:
            self._signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self._process.wait(), STOP_TIMEOUT_S)
            except TimeoutError:
                self._signal(signal.SIGKILL)
                await self._process.wait()
        self._signal(signal.SIGKILL)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._pump, DRAIN_TIMEOUT_S)
        self._log.close()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)

    async def _copy_output(self) -> None:
        assert self._process.stdout is not None
        while data := await self._process.stdout.read(READ_BYTES):
            self._log.write(data)
