"""`test`: what continuous integration runs, and a developer before a push."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from mumble_ai.cli.terminal import out, say

QUICK = "tests/unit"
SLOW = ("tests/integration", "tests/e2e", "tests/containers")


def run_tests(checkout: Path, words: Sequence[str]) -> int:
    """Installs the parts, then runs every check; returns the exit code. A failed check does not hide the next one."""
    python = [sys.executable, "-m"]
    steps: list[tuple[str, list[str]]] = [("Real parts that the tests need", [*python, "tests.parts", "install"])]
    if words:
        steps.append(("Tests", [*python, "pytest", *words]))
    else:
        slow = [folder for folder in SLOW if any((checkout / folder).rglob("test_*.py"))]
        steps += [
            ("Lint", [*python, "ruff", "check", "."]),
            ("Format", [*python, "ruff", "format", "--check", "."]),
            ("Types", [*python, "basedpyright", "--pythonpath", sys.executable]),
            ("Quick tests", [*python, "pytest", "-q", "-n", "2", QUICK]),
            ("Tests with real parts", [*python, "pytest", "-q", "--durations=15", *slow]),
        ]
    results: list[tuple[str, int, float]] = []
    for title, command in steps:
        say(title)
        began = time.monotonic()
        code = subprocess.run(command, cwd=checkout, check=False, env=os.environ).returncode  # noqa: S603 - our own tools
        results.append((title, code, time.monotonic() - began))
        if title == steps[0][0] and code:
            break
    out.print("")
    for title, code, took_s in results:
        out.print(f"{'ok    ' if not code else 'FAILED'} {title}: {took_s:.0f} s")
    return int(any(code for _, code, _ in results))
