"""Facts changed by hand: a new value ends the old one, duplicates become one, and what is forgotten can come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.extraction.grammar import grammar_of
from mumble_ai.memory.extraction.words import value_key
from mumble_ai.memory.facts.browsing import NoSuchFact
from mumble_ai.memory.facts.fact import Fact, fact_of
from mumble_ai.memory.facts.store import copied, stems
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import FactRow, FactSource, Person

MOST_AT_ONCE: Final = 500
MOST_TAGS: Final = 20


class FactConflict(ValueError):
    """A change does not go with what is known; the message says why."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """What is to be different; None leaves a thing as it is.

    Attributes:
        value: A new value: the old one is kept as what was so before.
        text: The whole sentence; without it the new value takes the old one's place in it.
        is_correction: The old value never was so.
        importance: 1 to 10.
    """

    value: str | None = None
    text: str | None = None
    is_correction: bool = False
    category: str | None = None
    importance: int | None = None
    tags: Sequence[str] | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class ForgottenFacts:
    """Facts that were forgotten a moment ago, as they were.

    Attributes:
        told_in: The messages they were told in; these are still there.
    """

    rows: Sequence[Mapping[str, Any]]
    sources: Sequence[Mapping[str, Any]]

    @property
    def told_in(self) -> set[UUID]:
        first = {row["source_message_id"] for row in self.rows} - {None}
        return first | {source["message_id"] for source in self.sources}


class FactEditing:
    """Changes the facts of a person."""

    def __init__(self, db: Database, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._db = db
        self._now = now

    async def change(self, person_id: UUID, fact_id: UUID, change: FactChange) -> Fact:
        """Changes a fact; the one that holds then, which is a new one where the value is new.

        Raises:
            NoSuchFact: The person has none of this id.
            FactConflict: The value of a fact that does not hold any more can't be changed.
            DatabaseUnavailable: Nothing is changed.
        """
        async with self._db.person(person_id) as session:
            row = await _locked(session, fact_id)
            if _is_new(row.value, change.value) or _is_new(row.text, change.text):
                row = await self._replace(session, row, change)
            for name in ("category", "importance", "private"):
                if (value := getattr(change, name)) is not None:
                    setattr(row, name, value)
            if change.tags is not None:
                row.tags = _clean_tags(change.tags)
            await session.flush()
            return fact_of(row)

    async def merge(self, person_id: UUID, keep_id: UUID, other_ids: Sequence[UUID]) -> Fact:
        """Makes one of several facts that say the same; what was told of each counts for the one that stays.

        Raises:
            NoSuchFact: The person lacks one of them.
            FactConflict: One of them does not hold any more, or there is nothing to merge.
            DatabaseUnavailable: Nothing is changed.
        """
        others = [one for one in dict.fromkeys(other_ids) if one != keep_id]
        if not others or len(others) > MOST_AT_ONCE:
            raise FactConflict("choose two facts or more that say the same")
        async with self._db.person(person_id) as session:
            keep = await _locked(session, keep_id)
            rows = [await _known(session, one) for one in others]
            if not all(fact_of(row).is_current for row in (keep, *rows)):
                raise FactConflict("only facts that hold now can be made one")
            await _move_sources(session, keep_id, others)
            moved = update(FactRow).where(FactRow.superseded_by.in_(others)).values(superseded_by=keep_id)
            await session.execute(moved)
            _add_up(keep, rows)
            await session.execute(delete(FactRow).where(FactRow.id.in_(others)))
            await session.flush()
            return fact_of(keep)

    async def forget(self, person_id: UUID, fact_ids: Sequence[UUID]) -> ForgottenFacts:
        """Deletes facts; those that are not the person's, or gone already, are passed over.

        Raises:
            DatabaseUnavailable: Nothing is forgotten.
        """
        ids = list(dict.fromkeys(fact_ids))[:MOST_AT_ONCE]
        async with self._db.person(person_id) as session:
            rows = (await session.scalars(select(FactRow).where(FactRow.id.in_(ids)))).all()
            sources = (await session.scalars(select(FactSource).where(FactSource.fact_id.in_(ids)))).all()
            gone = ForgottenFacts([_columns(row) for row in rows], [_columns(source) for source in sources])
            await session.execute(delete(FactRow).where(FactRow.id.in_(ids)))
        return gone

    async def restore(self, person_id: UUID, forgotten: ForgottenFacts) -> int:
        """Puts facts back that were forgotten; returns how many.

        Raises:
            FactConflict: Something else was told since that can't be so at the same time.
            NotYours: They are another person's.
            DatabaseUnavailable: Nothing is put back.
        """
        ids = [row["id"] for row in forgotten.rows]
        try:
            async with self._db.person(person_id) as session:
                there = set(await session.scalars(select(FactRow.id).where(FactRow.id.in_(ids))))
                rows = [row for row in forgotten.rows if row["id"] not in there]
                for row in rows:
                    await session.execute(insert(FactRow).values({**row, "superseded_by": None}))
                for row in rows:
                    later = row["superseded_by"]
                    if later and await session.get(FactRow, later):
                        ended = update(FactRow).where(FactRow.id == row["id"])
                        await session.execute(ended.values(superseded_by=later))
                for source in forgotten.sources:
                    if source["fact_id"] not in there:
                        await session.execute(insert(FactSource).values(dict(source)))
        except IntegrityError as error:
            raise FactConflict("something else was told since; what was forgotten can't come back beside it") from error
        return len(rows)

    async def _replace(self, session: AsyncSession, row: FactRow, change: FactChange) -> FactRow:
        """Ends or withdraws a fact and puts another in its place."""
        if not fact_of(row).is_current:
            raise FactConflict("this does not hold any more; change what holds now, or tell it anew")
        now = self._now()
        if change.is_correction:
            row.withdrawn_at = now
        else:
            row.valid_until = max(now, row.valid_from) if row.valid_from else now
        await session.flush()  # The new value may stand only when the old one has ended.
        words = grammar_of(row.language).words
        value = (change.value or row.value).strip()
        text = (change.text or row.text.replace(row.value, value)).strip()
        new = FactRow(
            **copied(row),
            id=new_id(),
            value=value,
            value_key=value_key(value, words),
            text=text,
            quote=text,
            words=stems(f"{text} {row.subject}", words),
            private=row.private,
            source_message_id=None,
            learned_at=now,
            told_at=now,
            told_count=1,
        )
        if not change.is_correction:
            new.valid_from = row.valid_until
        session.add(new)
        await session.flush()
        row.superseded_by = new.id
        return new


def _is_new(before: str, after: str | None) -> bool:
    return after is not None and bool(after.strip()) and after.strip() != before


def _clean_tags(tags: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(plain for tag in tags if (plain := " ".join(tag.split())[:40].lower())))[:MOST_TAGS]


async def _locked(session: AsyncSession, fact_id: UUID) -> FactRow:
    """A fact, while others that write facts of this person wait."""
    await session.scalar(select(Person.id).with_for_update())
    return await _known(session, fact_id)


async def _known(session: AsyncSession, fact_id: UUID) -> FactRow:
    row = await session.get(FactRow, fact_id)
    if row is None:
        raise NoSuchFact("there is no such fact; it may have been forgotten")
    return row


async def _move_sources(session: AsyncSession, keep_id: UUID, others: Sequence[UUID]) -> None:
    kept = set(await session.scalars(select(FactSource.message_id).where(FactSource.fact_id == keep_id)))
    for source in await session.scalars(select(FactSource).where(FactSource.fact_id.in_(others))):
        if source.message_id not in kept:
            kept.add(source.message_id)
            session.add(FactSource(fact_id=keep_id, message_id=source.message_id, said_at=source.said_at))
    await session.flush()


def _add_up(keep: FactRow, rows: Sequence[FactRow]) -> None:
    every = [keep, *rows]
    keep.importance = max(row.importance for row in every)
    keep.tags = _clean_tags([tag for row in every for tag in row.tags])
    keep.told_count = sum(row.told_count for row in every)
    keep.learned_at = min(row.learned_at for row in every)
    keep.told_at = max(row.told_at for row in every)
    begins = [row.valid_from for row in every]
    keep.valid_from = None if None in begins else min(begin for begin in begins if begin)
    keep.private = all(row.private for row in every)
    keep.entity_id = next((row.entity_id for row in every if row.entity_id), None)
    keep.source_message_id = next((row.source_message_id for row in every if row.source_message_id), None)


def _columns(row: FactRow | FactSource) -> dict[str, Any]:
    return {attribute.key: getattr(row, attribute.key) for attribute in row.__mapper__.column_attrs}
