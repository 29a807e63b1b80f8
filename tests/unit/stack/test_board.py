"""Whose a part is, and what can be done about it."""

from __future__ import annotations

import pytest

from mumble_ai.settings import load_settings
from mumble_ai.stack.board import HealthBoard
from mumble_ai.stack.registry import services
from tests.support.net import free_port

STORES = ("postgres", "redis", "chromadb")


@pytest.mark.parametrize(("hosts", "is_ours"), [("127.0.0.1", True), ("db-{name}", False), ("", False)])
async def test_stores_of_the_same_containers_are_part_of_the_stack(hosts: str, is_ours: bool) -> None:
    port = free_port()
    environment = {
        "SERVICE_HOSTS": hosts,
        "DATABASE_URL": f"postgresql://me:secret@127.0.0.1:{port}/mine",
        "REDIS_URL": f"redis://:secret@127.0.0.1:{port}",
        "CHROMADB_URL": f"http://127.0.0.1:{port}",
    }
    board = HealthBoard(load_settings(environment, None), [services()[name] for name in STORES])
    parts = (await board.look()).parts
    assert [part.name for part in parts] == list(STORES)
    for part in parts:
        assert part.is_ours is is_ours, part
        assert ("docker compose up" in part.fix) is is_ours, part
        assert ("server of yours" in part.fix) is not is_ours, part
