"""Facts in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.extraction.grammar import grammar_of
from mumble_ai.memory.extraction.statement import NAME, Correction, Statement, Told
from mumble_ai.memory.extraction.words import Lexicon, value_key, words_of
from mumble_ai.memory.facts.fact import Noted, fact_of
from mumble_ai.memory.facts.placing import Placement, corrected, place
from mumble_ai.memory.facts.sameness import OF, Names, names_of
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import FactRow, FactSource, Person

MOST_FACTS: Final = 2000
"""Facts of a person that are looked at for one question."""
_SAME_SAYING: Final = timedelta(hours=1)
_LOOKED_BACK: Final = 20


@dataclass(frozen=True, slots=True)
class Telling:
    """When and where something was told.

    Attributes:
        message_id: None where the message is not known.
    """

    at: datetime
    message_id: UUID | None = None
    private: bool = False


async def keep(session: AsyncSession, statement: Statement, telling: Telling) -> Noted:
    """Puts a statement to what is known.

    Args:
        session: Of the person who told it; others that write facts of this person wait until it ends.
    """
    await session.scalar(select(Person.id).with_for_update())
    words = grammar_of(statement.language).words
    names = await known_names(session, words)
    subject, circle = statement.subject, {statement.subject}
    if statement.attribute != NAME:
        subject = names.canonical(subject, words)
        circle |= {subject} | _sole(names.circle(subject, words), names)
    rows = await rows_of(session, circle, statement.attribute)
    single = grammar_of(statement.language).attributes.get(statement.attribute)
    is_single = statement.is_single or (single is not None and single.is_single and not statement.is_so)
    key = value_key(statement.value, words)
    placement = place(statement, key, [fact_of(row) for row in rows], telling.at, is_single=is_single)
    return await _apply(session, replace(statement, subject=subject), key, placement, rows, telling)


async def correct(session: AsyncSession, correction: Correction, telling: Telling) -> Noted:
    """Withdraws what was understood wrongly and keeps what was meant."""
    await session.scalar(select(Person.id).with_for_update())
    words = grammar_of(correction.language).words
    wrong = value_key(correction.wrong, words) if correction.wrong else ""
    found = await session.scalars(
        select(FactRow).where(FactRow.withdrawn_at.is_(None)).order_by(FactRow.told_at.desc()).limit(_LOOKED_BACK)
    )
    rows = found.all()
    target = corrected(correction, wrong, [fact_of(row) for row in rows], telling.at)
    if target is None:
        return Noted()
    row = next(row for row in rows if row.id == target.id)
    row.withdrawn_at = telling.at
    await session.flush()
    new = FactRow(
        **copied(row),
        id=new_id(),
        value=correction.value,
        value_key=value_key(correction.value, words),
        text=row.text.replace(row.value, correction.value),
        quote=correction.quote,
        words=stems(row.text.replace(row.value, correction.value), words),
        private=telling.private,
        source_message_id=telling.message_id,
        learned_at=telling.at,
        told_at=telling.at,
        told_count=1,
    )
    session.add(new)
    await session.flush()
    row.superseded_by = new.id
    await _add_source(session, new, telling)
    await session.flush()
    return Noted((fact_of(new),), (fact_of(row),))


async def tell(session: AsyncSession, told: Told, telling: Telling) -> Noted:
    """Keeps a statement or a correction."""
    return await (correct(session, told, telling) if isinstance(told, Correction) else keep(session, told, telling))


async def known_names(session: AsyncSession, words: Lexicon) -> Names:
    """What the person's people and animals are called."""
    found = await session.execute(
        select(FactRow.subject, FactRow.value).where(
            FactRow.attribute == NAME, FactRow.withdrawn_at.is_(None), FactRow.valid_until.is_(None)
        )
    )
    return names_of(((subject, value) for subject, value in found.all()), words)


async def rows_of(session: AsyncSession, subjects: Iterable[str], attribute: str = "") -> Sequence[FactRow]:
    """Facts about subjects, the newest first; withdrawn ones left out."""
    statement = select(FactRow).where(FactRow.subject.in_(list(subjects)), FactRow.withdrawn_at.is_(None))
    if attribute:
        statement = statement.where(FactRow.attribute == attribute)
    return (
        await session.scalars(statement.order_by(FactRow.learned_at.desc(), FactRow.id.desc()).limit(MOST_FACTS))
    ).all()


async def rows_with_words(session: AsyncSession, wanted: Collection[str]) -> Sequence[FactRow]:
    """Facts with any of these stems, the newest first; withdrawn ones left out."""
    if not wanted:
        return ()
    statement = select(FactRow).where(FactRow.words.overlap(list(wanted)), FactRow.withdrawn_at.is_(None))
    return (
        await session.scalars(statement.order_by(FactRow.learned_at.desc(), FactRow.id.desc()).limit(MOST_FACTS))
    ).all()


async def sources_of(session: AsyncSession, fact_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """The messages in which facts were told, by fact."""
    found = await session.execute(
        select(FactSource.fact_id, FactSource.message_id).where(FactSource.fact_id.in_(fact_ids))
    )
    told: dict[UUID, list[UUID]] = {}
    for fact_id, message_id in found.all():
        told.setdefault(fact_id, []).append(message_id)
    return told


def stems(text: str, words: Lexicon) -> list[str]:
    """The stems that a text is found by."""
    return sorted({words.stem(word) for word in words_of(text)})


def _sole(circle: Collection[str], names: Names) -> set[str]:
    """Keys of a circle that stand for nobody else: a role with two names is left out."""
    return {key for key in circle if len(names.of(key)) <= 1 and OF not in key}


async def _apply(
    session: AsyncSession,
    statement: Statement,
    key: str,
    placement: Placement,
    rows: Sequence[FactRow],
    telling: Telling,
) -> Noted:
    by_id = {row.id: row for row in rows}
    ended = [by_id[fact_id] for fact_id, _ in placement.ended]
    for fact_id, until in placement.ended:
        by_id[fact_id].valid_until = until
    await session.flush()  # The new value may stand only when the old one has ended.
    row = by_id[placement.again] if placement.again else None
    if row is not None:
        _told_again(row, statement, telling)
    elif placement.insert:
        row = _new_row(statement, key, placement, telling)
        session.add(row)
        await session.flush()
        for one in ended:
            one.superseded_by = row.id
    if row is not None:
        await _add_source(session, row, telling)
    await session.flush()
    return Noted((fact_of(row),) if row is not None else (), tuple(map(fact_of, ended)))


def _told_again(row: FactRow, statement: Statement, telling: Telling) -> None:
    is_same_saying = row.quote.casefold() == statement.quote.casefold() and abs(telling.at - row.told_at) < _SAME_SAYING
    if row.source_message_id is None:
        row.source_message_id = telling.message_id
    row.private = row.private and telling.private
    if is_same_saying or (telling.message_id and row.source_message_id == telling.message_id):
        return
    row.told_count += 1
    row.importance = min(10, row.importance + 1)
    row.told_at = max(row.told_at, telling.at)


def _new_row(statement: Statement, key: str, placement: Placement, telling: Telling) -> FactRow:
    words = grammar_of(statement.language).words
    return FactRow(
        id=new_id(),
        subject=statement.subject,
        attribute=statement.attribute,
        value=statement.value,
        value_key=key,
        is_so=statement.is_so,
        is_single=statement.is_single and not placement.is_one_of_many,
        text=statement.text,
        quote=statement.quote,
        words=stems(f"{statement.text} {statement.subject}", words),
        language=statement.language,
        category=statement.category,
        importance=statement.importance,
        tags=list(statement.tags),
        private=telling.private,
        source_message_id=telling.message_id,
        valid_from=placement.valid_from,
        valid_until=placement.valid_until,
        learned_at=telling.at,
        told_at=telling.at,
        told_count=1,
    )


def copied(row: FactRow) -> dict[str, Any]:
    """What a fact that takes another's place has in common with it."""
    kept = ("subject", "attribute", "is_so", "is_single", "language", "category", "importance", "valid_from")
    return {name: getattr(row, name) for name in kept} | {"tags": list(row.tags), "entity_id": row.entity_id}


async def _add_source(session: AsyncSession, row: FactRow, telling: Telling) -> None:
    if telling.message_id:
        await session.merge(FactSource(fact_id=row.id, message_id=telling.message_id, said_at=telling.at))
