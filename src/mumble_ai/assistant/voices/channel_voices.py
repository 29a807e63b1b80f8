"""The voice of each channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from mumble_ai.assistant.personas.persona import channel_key
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables.voices import ChannelVoice

MOST_CHANNELS: Final = 500
_WHY: Final = "a channel belongs to nobody"


class TooManyChannels(Exception):
    """There is no place for one more; the message says what to do."""


class ChannelVoices:
    """Keeps them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def all(self) -> Mapping[str, str]:
        """The voice id of each channel that has one of its own, by path (`/` is the root).

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.everybody(_WHY) as session:
            rows = await session.scalars(select(ChannelVoice).order_by(ChannelVoice.channel))
            return {row.channel: row.voice for row in rows}

    async def use(self, channel: str, voice: str) -> str:
        """Chooses the voice of a channel; empty for the usual one. Returns the path as it is kept.

        Raises:
            PersonaError: The path can't be one.
            TooManyChannels: There is no place for one more.
            DatabaseUnavailable: Nothing is changed.
        """
        key = channel_key(channel)
        async with self._db.everybody(_WHY) as session:
            if not voice:
                await session.execute(delete(ChannelVoice).where(ChannelVoice.channel == key))
                return key
            known = await session.get(ChannelVoice, key)
            count = await session.scalar(select(func.count()).select_from(ChannelVoice)) or 0
            if known is None and count >= MOST_CHANNELS:
                raise TooManyChannels(f"{MOST_CHANNELS} channels have a voice already; take one away first")
            kept = insert(ChannelVoice).values(channel=key, voice=voice)
            await session.execute(kept.on_conflict_do_update(index_elements=["channel"], set_={"voice": voice}))
        return key
