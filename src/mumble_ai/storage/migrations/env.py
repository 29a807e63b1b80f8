"""What Alembic runs: every step on the connection, and in the transaction, that `storage.migrate` hands in."""

from __future__ import annotations

from alembic import context

from mumble_ai.storage import tables
from mumble_ai.storage.base import Base

assert tables.__all__, "importing the tables makes them known"
context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
