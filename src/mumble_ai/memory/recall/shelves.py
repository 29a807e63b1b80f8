"""The shelves of those who ask, kept in memory between questions and brought up to date at each.

What is given is read from PostgreSQL every time, so a shelf that is behind can miss a line but never give a forgotten
one.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

import numpy as np
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.recall import lookup
from mumble_ai.memory.recall.shelf import Lines, Shelf
from mumble_ai.storage.database import Database

MOST_LINES: Final = 250_000
"""Lines of all shelves together, about 35 MB; the shelf that was not used for longest goes."""
MOST_TOKEN_BYTES: Final = 32_000_000
"""Token vectors of all shelves together, about 16,000 lines."""
OLDEST_S: Final = 600.0
"""A shelf is made anew after that, beside the question, so that what was forgotten does not stay on it."""

_log = structlog.get_logger(__name__)


class Shelves:
    """The shelves of one process."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kept: OrderedDict[UUID, tuple[float, Shelf]] = OrderedDict()
        self._filling: dict[UUID, asyncio.Task[Shelf]] = {}
        self._tokens: OrderedDict[bytes, bytes] = OrderedDict()
        self._token_bytes = 0

    async def of(self, session: AsyncSession, person_id: UUID) -> Shelf:
        """A person's shelf as it is now.

        Args:
            session: Of this person.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        made_at, shelf = self._kept.get(person_id, (0.0, None))
        if shelf is None or not len(shelf.lines):
            return await self._fill(person_id)
        # The last line known is read with what is new: where it is another one, places were given anew.
        found = await lookup.read_entries(session, int(shelf.lines.places[-1]))
        if not len(found) or not np.array_equal(found.ids[0], shelf.lines.ids[-1]):
            return await self._fill(person_id)
        if len(found) > 1:
            shelf = await asyncio.to_thread(shelf.followed_by, _but_first(found))
            self._keep(person_id, made_at, shelf)
        if time.monotonic() - made_at > OLDEST_S:
            self._begin_to_fill(person_id)
        return shelf

    async def tokens(
        self, session: AsyncSession, person_id: UUID, keys: Sequence[bytes], space: str
    ) -> Mapping[bytes, bytes]:
        """The packed token vectors of messages; of one without there are none.

        Args:
            session: Of this person.
            keys: The 16 bytes of each message.
        """
        found: dict[bytes, bytes] = {}
        for key in keys:
            if (packed := self._tokens.get(person_id.bytes + key)) is not None:
                self._tokens.move_to_end(person_id.bytes + key)
                found[key] = packed
        if len(found) < len(keys):
            unknown = [UUID(bytes=key) for key in keys if key not in found]
            for message_id, packed in (await lookup.read_tokens(session, unknown, space)).items():
                found[message_id.bytes] = packed
                self._keep_tokens(person_id.bytes + message_id.bytes, packed)
        return found

    def forget(self, person_id: UUID) -> None:
        """Has a shelf made anew at the next question, because it holds lines that are no more."""
        self._kept.pop(person_id, None)
        for key in [key for key in self._tokens if key.startswith(person_id.bytes)]:
            self._token_bytes -= len(self._tokens.pop(key))

    async def _fill(self, person_id: UUID) -> Shelf:
        """Reads a shelf. Whoever stops waiting for it does not stop it, so that it is there for the next question."""
        return await asyncio.shield(self._begin_to_fill(person_id))

    def _begin_to_fill(self, person_id: UUID) -> asyncio.Task[Shelf]:
        filling = self._filling.get(person_id)
        if filling is None:
            filling = self._filling[person_id] = asyncio.create_task(self._read(person_id), name="recall reads a shelf")

            def ended(done: asyncio.Task[Shelf]) -> None:
                self._filling.pop(person_id, None)
                if not done.cancelled() and (error := done.exception()):
                    _log.warning("a person's lines can't be read", reason=str(error))

            filling.add_done_callback(ended)
        return filling

    async def _read(self, person_id: UUID) -> Shelf:
        began = time.monotonic()
        async with self._db.person(person_id) as session:
            lines = await lookup.read_entries(session, 0)
        shelf = await asyncio.to_thread(Shelf.of, lines)
        self.forget(person_id)
        self._keep(person_id, began, shelf)
        return shelf

    def _keep(self, person_id: UUID, made_at: float, shelf: Shelf) -> None:
        self._kept[person_id] = made_at, shelf
        self._kept.move_to_end(person_id)
        while len(self._kept) > 1 and sum(len(one.lines) for _, one in self._kept.values()) > MOST_LINES:
            self._kept.popitem(last=False)

    def _keep_tokens(self, key: bytes, packed: bytes) -> None:
        if key in self._tokens:
            return
        self._tokens[key] = packed
        self._token_bytes += len(packed)
        while self._token_bytes > MOST_TOKEN_BYTES:
            self._token_bytes -= len(self._tokens.popitem(last=False)[1])


def _but_first(lines: Lines) -> Lines:
    first = int(lines.counts[0])
    return Lines(
        lines.places[1:],
        lines.talks[1:],
        lines.ids[1:],
        lines.lengths[1:],
        lines.signs[1:],
        lines.said_at[1:],
        lines.who[1:],
        lines.names,
        lines.counts[1:],
        lines.terms[first:],
    )
