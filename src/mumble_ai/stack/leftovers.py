"""Processes that a supervisor left behind when it was killed: waited for, then ended, before a new start."""

from __future__ import annotations

import contextlib
import os
import signal
import time

from mumble_ai.stack.runstate import RunState, is_alive, wait_gone

GOODBYE_S = 15.0


def end_leftovers(state: RunState | None, goodbye_s: float = GOODBYE_S) -> int:
    """Waits until the services of a dead supervisor are gone, and ends those that stay. Returns how many there were."""
    left = [s for s in state.services.values() if is_alive(s.pid, s.created_at)] if state else []
    for number, patience_s in ((signal.SIGTERM, goodbye_s), (signal.SIGKILL, 5.0)):
        alive = [s for s in left if is_alive(s.pid, s.created_at)]
        for service in alive:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(service.pid, number)
        deadline = time.monotonic() + patience_s
        for service in alive:
            wait_gone(service.pid, service.created_at, deadline - time.monotonic())
    return len(left)
