"""A service as a real process: it ends by itself, with its own exit code, when other settings were saved."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import httpx

from mumble_ai.stack.saved.live import RESTART_EXIT
from mumble_ai.stack.saved.store import SavedSettings
from mumble_ai.storage.database import Database
from tests.support.net import free_port

WAIT_S = 90.0


async def healthy(port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        while True:
            try:
                if (await client.get("/health")).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.05)


async def test_jobs_start_again_for_what_they_can_not_take_up(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    port, saved = free_port(), SavedSettings(database)
    environment = os.environ | {
        "MUMBLE_AI_HOME": str(tmp_path),
        "DATABASE_URL": database_url,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "CHROMADB_URL": "http://127.0.0.1:1",
        "JOBS_PORT": str(port),
    }
    command = [sys.executable, "-m", "mumble_ai.cli", "serve", "jobs"]
    log = (tmp_path / "log").open("wb")
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=log, stderr=log)
    try:
        async with asyncio.timeout(WAIT_S):
            await healthy(port)
            await saved.save({"tts_speed": 1.3}, by="ada")
            await saved.save({"conversation_retention_days": 30}, by="ada")
            assert await process.wait() == RESTART_EXIT, (tmp_path / "log").read_text()
        assert '"conversation_retention_days": 30' in (tmp_path / "saved-settings.json").read_text()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        log.close()
