"""What the memory benchmark counts, on processes of a known size."""

from __future__ import annotations

import subprocess
import sys

import psutil

from benchmarks.memory import measured

HOLD = "import sys; held = bytearray(50_000_000); print('held', flush=True); sys.stdin.read()"


def test_memory_is_counted_by_service_and_together() -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        small = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        rows = measured({"small": [psutil.Process(small.pid)], "large": [psutil.Process(holder.pid)]})
        small.communicate(b"\n")
        holder.communicate()
    large, little, together, alone = rows
    assert [row["service"] for row in rows] == ["large", "small", "all", "all, alone"]
    assert 50 < large["private_mb"] <= large["pss_mb"] < 80
    assert little["pss_mb"] < large["pss_mb"] - 40
    assert together["processes"] == 2
    assert together["pss_mb"] == round(large["pss_mb"] + little["pss_mb"], 1)
    assert alone["pss_mb"] > 50
