"""Memory of the whole stack while nobody talks: each service with all its processes, as `./mumble-ai up` starts them.

PSS shares a page that several processes map among them (proportional set size, Linux). Other programs that map the same
files, such as a second stack, make it look smaller than it is: the last row counts each file once and no sharing with
others, which is the least that the stack takes alone.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress

import psutil

from benchmarks.report import Row, arguments, conditions, emit
from mumble_ai.settings import load_settings
from mumble_ai.stack.models import ModelStore
from mumble_ai.stack.preparation import needed_models
from mumble_ai.stack.registry import services
from tests.support.stack import Stack

IDLE_S = 60.0
MB = 1e6


def main(argv: list[str] | None = None) -> None:
    """Runs the benchmark and prints its table."""
    parser = arguments(__doc__)
    parser.add_argument("--idle-s", type=float, default=IDLE_S, help="how long the stack is left alone first")
    options = parser.parse_args(argv)
    with Defaults() as stack:
        time.sleep(options.idle_s)
        where = conditions(stt="moonshine tiny", tts="hibari", llm="SmolLM2 135M", idle_s=options.idle_s, people=0)
        rows = measured(processes(stack))
    emit("memory", rows, where, as_json=options.json)


class Defaults(Stack):
    """A stack that has the models of its own settings and no others: an extra voice would be loaded, too."""

    def __init__(self) -> None:
        super().__init__()
        given = {key: str(self.environment[key]) for key in ("MUMBLE_AI_HOME", "LLM_PROVIDER")}
        settings = load_settings(given, None)
        needed = needed_models(tuple(services().values()), settings)
        found = {model_id: ModelStore(settings).ensure(model_id).resolve() for model_id in needed}
        models = self.home / "models"
        models.unlink()
        models.mkdir()
        for model_id, folder in found.items():
            (models / model_id).symlink_to(folder)


def processes(stack: Stack) -> dict[str, list[psutil.Process]]:
    """Every process of the stack by service; the supervisor's own under its name."""
    status = stack.status()
    found: dict[str, list[psutil.Process]] = {}
    for row in status["services"]:
        root = psutil.Process(row["pid"])
        found[row["service"]] = [root, *root.children(recursive=True)]
    found["supervisor"] = [psutil.Process(status["pid"])]
    return found


def measured(parts: Mapping[str, list[psutil.Process]]) -> list[Row]:
    """A row a service, the largest first, and two of them all."""
    seen = {name: _seen(family) for name, family in parts.items()}
    ordered = sorted(seen.items(), key=lambda row: -row[1]["pss_mb"])
    everybody = [process for family in parts.values() for process in family]
    total = {key: round(sum(figures[key] for figures in seen.values()), 1) for key in ordered[0][1]}
    rows: list[Row] = [{"service": name, **figures} for name, figures in ordered]
    return [*rows, {"service": "all", **total}, {"service": "all, alone", "pss_mb": round(_alone(everybody) / MB, 1)}]


def _seen(family: Iterable[psutil.Process]) -> dict[str, float]:
    found = {"processes": 0.0, "threads": 0.0, "pss_mb": 0.0, "private_mb": 0.0}
    for process in family:
        with suppress(psutil.NoSuchProcess):  # such as a connection of PostgreSQL that has just been closed
            memory = process.memory_full_info()
            found["processes"] += 1
            found["threads"] += process.num_threads()
            found["pss_mb"] += memory.pss / MB
            found["private_mb"] += memory.uss / MB
    return {key: round(value, 1) if key.endswith("_mb") else int(value) for key, value in found.items()}


def _alone(everybody: Iterable[psutil.Process]) -> int:
    """Bytes of what each process has for itself, and of the most that one of them has in memory of each file."""
    own, files = 0, defaultdict[str, int](int)
    for process in everybody:
        with suppress(psutil.NoSuchProcess):
            for region in process.memory_maps():
                own += region.anonymous
                files[region.path] = max(files[region.path], region.rss - region.anonymous)
    return own + sum(files.values())
