"""How words are said, as the owner wrote it down in the panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from mumble_ai.speech.pronunciations import MOST_ENTRIES, Entry
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables.voices import PronunciationRow

_WHY: Final = "words belong to nobody"


class TooManyWords(Exception):
    """There is no place for them; the message says how many there may be."""


class Dictionary:
    """Keeps the words."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def all(self) -> list[Entry]:
        """Every word, by language and word.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.everybody(_WHY) as session:
            rows = await session.scalars(
                select(PronunciationRow).order_by(PronunciationRow.language, PronunciationRow.key)
            )
            return [Entry(row.language, row.word, row.say, row.has_case) for row in rows]

    async def write(self, entries: Sequence[Entry], *, only: bool = False) -> None:
        """Keeps words; one that is known is said differently from now on.

        Args:
            only: Whether all others go.

        Raises:
            TooManyWords: Nothing is changed.
            DatabaseUnavailable: Nothing is changed.
        """
        wanted = {(entry.language, key_of(entry)): entry for entry in entries}
        async with self._db.everybody(_WHY) as session:
            if only:
                await session.execute(delete(PronunciationRow))
            for (language, key), entry in wanted.items():
                values = {"word": entry.word, "say": entry.say, "has_case": entry.has_case, "changed_at": func.now()}
                kept = insert(PronunciationRow).values(language=language, key=key, **values)
                await session.execute(kept.on_conflict_do_update(index_elements=["language", "key"], set_=values))
            if (await session.scalar(select(func.count()).select_from(PronunciationRow)) or 0) > MOST_ENTRIES:
                raise TooManyWords(f"there is place for {MOST_ENTRIES} words; take some away first")

    async def remove(self, entry: Entry) -> bool:
        """Takes a word out; false where it was not in.

        Raises:
            DatabaseUnavailable: Nothing is changed.
        """
        async with self._db.everybody(_WHY) as session:
            gone = await session.scalar(
                delete(PronunciationRow)
                .where(PronunciationRow.language == entry.language, PronunciationRow.key == key_of(entry))
                .returning(PronunciationRow.key)
            )
        return gone is not None


def key_of(entry: Entry) -> str:
    """What two entries of one word have in common."""
    return entry.word if entry.has_case else entry.word.casefold()
