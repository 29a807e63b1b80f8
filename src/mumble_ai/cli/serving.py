"""`serve`: services in this process, on one event loop, until a signal."""

from __future__ import annotations

import asyncio
import importlib
import os
import signal
import sys
import threading
from collections.abc import Sequence
from functools import partial

import structlog

from mumble_ai.services.freeing import trim
from mumble_ai.settings import Settings, load_settings
from mumble_ai.stack.registry import services
from mumble_ai.stack.saved.live import RESTART_EXIT, LiveSettings, RestartNeeded
from mumble_ai.stack.saved.reading import read_settings
from mumble_ai.stack.saved.watching import watching
from mumble_ai.stack.service import ServiceSpec
from mumble_ai.telemetry import set_up_logs

STOP_TIMEOUT_S = 12.0
SETTLED_AFTER_S = 20.0
"""By then the first connections and questions are over; what heap they leave free goes back to the machine."""

log = structlog.get_logger()


class CannotServe(Exception):
    """These services can't run in one process, or there are none of these names; the message says which."""


def serve(names: Sequence[str]) -> None:
    """Runs the services until SIGTERM or SIGINT, or until a change of settings needs a new start (`RESTART_EXIT`).

    An error of one ends all.

    Raises:
        CannotServe: The names are wrong.
    """
    specs = _specs_of(names)
    name = specs[0].name if len(specs) == 1 else ""
    set_up_logs(load_settings(), name)
    is_over = False
    try:
        asyncio.run(_serve_all(specs, name))
    except* RestartNeeded as group:
        log.info("starts again", why=str(group.exceptions[0]))
        is_over = True
    if is_over:
        sys.exit(RESTART_EXIT)


def _specs_of(names: Sequence[str]) -> list[ServiceSpec]:
    known = services()
    if unknown := [name for name in names if name not in known]:
        raise CannotServe(f"There is no service {unknown[0]!r}. There are: {', '.join(known)}")
    specs = [known[name] for name in dict.fromkeys(names)]
    if len(specs) > 1 and (alone := [spec.name for spec in specs if spec.is_program]):
        raise CannotServe(f"{alone[0]} takes the whole process: run it by itself")
    return specs


async def _serve_all(specs: Sequence[ServiceSpec], name: str) -> None:
    task = asyncio.ensure_future(_run_all(specs, name))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, _stop, task)
    try:
        await task
    except asyncio.CancelledError:
        log.info("stopped")


def _stop(task: asyncio.Future[None]) -> None:
    _end_anyway(1)
    task.cancel()


def _end_anyway(code: int) -> None:
    # Native code that does not come back must not keep the process: the timer is the last word.
    timer = threading.Timer(STOP_TIMEOUT_S, os._exit, (code,))
    timer.daemon = True
    timer.start()


async def _run_all(specs: Sequence[ServiceSpec], name: str) -> None:
    if specs[0].is_program:
        # What it is started with is never saved: it serves what saved settings are read from.
        await importlib.import_module(specs[0].module).run(load_settings())
        return
    started = await read_settings()
    live = LiveSettings(started.settings)
    set_up_logs(live.settings, name)
    if started.from_copy:
        log.info("the database does not answer: saved settings as known last")
    for key, why in started.in_effect.left_out.items():
        log.warning("a saved setting is left out", setting=key.upper(), why=why)

    async def log_anew(settings: Settings, changed: frozenset[str]) -> None:
        if "log_level" in changed:
            set_up_logs(settings, name)

    live.when_changed(log_anew)
    names = [spec.name for spec in specs]
    async with watching(started, live, names, partial(_end_anyway, RESTART_EXIT)), asyncio.TaskGroup() as group:
        for spec in specs:
            module = importlib.import_module(spec.module)
            run = module.run(live.settings, live) if spec.takes_changes else module.run(live.settings)
            group.create_task(run, name=spec.name)
        loop = asyncio.get_running_loop()
        loop.call_later(SETTLED_AFTER_S, loop.run_in_executor, None, trim)
