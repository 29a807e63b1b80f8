"""Where the bot's flight records lie, for everybody who reads or forgets them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from mumble_ai.flight.store import FlightLimits, FlightStore
from mumble_ai.settings import Settings


def flight_store(settings: Settings) -> FlightStore:
    """Where the bot's turns lie."""
    return FlightStore(settings.mumble_ai_home / "flight", FlightLimits(turns=settings.flight_record_turns))


def forgetting_flights(settings: Settings) -> Callable[[Sequence[str]], Awaitable[None]]:
    """What forgets the records of turns, by their ids."""
    flights = flight_store(settings)

    async def forget(turn_ids: Sequence[str]) -> None:
        await asyncio.to_thread(flights.forget, turn_ids)

    return forget
