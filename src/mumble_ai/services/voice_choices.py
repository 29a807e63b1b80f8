"""The voices of channels and how words are said, as the owner chose them in the panel; kept fresh in every service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Final, NoReturn
from uuid import UUID

import structlog
from sqlalchemy.exc import ProgrammingError

from mumble_ai.assistant.voices.channel_voices import ChannelVoices
from mumble_ai.assistant.voices.dictionary import Dictionary
from mumble_ai.settings import Settings
from mumble_ai.speech import pronunciations
from mumble_ai.speech.pronunciations import Pronunciations
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.events import Events

VOICES: Final = "voices"
"""Topic of the news that a choice has changed."""
FRESH_S: Final = 5.0
"""A change whose news was lost acts after this time."""

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def pronunciations_file(settings: Settings) -> Pronunciations:
    """The dictionary that the owner may write by hand; what is wrong in it is logged."""
    return Pronunciations(
        settings.mumble_ai_home / pronunciations.FILE_NAME,
        lambda problem: log.warning("pronunciations", problem=problem),
    )


class VoiceChoices:
    """What was chosen, as last read; without the database it stays what it was.

    Args:
        words: Gets the words of the panel beside those of its file.
    """

    def __init__(self, db: Database, words: Pronunciations) -> None:
        self._channels = ChannelVoices(db)
        self._dictionary = Dictionary(db)
        self._words = words
        self._by_channel: Mapping[str, str] = {}

    def of_channel(self, path: str) -> str:
        """The voice of a channel, by its whole path or else by its own name; empty for the usual one."""
        key = path.strip("/").casefold() or "/"
        return self._by_channel.get(key) or self._by_channel.get(key.rpartition("/")[2], "")

    async def look(self) -> None:
        """Reads everything anew.

        Raises:
            DatabaseUnavailable: It stays as it was.
        """
        voices, entries = await asyncio.gather(self._channels.all(), self._dictionary.all())
        self._by_channel = {path.casefold(): voice for path, voice in voices.items()}
        self._words.use_saved(entries)

    async def run(self, events: Events, person_changed: Callable[[UUID], None]) -> NoReturn:
        """Looks whenever something has changed; for ever.

        Args:
            person_changed: Told of each person who has chosen another voice.
        """
        async with events.listening(VOICES) as news:
            while True:
                # A database that is away, or has no such table yet, is asked again.
                with suppress(DatabaseUnavailable, ProgrammingError):
                    await _to_its_end(self.look())
                with suppress(TimeoutError):
                    told = (await asyncio.wait_for(news.next(), FRESH_S)).told
                    with suppress(ValueError):
                        person_changed(UUID(str(told)))


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Waits for some work. Who is cancelled lets it end first: a connection that is broken off while it is made keeps
    its place at the server for a minute."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait((task,))
        raise


async def tell_changed(events: Events, person_id: UUID | None = None) -> None:
    """Tells every service that a voice or a word was chosen; the others notice it by themselves a little later.

    Args:
        person_id: Who has chosen another voice for themselves.
    """
    await events.tell(VOICES, str(person_id or ""))
