"""What the processes of an installation use over time, and whether it grows."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Usage:
    """One process at one moment.

    Attributes:
        memory_bytes: Resident, as the machine has to find it.
        in_use_bytes: Handed out and not given back, as `tests/soak/inside` tells; 0 where it does not.
    """

    at_s: float
    memory_bytes: int
    in_use_bytes: int
    files: int
    threads: int


def measure(pids: dict[str, int], inside: Path) -> dict[str, Usage]:
    """Usage of each named process with all its children.

    Args:
        inside: Where processes tell what they have in use.
    """
    return {name: _of(pid, inside) for name, pid in pids.items()}


def _of(pid: int, inside: Path) -> Usage:
    root = psutil.Process(pid)
    family = [root, *root.children(recursive=True)]
    return Usage(
        at_s=time.monotonic(),
        memory_bytes=sum(process.memory_info().rss for process in family),
        in_use_bytes=_told(inside / str(pid)),
        files=sum(process.num_fds() for process in family),
        threads=sum(process.num_threads() for process in family),
    )


def _told(path: Path) -> int:
    try:
        return int(path.read_text())
    except FileNotFoundError:
        return 0


def growth_per_hour(at_s: list[float], values: list[float]) -> float:
    """The slope in units an hour: the median of all slopes between two samples (Theil 1950, Sen 1968).

    A few samples far off, such as the moments of a burst, move it little.
    """
    slopes = [
        (values[later] - values[earlier]) / (at_s[later] - at_s[earlier])
        for earlier in range(len(values))
        for later in range(earlier + 1, len(values))
    ]
    return statistics.median(slopes) * 3600 if slopes else 0.0
