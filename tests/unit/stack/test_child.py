from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from mumble_ai.stack.child import Child
from mumble_ai.stack.logfile import LogFile


@pytest.mark.parametrize(("own", "seen"), [({}, "2"), ({"MALLOC_ARENA_MAX": "8"}, "8")])
def test_a_service_gets_few_heaps_unless_told_otherwise(tmp_path: Path, own: dict[str, str], seen: str) -> None:
    async def run() -> None:
        command = ("/bin/sh", "-c", "echo heaps=$MALLOC_ARENA_MAX")
        child = await Child.start(command, own, LogFile(tmp_path / "child.log"))
        await asyncio.wait_for(child.wait(), 10)
        await child.stop()

    asyncio.run(run())

    assert (tmp_path / "child.log").read_text().strip() == f"heaps={seen}"
