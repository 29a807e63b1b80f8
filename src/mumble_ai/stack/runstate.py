"""What runs now: a lock that ends with its holder, and a small file that says what the holder started."""

from __future__ import annotations

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import psutil

from mumble_ai.settings import Settings

CREATE_TIME_SLACK_S = 1.5


@dataclass(slots=True)
class ServiceState:
    """One service as its supervisor sees it.

    Attributes:
        pid: Its process, or 0.
        created_at: Start of that process, seconds since the epoch; tells it from a later one with the same number.
        phase: waiting, starting, running, restarting, stopped or failed.
        restarts: How often it has been started again.
        detail: Why it is not healthy.
    """

    pid: int = 0
    created_at: float = 0.0
    phase: str = "waiting"
    restarts: int = 0
    detail: str = ""


@dataclass(slots=True)
class RunState:
    """What one supervisor runs."""

    pid: int = field(default_factory=os.getpid)
    created_at: float = field(default_factory=lambda: psutil.Process().create_time())
    phase: str = "preparing"
    services: dict[str, ServiceState] = field(default_factory=dict[str, ServiceState])


def is_alive(pid: int, created_at: float) -> bool:
    """Whether this very process still runs."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return abs(process.create_time() - created_at) < CREATE_TIME_SLACK_S
    except psutil.Error:
        return False


def wait_gone(pid: int, created_at: float, timeout_s: float) -> bool:
    """Waits until a process that is not our child has ended; False when it has not in time."""
    deadline = time.monotonic() + timeout_s
    while is_alive(pid, created_at):
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.05)  # The end of somebody else's child can only be looked for.
    return True


class RunFolder:
    """`MUMBLE_AI_HOME/run`."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.mumble_ai_home / "run"
        self._lock: IO[str] | None = None

    @property
    def state_path(self) -> Path:
        return self.folder / "state.json"

    def acquire(self, wait_s: float = 0.0) -> bool:
        """Takes the lock of the one supervisor; the kernel frees it when its holder ends, however it ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = (self.folder / "up.lock").open("a")
        deadline = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    lock.close()
                    return False
                time.sleep(0.05)  # flock has no waiting with a deadline.
            else:
                self._lock = lock
                return True

    def release(self) -> None:
        """Gives the lock back."""
        if self._lock:
            self._lock.close()
            self._lock = None

    def held(self) -> bool:
        """Whether a supervisor runs."""
        if not self.folder.exists():
            return False
        if self.acquire():
            self.release()
            return False
        return True

    def read(self) -> RunState | None:
        """What the last supervisor wrote, alive or not."""
        try:
            data: dict[str, Any] = json.loads(self.state_path.read_text("utf-8"))
            services = {name: ServiceState(**entry) for name, entry in data.pop("services").items()}
            return RunState(**data, services=services)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, state: RunState) -> None:
        """Replaces the file at once."""
        temporary = self.state_path.with_suffix(".new")
        temporary.write_text(json.dumps(asdict(state)), "utf-8")
        temporary.replace(self.state_path)

    def clear(self) -> None:
        """Removes the file."""
        self.state_path.unlink(missing_ok=True)
