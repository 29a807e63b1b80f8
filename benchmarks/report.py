"""How every benchmark reports: rows of figures with the conditions they were measured under."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from mumble_ai import __version__

Row = Mapping[str, Any]

FILE_COLUMNS: Final = 200
"""Width of a table that goes to a file or a pipe; on a terminal it is the terminal's."""


def arguments(description: str | None) -> argparse.ArgumentParser:
    """A parser with the option every benchmark has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser


def percentile(values: Sequence[float], percent: float) -> float:
    """Linear-interpolated percentile (0 to 100) of at least one value."""
    ordered = sorted(values)
    position = (len(ordered) - 1) * percent / 100
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def summary_ms(values_s: Sequence[float]) -> dict[str, float]:
    """P50, P95, P99 and mean of durations in seconds, in milliseconds."""
    return {
        **{f"p{p}_ms": round(percentile(values_s, p) * 1000, 3) for p in (50, 95, 99)},
        "mean_ms": round(statistics.fmean(values_s) * 1000, 3),
    }


def conditions(**more: Any) -> dict[str, Any]:
    """Where a figure was taken: machine, load, versions, and whatever the benchmark adds."""
    return {
        "cpu": _cpu_name(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load_1min": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "mumble_ai": __version__,
        **more,
    }


def emit(name: str, rows: Sequence[Row], where: Mapping[str, Any], *, as_json: bool) -> None:
    """Prints one benchmark's rows and conditions to standard output."""
    if as_json:
        json.dump({"benchmark": name, "conditions": dict(where), "rows": [dict(r) for r in rows]}, sys.stdout, indent=2)
        print()
        return
    columns = list(dict.fromkeys(key for row in rows for key in row))
    table = Table(title=name, title_justify="left")
    for column in columns:
        numeric = any(isinstance(row.get(column), int | float) for row in rows)
        table.add_column(column, justify="right" if numeric else "left")
    for row in rows:
        table.add_row(*("" if row.get(c) is None else str(row[c]) for c in columns))
    console = Console(width=None if sys.stdout.isatty() else FILE_COLUMNS)
    console.print(table)
    console.print(", ".join(f"{key} {value}" for key, value in where.items()), style="dim")


def _cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
