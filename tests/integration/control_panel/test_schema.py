"""The panel keeps the promises of its own OpenAPI description, whatever an owner's program sends."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path

from mumble_ai.accounts.api_keys import Scope
from mumble_ai.memory.people.person import Role
from mumble_ai.services.control_panel import application, open_panel
from mumble_ai.web.serve import serve
from tests.support.control_panel import KEY, hasty_passwords, make_account, panel_settings

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
OURS = "^/api/v1/(account|accounts|app-logs|audit|keys|session)"
LONGEST_S = 100


async def test_the_panel_does_what_it_describes(database_url: str, tmp_path: Path) -> None:
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    secret: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def run() -> None:
        settings = panel_settings(database_url, tmp_path)
        async with open_panel(settings, passwords=hasty_passwords()) as panel:
            account = await make_account(panel, "olga", Role.OWNER)
            secret.set_result((await panel.accounts.keys.create(account.id, "all", Scope.ADMIN))[1])
            await serve(application(panel, key=KEY), "127.0.0.1", 0, api_key=KEY, started=port.set_result)

    serving = asyncio.create_task(run())
    try:
        said = await contradictions(f"http://127.0.0.1:{await port}", await secret, tmp_path)
    finally:
        serving.cancel()
        await asyncio.wait([serving])
    assert said == ""


async def contradictions(url: str, key: str, folder: Path) -> str:
    """What a run of schemathesis finds wrong, or nothing."""
    command = [Path(sys.executable).parent / "schemathesis", "run", f"{url}/openapi.json", "--checks", CHECKS]
    options = ["--max-examples", "4", "--seed", "1", "--no-color", "--request-timeout", "10", "--phases", "fuzzing"]
    run = await asyncio.create_subprocess_exec(
        *command, *options, "--include-path-regex", OURS, "-H", f"Authorization: Bearer {key}",
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        output, _ = await asyncio.wait_for(run.communicate(), LONGEST_S)
    finally:
        if run.returncode is None:
            run.kill()
            await run.wait()
    said = output.decode()
    assert re.search(r"\b[1-9]\d* (generated|passed|operations)|test cases|Tested", said), said
    return "" if run.returncode == 0 else said[-8000:]
