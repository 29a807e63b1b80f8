"""`serve`: services in this process, on one event loop, until a signal."""

from __future__ import annotations

import asyncio
import importlib
import os
import signal
import threading
from collections.abc import Sequence

import structlog

from mumble_ai.settings import Settings, load_settings
from mumble_ai.stack.service import ServiceSpec
from mumble_ai.telemetry import set_up_logs

STOP_TIMEOUT_S = 12.0

log = structlog.get_logger()


def serve(specs: Sequence[ServiceSpec]) -> None:
    """Runs the services until SIGTERM or SIGINT; an error of one ends all."""
    settings = load_settings()
    set_up_logs(settings, specs[0].name if len(specs) == 1 else "")
    asyncio.run(_serve_all(specs, settings))


async def _serve_all(specs: Sequence[ServiceSpec], settings: Settings) -> None:
    task = asyncio.ensure_future(_run_all(specs, settings))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, _stop, task)
    try:
        await task
    except asyncio.CancelledError:
        log.info("stopped")


def _stop(task: asyncio.Future[None]) -> None:
    # Native code that does not come back must not keep the process: the timer is the last word.
    timer = threading.Timer(STOP_TIMEOUT_S, os._exit, (1,))
    timer.daemon = True
    timer.start()
    task.cancel()


async def _run_all(specs: Sequence[ServiceSpec], settings: Settings) -> None:
    async with asyncio.TaskGroup() as group:
        for spec in specs:
            group.create_task(importlib.import_module(spec.module).run(settings), name=spec.name)
