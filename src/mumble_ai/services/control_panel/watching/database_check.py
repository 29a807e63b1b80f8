"""Whether the database answers, asked past the circuit breaker in front of it: the pages are back as soon as it is."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from mumble_ai.resilience.breaker import BreakerState
from mumble_ai.services.health import NotReady
from mumble_ai.stack.health import ask_postgres
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.tables import FeedRow


async def database_answers(database: Database, url: str) -> str:
    """Says that it does; one that is left alone is looked for, and is used again at once where it is there.

    Raises:
        NotReady: It does not.
    """
    time = asyncio.get_running_loop().time
    if database.breaker.state(time()) is not BreakerState.CLOSED:
        if not (await ask_postgres(url)).healthy:
            raise NotReady("the database does not answer")
        database.breaker.hasten(time())
    try:
        async with database.everybody("a health check") as session:
            # Not only a connection: the tables have to be there.
            await session.scalar(select(FeedRow.id).limit(1))
    except DatabaseUnavailable as error:
        raise NotReady("the database does not answer") from error
    return "the database answers"
