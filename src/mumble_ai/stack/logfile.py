"""Log files that never outgrow their bound."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from mumble_ai.settings import Settings

MAX_BYTES = 5 << 20
KEPT = 3
FOLLOW_INTERVAL_S = 0.25


def log_path(name: str, settings: Settings) -> Path:
    """Where a service's log lies."""
    return settings.mumble_ai_home / "logs" / f"{name}.log"


class LogFile:
    """Appends to a file; when it is full it becomes `.1`, the older ones move up, and the oldest goes."""

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES, kept: int = KEPT) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._kept = kept
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")

    def write(self, data: bytes) -> None:
        """Appends whole or broken lines as they come."""
        if self._file.tell() + len(data) > self._max_bytes:
            self._roll()
        self._file.write(data)
        self._file.flush()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _roll(self) -> None:
        self._file.close()
        for number in range(self._kept, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            newer = self.path.with_name(f"{self.path.name}.{number - 1}") if number > 1 else self.path
            if newer.exists():
                newer.replace(older)
        self._file = self.path.open("ab")


def last_lines(path: Path, count: int) -> list[str]:
    """The last lines of a log; none when there is no file."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return [line.rstrip("\n") for line in deque(lines, maxlen=count)]
    except FileNotFoundError:
        return []


def follow(path: Path) -> Iterator[str]:
    """Yields what is written to a log from now on, for ever; survives that it is rolled or not there yet."""
    stream = path.open(encoding="utf-8", errors="replace") if path.exists() else None
    if stream:
        stream.seek(0, os.SEEK_END)
    while True:
        text = stream.read() if stream else ""
        if text:
            yield text
            continue
        if path.exists() and (stream is None or os.fstat(stream.fileno()).st_ino != path.stat().st_ino):
            if stream:
                stream.close()
            stream = path.open(encoding="utf-8", errors="replace")
            continue
        time.sleep(FOLLOW_INTERVAL_S)
