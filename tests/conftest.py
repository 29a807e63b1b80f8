"""Fixtures of all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chroma_server import chroma_server
from tests.support.murmur import GENERATIONS, Murmur
from tests.support.postgres import database, database_url, migrated_template, postgres_server
from tests.support.redis_server import redis_server

__all__ = ["chroma_server", "database", "database_url", "migrated_template", "postgres_server", "redis_server"]

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture
def murmur_13() -> Iterator[Murmur]:
    """A running server 1.3: the legacy voice format."""
    with Murmur("1.3") as server:
        yield server


@pytest.fixture
def murmur_15() -> Iterator[Murmur]:
    """A running server 1.5: the protobuf voice format."""
    with Murmur("1.5") as server:
        yield server


@pytest.fixture(params=GENERATIONS)
def murmur(request: pytest.FixtureRequest) -> Iterator[Murmur]:
    """A running server, once of each generation."""
    with Murmur(request.param) as server:
        yield server


@pytest.fixture(scope="session")
def speech_data() -> Path:
    """The folder of recorded speech; the test is skipped where it is absent."""
    folder = Path(os.environ.get("MUMBLE_AI_DATA") or REPOSITORY.parent / "shared" / "data") / "speech"
    if not folder.is_dir():
        pytest.skip(f"no recorded speech at {folder}: set MUMBLE_AI_DATA to the folder that holds speech/")
    return folder
