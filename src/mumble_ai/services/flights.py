"""Where flight records lie, for everybody who writes, reads or forgets them, and what is noted with each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from mumble_ai import __version__
from mumble_ai.flight.store import FlightLimits, FlightStore
from mumble_ai.settings import EMBEDDED, Settings

CONDITIONS: Final = (
    "stt_engine",
    "whisper_model",
    "whisper_language",
    "tts_engine",
    "tts_voice",
    "tts_speed",
    "llm_provider",
    "ollama_model",
    "openai_model",
    "llm_first_token_timeout_s",
    "llm_timeout_s",
    "llm_max_tokens",
    "llm_temperature",
    "short_term_memory_limit",
    "silence_max_s",
    "vad_silence_s",
    "turn_end_model",
    "addressee",
    "addressee_by_channel",
    "answer_to",
    "bot_names",
    "mumble_username",
)
"""Settings that shape a turn; those that this version does not have are left out."""


def flight_store(settings: Settings) -> FlightStore:
    """Where turns lie."""
    return FlightStore(settings.mumble_ai_home / "flight", FlightLimits(turns=settings.flight_record_turns))


class ForgettableFlights:
    """The records of turns, off the event loop, for whoever forgets; see `memory.privacy.privacy.Elsewhere`."""

    def __init__(self, settings: Settings) -> None:
        self._flights = flight_store(settings)

    async def forget_turns(self, turn_ids: Sequence[str]) -> None:
        """Forgets the records of these turns."""
        await asyncio.to_thread(self._flights.forget, turn_ids)

    async def forget_person(self, person_id: UUID) -> None:
        """Forgets every record of a person."""
        await asyncio.to_thread(self._flights.forget_person, str(person_id))


def conditions(settings: Settings, inside: str = "the bot") -> dict[str, str]:
    """What shaped a turn, by setting; never a secret or an address.

    Args:
        inside: What an engine is in that is not a service of its own.
    """
    values = {name: getattr(settings, name) for name in CONDITIONS if name in Settings.model_fields}
    places = {"stt_in": settings.whisper_url, "tts_in": settings.piper_url}
    return {
        "version": __version__,
        **{name: str(value) for name, value in values.items() if value not in ("", None)},
        **{name: inside if url == EMBEDDED else "a service" for name, url in places.items()},
    }
