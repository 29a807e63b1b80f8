"""What a killed engine leaves on a machine: processes and mounts."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
from pathlib import Path

PATIENCE_S = 15.0
"""How long a process may take to end by itself."""


def end_processes_naming(text: str) -> None:
    """Ends the processes whose command line names `text`: the daemons and shims of one engine, and nobody else's."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        pid = int(entry.parent.name)
        with contextlib.suppress(OSError):
            if pid != os.getpid() and text in entry.read_bytes().decode("utf-8", "replace"):
                _end(pid)


def _end(pid: int) -> None:
    handle = os.pidfd_open(pid)
    try:
        signal.pidfd_send_signal(handle, signal.SIGTERM)
        # A process handle becomes readable when its process has ended.
        if not select.select([handle], [], [], PATIENCE_S)[0]:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            select.select([handle], [], [], PATIENCE_S)
    finally:
        os.close(handle)


def unmount_under(*folders: Path) -> None:
    """Unmounts whatever is mounted under `folders`, the deepest first."""
    points = [line.split()[1] for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    ours = [point for point in points if any(point.startswith(f"{folder}/") for folder in folders)]
    for point in sorted(ours, key=len, reverse=True):
        subprocess.run(["umount", "--lazy", point], capture_output=True)
