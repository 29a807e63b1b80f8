"""`test`: what continuous integration runs, and a developer before a push.

The tests with real parts run in lanes, two side by side. The first of two holds what is judged by the clock: it runs
at normal priority and prints as it goes. The other only counts right and wrong; it yields the processor to the first,
and what it prints is shown whole when it is over. The few tests of a lane that fail are run once more, alone, since two
cores shared by two lanes are no machine to judge a wait on; a test that fails alone, too, has failed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from mumble_ai.cli.terminal import out, say

INTEGRATION: Final = "tests/integration"
QUICK: Final = ("tests/unit", "tests/soak/test_virtual_day.py")
SOAK: Final = ("tests/soak/test_ten_minutes.py",)
UNHURRIED: Final = (
    *(f"{INTEGRATION}/{name}" for name in ("noise", "speech", "stack")),
    *(f"{INTEGRATION}/{name}" for name in ("storage", "memory", "calendar", "house", "services", "assistant")),
    "tests/containers",
)
"""Tests that need much of the processor and no exact time."""
PAGES: Final = (f"{INTEGRATION}/control_panel", "tests/pages")
LIVE: Final = "tests/e2e"
"""Goes with every folder of `INTEGRATION` that is in no other lane."""

TESTS_FAILED: Final = 1
"""Exit code of pytest when all tests ran and some failed."""
MOST_AGAIN: Final = 8
"""Tests of a lane that are run again; more have not failed by chance."""
END_DEADLINE_S: Final = 60.0
"""How long a step may take to clean up when the run is broken off."""


@dataclass(frozen=True, slots=True)
class Step:
    """One check, a process of its own.

    Attributes:
        niceness: How far it yields the processor to the others, 0 to 19.
        memory: Folder in which pytest keeps which of its tests failed; empty for a step that is judged at once.
    """

    title: str
    command: tuple[str, ...]
    niceness: int = 0
    memory: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """How a step went."""

    title: str
    code: int
    took_s: float


Together = tuple[Step, ...]
"""Steps that run side by side; the first one prints as it goes."""


def plan(checkout: Path, words: Sequence[str]) -> list[Together]:
    """What is run, one group after the other; `words` replace all tests by those of one pytest call."""
    python = (sys.executable, "-m")
    parts = Step("Real parts that the tests need", (*python, "tests.parts", "install"))
    if words:
        return [(parts,), (Step("Tests", (*python, "pytest", *words)),)]
    pytest = (*python, "pytest", "-q", "--durations=15")
    return [
        (parts,),
        (Step("Lint", (*python, "ruff", "check", ".")),),
        (Step("Format", (*python, "ruff", "format", "--check", ".")),),
        (
            Step("Types", (*python, "basedpyright", "--pythonpath", sys.executable)),
            Step("Pages: types, lint, components", (*python, "tests.pages.checks")),
        ),
        (Step("Quick tests", (*python, "pytest", "-q", "-n", "2", *QUICK)),),
        (
            _lane("Live talks and links", (*pytest, *_live(checkout))),
            _lane("Engines, memory, services and containers", (*pytest, *UNHURRIED), niceness=10),
        ),
        (
            _lane("Soak", (*pytest, *SOAK)),
            _lane("Panel and pages", (*pytest, *PAGES), niceness=10),
        ),
    ]


def _lane(title: str, command: tuple[str, ...], *, niceness: int = 0) -> Step:
    memory = f".pytest_cache/{title.split()[0].strip(',').lower()}"
    return Step(title, (*command, "-o", f"cache_dir={memory}"), niceness, memory)


def _live(checkout: Path) -> list[str]:
    folders = sorted(path.name for path in (checkout / INTEGRATION).iterdir() if any(path.rglob("test_*.py")))
    return [*(name for folder in folders if (name := f"{INTEGRATION}/{folder}") not in (*UNHURRIED, *PAGES)), LIVE]


def run_tests(checkout: Path, words: Sequence[str]) -> int:
    """Installs the parts, then runs every check; returns the exit code. A failed check does not hide the next one."""
    results: list[Result] = []
    for number, together in enumerate(plan(checkout, words)):
        results += [
            once_more(checkout, step, result)
            for step, result in zip(together, run_together(checkout, together), strict=True)
        ]
        if number == 0 and results[0].code:
            break  # without its parts every test would say the same
    out.print("")
    for result in results:
        out.print(f"{'ok    ' if not result.code else 'FAILED'} {result.title}: {result.took_s:.0f} s")
    return int(any(result.code for result in results))


def run_together(checkout: Path, steps: Together) -> list[Result]:
    """Runs steps side by side to their end; none of them outlives this call."""
    running: list[_Running] = []
    try:
        for step in steps:
            running.append(_Running(step, checkout, is_shown=not running))
        return [one.result() for one in running]
    finally:
        for one in running:
            one.close()


def once_more(checkout: Path, step: Step, result: Result) -> Result:
    """Runs what failed of a lane again, with nothing beside it; what is no lane, or failed widely, stays as it is."""
    failed = _failed(checkout / step.memory) if step.memory and result.code == TESTS_FAILED else ()
    if not 0 < len(failed) <= MOST_AGAIN:
        return result
    say(f"{len(failed)} failed beside the other lanes and run once more, alone: {', '.join(failed)}")
    (again,) = run_together(
        checkout, (Step(step.title, (*step.command, "--last-failed", "--last-failed-no-failures=none")),)
    )
    return Result(f"{result.title}, {len(failed)} of them twice", again.code, result.took_s + again.took_s)


def _failed(memory: Path) -> tuple[str, ...]:
    noted = memory / "v" / "cache" / "lastfailed"
    return tuple(json.loads(noted.read_text("utf-8"))) if noted.is_file() else ()


class _Running:
    """The process of one step."""

    def __init__(self, step: Step, checkout: Path, *, is_shown: bool) -> None:
        self._title = step.title
        self._began_s = self._ended_s = time.monotonic()
        self._said: IO[bytes] | None = None if is_shown else tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        say(step.title if is_shown else f"{step.title}, beside it")
        self._process = subprocess.Popen(step.command, cwd=checkout, stdout=self._said, stderr=self._said)  # noqa: S603 - our own tools
        if step.niceness:
            os.setpriority(os.PRIO_PROCESS, self._process.pid, step.niceness)
        self._watch = threading.Thread(target=self._wait, daemon=True)
        self._watch.start()

    def result(self) -> Result:
        """Waits for the end, then shows what was not shown yet."""
        self._watch.join()
        if self._said is not None:
            say(self._title)
            self._said.seek(0)
            sys.stdout.write(self._said.read().decode("utf-8", "replace"))
            sys.stdout.flush()
        return Result(self._title, self._process.returncode, self._ended_s - self._began_s)

    def close(self) -> None:
        """Sees that the process ends; one that was interrupted with us has time to clean up."""
        for end_it, patience_s in ((None, 5.0), (signal.SIGINT, END_DEADLINE_S), (signal.SIGKILL, 5.0)):
            if end_it is not None:
                self._process.send_signal(end_it)
            self._watch.join(patience_s if self._process.poll() is None else None)
            if self._process.poll() is not None:
                break
        if self._said is not None:
            self._said.close()

    def _wait(self) -> None:
        self._process.wait()
        self._ended_s = time.monotonic()
