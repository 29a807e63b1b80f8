"""What a service carries: each is a process of its own, and what it imports stays in memory as long as it runs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mumble_ai.stack.registry import services

SCRIPT = """
import importlib, json, sys
import mumble_ai.cli, mumble_ai.cli.serving
for module in sys.argv[1:]:
    importlib.import_module(module)
print(json.dumps(sorted(sys.modules)))
"""
EVERYWHERE = {"typer", "alembic", "av", "onnxruntime", "tokenizers"}
"""The command line, migrations, FFmpeg and models are loaded where they are used, not where a service starts."""
STORES = {"sqlalchemy", "redis", "chromadb", "procrastinate", "cryptography", "mumble_ai.storage.database"}
PEOPLE = {"mcp", "mcp_types", "joserfc", "icalendar", "hassil", "mumble_ai.memory", "mumble_ai.assistant"}
SOUND = {"numpy", "scipy", "soxr", "mumble_ai.speech", "mumble_ai.mumble"}
WEB = {"fastapi", "starlette", "uvicorn", "prometheus_client"}

NEVER = {
    "mumble-server": STORES | PEOPLE | SOUND | WEB | {"httpx"},
    "llm": STORES | PEOPLE | SOUND | WEB,
    "faster-whisper": STORES | PEOPLE,
    "piper-tts": STORES | PEOPLE,
    "landing-page": STORES | PEOPLE | SOUND,
    "jobs": {"mcp", "mcp_types", "joserfc", "icalendar"},
    "mumble-bot": {"mcp", "mcp_types", "joserfc", "icalendar", "procrastinate"},
    "web-control-panel": {"mcp", "mcp_types", "joserfc", "procrastinate"},
}


def imported(*modules: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *modules], capture_output=True, text=True, timeout=120, check=True
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("name", NEVER)
def test_a_service_carries_nothing_that_it_does_not_use(name: str) -> None:
    carried = imported(services()[name].module)
    assert services()[name].module in carried
    assert carried & (NEVER[name] | EVERYWHERE) == set()


def test_every_service_that_stays_python_is_looked_at() -> None:
    assert set(NEVER) == {name for name, spec in services().items() if not spec.is_program}
