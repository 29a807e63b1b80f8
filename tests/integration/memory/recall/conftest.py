"""A person who has said things, in a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from mumble_ai.memory.recall.embedding import MiniLm
from mumble_ai.settings import load_settings
from mumble_ai.stack import models
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Message, Person, Session

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ASSISTANT = "Marvin"


@pytest.fixture(scope="session")
def minilm_folder() -> Path:
    """The model's files, fetched once."""
    return models.ensure("all-minilm-l6-v2", load_settings())


@pytest.fixture
async def minilm(minilm_folder: Path) -> MiniLm:
    """The real model."""
    return MiniLm(minilm_folder)


async def make_person(db: Database, name: str) -> UUID:
    """Somebody new."""
    person = Person(id=new_id(), name=name)
    async with db.everybody("test") as session:
        session.add(person)
    return person.id


async def say(db: Database, person_id: UUID, *lines: str, days_ago: float = 1, private: bool = False) -> list[UUID]:
    """Stores one talk; the assistant's lines begin with `>`."""
    began = NOW - timedelta(days=days_ago)
    talk = Session(
        id=new_id(), person_id=person_id, door="web", state="closed",
        started_at=began, last_active_at=began, closed_at=began, message_count=len(lines),
    )  # fmt: skip
    messages = [
        Message(
            id=new_id(), person_id=person_id, session_id=talk.id, kind="text", door="web", private=private,
            role="assistant" if line.startswith(">") else "user", text=line.removeprefix(">").strip(),
            said_at=began + timedelta(seconds=10 * n),
        )
        for n, line in enumerate(lines)
    ]  # fmt: skip
    async with db.everybody("test") as session:
        session.add(talk)
        await session.flush()
        session.add_all(messages)
    return [message.id for message in messages]
