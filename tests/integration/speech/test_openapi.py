"""Both services keep the promises of their own OpenAPI descriptions, whatever is sent."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from mumble_ai.settings import Settings

from .conftest import stt_serving, tts_serving

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.parametrize("kind", ["stt", "tts"])
async def test_the_description_is_true(kind: str, settings: Settings, tmp_path: Path) -> None:
    serving = stt_serving("moonshine", settings) if kind == "stt" else tts_serving("hibari", settings)
    async with serving as service:
        command = [Path(sys.executable).parent / "schemathesis", "run", f"{service.url}/openapi.json"]
        options = ["--checks", CHECKS, "--max-examples", "15", "--seed", "1", "--no-color", "--request-timeout", "30"]
        run = await asyncio.create_subprocess_exec(
            *command, *options, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        output, _ = await asyncio.wait_for(run.communicate(), 110)
    assert run.returncode == 0, output.decode()[-6000:]
