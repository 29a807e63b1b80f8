"""Words and progress on the terminal; plain lines where no terminal reads them."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TransferSpeedColumn
from rich.progress import Progress as Bars

from mumble_ai.stack.fetch.files import Progress, Report

FAILED, MISUSED, NOTHING_RUNS, INTERRUPTED = 1, 2, 3, 130
PLAIN_STEP = 0.25
"""Without a terminal a line is printed each time this share of a file is there."""

PIPE_WIDTH = 200

out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PIPE_WIDTH)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """One line about what is being done."""
    out.print(f"• {text}", markup=False)


def complain(text: str) -> None:
    """An error, on stderr."""
    err.print(text, style="red" if err.is_terminal else None, markup=False)


@contextmanager
def downloads() -> Generator[Report]:
    """Shows downloads as they come."""
    if not out.is_terminal:
        yield _plain_report()
        return
    columns = (TextColumn("  {task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Bars(*columns, console=out, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def report(progress: Progress) -> None:
            if progress.what not in tasks:
                tasks[progress.what] = bars.add_task(progress.what, total=progress.total_bytes)
            bars.update(tasks[progress.what], completed=progress.done_bytes, total=progress.total_bytes)

        yield report


def _plain_report() -> Report:
    shown: dict[str, int] = {}

    def report(progress: Progress) -> None:
        step = int(progress.done_bytes / max(1, progress.total_bytes) / PLAIN_STEP)
        if shown.get(progress.what, 0) < step:
            shown[progress.what] = step
            share = 100 * progress.done_bytes // max(1, progress.total_bytes)
            out.print(f"  {progress.what}: {share} % of {progress.total_bytes / 1e6:.1f} MB", markup=False)

    return report
