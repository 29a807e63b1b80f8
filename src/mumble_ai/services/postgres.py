"""A PostgreSQL server of our own, with the database and its user made."""

from __future__ import annotations

import asyncio

from mumble_ai.settings import Settings, is_loopback
from mumble_ai.stack.postgres import Cluster
from mumble_ai.stack.program import become
from mumble_ai.stack.stores import database_password, postgres_superuser_password

SMALL = {
    # A family's talk fits many times over; the kernel caches the rest.
    "shared_buffers": "64MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "log_destination": "stderr",
    # Statements carry what people said: where one fails, the error alone is told.
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
}
# PostgreSQL takes SIGTERM for a wish to wait until everybody has gone, and SIGINT for one to end in good order now.
_SERVE = """
trap 'kill -INT "$server" 2>/dev/null' TERM INT HUP
"$@" & server=$!
while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
exit "$code"
"""


async def run(settings: Settings) -> None:
    """Becomes the server.

    Raises:
        PostgresFailed: The data can't be served; the message says why.
    """
    cluster = cluster_of(settings)
    await asyncio.to_thread(cluster.make)
    await asyncio.to_thread(cluster.settle, settings.db_user, database_password(settings), settings.db_name)
    become("PostgreSQL", ["/bin/sh", "-c", _SERVE, "postgres", *cluster.command()], folder=cluster.folder)


def cluster_of(settings: Settings) -> Cluster:
    """The data of our own server."""
    return Cluster(
        settings.mumble_ai_home / "postgres" / "data",
        settings.db_port,
        postgres_superuser_password(settings),
        host=settings.stores_bind_host,
        everybody_else=() if is_loopback(settings.stores_bind_host) else (settings.db_user,),
        options=SMALL,
    )
