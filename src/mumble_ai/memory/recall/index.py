"""Makes messages findable: their words at once, their vectors as soon as the embedder can."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.recall.embedding import Embedder, Encoding
from mumble_ai.memory.recall.signs import signs_of
from mumble_ai.memory.recall.terms import Word, numbers_of, telling_words
from mumble_ai.memory.recall.token_matrix import Float32, pack
from mumble_ai.storage import jobs, outbox
from mumble_ai.storage.database import Database
from mumble_ai.storage.jobs import JobHandlers, Placing
from mumble_ai.storage.tables import Message, Person, RecallEntry, RecallTokens
from mumble_ai.storage.vectors import VectorItem

EMBED_JOB: Final = "embed-messages"
"""Job that makes messages findable: `person_id` and `message_ids`; without, all that are not, or not by this model."""
SWEEP: Final = 200
"""Messages made findable by one job of a sweep, which then adds the next job."""
SWEEP_ONCE: Final = "sweep-messages"
"""While a sweep waits, no second one is added."""
CONTEXT_CHARACTERS: Final = 300
"""Of the turn before, what the model sees with a turn: an answer is understood by its question."""
LONGEST_TURN: Final = 2000


@dataclass(frozen=True, slots=True)
class _Turn:
    message_id: UUID
    who: str
    text: str
    before: str

    @property
    def said(self) -> str:
        return f"{self.who}: {self.text[:LONGEST_TURN]}"


class Indexer:
    """Writes what recall reads.

    Args:
        embedder: None where only words are to be found.
        assistant_name: Under which the assistant's own words are kept.
    """

    def __init__(self, db: Database, embedder: Embedder | None, *, assistant_name: str, language: str = "en") -> None:
        self._db = db
        self._embedder = embedder
        self._assistant_name = assistant_name
        self._language = language

    def register(self, handlers: JobHandlers) -> None:
        """Adds the job, which sweeps every night what has been left out."""
        handlers.register(EMBED_JOB, self.work, schedule="40 3 * * *")

    async def work(self, person_id: str = "", message_ids: Sequence[str] = ()) -> None:
        """The job. Done again for the same messages it changes nothing.

        Raises:
            DatabaseUnavailable: It is to be tried again.
            EmbedderUnavailable: The words can be found already; the rest is to be tried again.
        """
        if person_id:
            await self.index(UUID(person_id), [UUID(one) for one in message_ids])
        else:
            await self._sweep()

    async def index(self, person_id: UUID, message_ids: Collection[UUID]) -> None:
        """Makes messages of one person findable; see `work`."""
        await self.note_words(person_id, message_ids)
        if self._embedder is not None:
            await self.embed(person_id, message_ids, self._embedder)

    async def note_words(self, person_id: UUID, message_ids: Collection[UUID]) -> None:
        """Makes messages findable by their words."""
        async with self._db.person(person_id) as session:
            person = await session.scalar(select(Person).with_for_update())
            if person is None:
                return
            # After the lock, in a statement of its own: it sees what the one before wrote.
            last = select(func.coalesce(func.max(RecallEntry.place), -1)).scalar_subquery()
            known = select(RecallEntry.message_id).where(RecallEntry.message_id.in_(message_ids))
            new = select(Message, last).where(Message.id.in_(message_ids), Message.id.not_in(known))
            rows = (await session.execute(new.order_by(Message.said_at, Message.id))).all()
            for n, (message, last_place) in enumerate(rows, 1):
                place = last_place + n
                words = telling_words(message.text, self._language)
                numbers = numbers_of(words, person_id)
                session.add(self._entry(message, place, person.name, words, numbers))

    async def embed(self, person_id: UUID, message_ids: Collection[UUID], embedder: Embedder) -> None:
        """Gives messages their vectors and tokens."""
        turns = await self._turns(person_id, message_ids, embedder.name)
        if not turns:
            return
        encodings = await embedder.encode([f"{turn.before} {turn.said}".strip() for turn in turns])
        async with self._db.person(person_id) as session:
            there = set(await session.scalars(select(Message.id).where(Message.id.in_([t.message_id for t in turns]))))
            done = [(turn, one) for turn, one in zip(turns, encodings, strict=True) if turn.message_id in there]
            items = [VectorItem(turn.message_id, person_id, one.vector) for turn, one in done]
            await outbox.put(session, embedder.name, items)
            await self._keep_tokens(session, person_id, done, embedder.name)
            of_these = update(RecallEntry).where(RecallEntry.message_id.in_([turn.message_id for turn, _ in done]))
            await session.execute(
                of_these.values(space=embedder.name), execution_options={"synchronize_session": False}
            )

    async def _keep_tokens(
        self, session: AsyncSession, person_id: UUID, done: Sequence[tuple[_Turn, Encoding]], space: str
    ) -> None:
        rows = [
            {
                "message_id": turn.message_id,
                "person_id": person_id,
                "space": space,
                "tokens": pack(self._telling_tokens(turn, encoding)),
            }
            for turn, encoding in done
            if encoding.spans
        ]
        if rows:
            statement = insert(RecallTokens).values(rows)
            changed = {"space": statement.excluded.space, "tokens": statement.excluded.tokens}
            await session.execute(statement.on_conflict_do_update(index_elements=["message_id"], set_=changed))

    def _telling_tokens(self, turn: _Turn, encoding: Encoding) -> Float32:
        """The tokens of the turn's own telling words, its speaker's name included."""
        begin = len(turn.before) + 1 if turn.before else 0
        words = telling_words(turn.said, self._language)
        spans = np.array([(word.begin + begin, word.end + begin) for word in words]).reshape(-1, 2)
        tokens = np.array(encoding.spans).reshape(-1, 2)
        inside = (tokens[:, :1] < spans[None, :, 1]) & (spans[None, :, 0] < tokens[:, 1:])
        return encoding.tokens[inside.any(axis=1)]

    async def _turns(self, person_id: UUID, message_ids: Collection[UUID], space: str) -> list[_Turn]:
        """The messages that have no vectors of this model yet, each with the turn before it."""
        async with self._db.person(person_id) as session:
            entries = select(RecallEntry).where(RecallEntry.message_id.in_(message_ids), RecallEntry.space != space)
            wanted = list(await session.scalars(entries.order_by(RecallEntry.place)))
            if not wanted:
                return []
            places = {entry.place - 1 for entry in wanted} | {entry.place for entry in wanted}
            rows = await session.execute(
                select(RecallEntry, Message.text)
                .join(Message, Message.id == RecallEntry.message_id)
                .where(RecallEntry.place.in_(places))
            )
            by_place = {entry.place: (entry, text) for entry, text in rows}
        return [self._turn(by_place, entry.place) for entry in wanted if entry.place in by_place]

    def _turn(self, by_place: dict[int, tuple[RecallEntry, str]], place: int) -> _Turn:
        entry, text = by_place[place]
        before, said_before = by_place.get(place - 1, (None, ""))
        context = ""
        if before is not None and before.session_id == entry.session_id:
            context = f"{before.who}: {said_before}"[-CONTEXT_CHARACTERS:]
        return _Turn(entry.message_id, entry.who, text, context)

    def _entry(self, message: Message, place: int, name: str, words: Sequence[Word], numbers: list[int]) -> RecallEntry:
        return RecallEntry(
            message_id=message.id,
            session_id=message.session_id,
            place=place,
            who=name if message.role == "user" else self._assistant_name,
            terms=numbers,
            length=min(len(words), 32_000),
            signs=signs_of(message.text).packed,
            said_at=message.said_at,
            space="",
        )

    async def _sweep(self) -> None:
        """Makes findable what is not yet, or not by this model; adds itself again while there is more."""
        async with self._db.everybody("finds messages that recall does not know yet") as session:
            new = (
                select(Message.person_id, Message.id)
                .outerjoin(RecallEntry, RecallEntry.message_id == Message.id)
                .where(RecallEntry.message_id.is_(None))
                .order_by(Message.person_id, Message.said_at, Message.id)
                .limit(SWEEP)
            )
            found = [(row[0], row[1]) for row in await session.execute(new)]
            if self._embedder is not None and len(found) < SWEEP:
                old = select(RecallEntry.person_id, RecallEntry.message_id).where(
                    RecallEntry.space != self._embedder.name
                )
                old = old.order_by(RecallEntry.place.desc()).limit(SWEEP)
                found += [(row[0], row[1]) for row in await session.execute(old)]
        for person_id in dict.fromkeys(person_id for person_id, _ in found):
            await self.index(person_id, [message_id for owner, message_id in found if owner == person_id])
        if len(found) >= SWEEP:
            async with self._db.everybody("goes on making messages findable") as session:
                await jobs.defer(session, EMBED_JOB, Placing(once=SWEEP_ONCE, priority=-1))
