"""Entities of a person: resolved from names, looked up, merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.extraction.grammar import grammar_of
from mumble_ai.memory.extraction.statement import Named
from mumble_ai.memory.extraction.words import plain, words_of
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import (
    EntityAlias,
    EntityMention,
    EntityRelation,
    EntityRow,
    FactRow,
    Message,
)

SURE: Final = 0.95
"""Confidence of a name that a statement gives."""
ALIKE: Final = 0.8
"""Confidence of a known name that is only spoken of."""
MOST_NAMES: Final = 5000
MOST_MENTIONS: Final = 200


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with a name.

    Attributes:
        kind: `PERSON`, `PLACE`, `ORGANIZATION`, `DATE`, `TIME`, `EVENT` or `OTHER`.
        relations: What it is to whom: relation and name, which is empty for the person.
    """

    id: UUID
    kind: str
    name: str
    aliases: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A message that speaks of an entity."""

    message_id: UUID
    said_at: datetime
    words: str
    text: str
    confidence: float


class NoSuchEntity(Exception):
    """The person has no entity of this id."""


class Entities:
    """The names each person uses, and whom they mean."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def find(self, person_id: UUID, name: str) -> Entity | None:
        """The entity of this name, if the person ever used it."""
        async with self._db.person(person_id) as session:
            row = await _row_of(session, name_key(name))
            return await _entity(session, row) if row else None

    async def named_in(self, person_id: UUID, text: str) -> list[Entity]:
        """The known entities that a text names, in the order in which they were first known."""
        async with self._db.person(person_id) as session:
            found = await spoken_of(session, text)
            rows = [await session.get_one(EntityRow, entity_id) for entity_id in found]
            return [await _entity(session, row) for row in sorted(rows, key=lambda row: row.id)]

    async def list(
        self, person_id: UUID, *, kind: str = "", limit: int = 100, offset: int = 0, heard_by_others: bool = False
    ) -> Sequence[Entity]:
        """A person's entities, those spoken of last first.

        Args:
            heard_by_others: Those that were only ever spoken of in private are left out.
        """
        async with self._db.person(person_id) as session:
            statement = select(EntityRow).order_by(EntityRow.last_seen_at.desc(), EntityRow.id)
            statement = statement.where(EntityRow.kind == kind) if kind else statement
            if heard_by_others:
                openly = select(EntityMention.entity_id).join(Message, Message.id == EntityMention.message_id)
                statement = statement.where(EntityRow.id.in_(openly.where(Message.private.is_(False))))
            rows = (await session.scalars(statement.limit(limit).offset(offset))).all()
            return [await _entity(session, row) for row in rows]

    async def history(self, person_id: UUID, entity_id: UUID, limit: int = MOST_MENTIONS) -> list[Mention]:
        """Where an entity was spoken of, the newest first."""
        async with self._db.person(person_id) as session:
            found = await session.execute(
                select(EntityMention, Message.text)
                .join(Message, Message.id == EntityMention.message_id)
                .where(EntityMention.entity_id == entity_id)
                .order_by(EntityMention.said_at.desc())
                .limit(limit)
            )
            return [Mention(m.message_id, m.said_at, m.text, text, m.confidence) for m, text in found.all()]

    async def merge(self, person_id: UUID, keep_id: UUID, other_id: UUID) -> Entity:
        """Makes one of two entities that turned out to be the same; its names are those of both.

        Raises:
            NoSuchEntity: The person lacks one of them.
        """
        async with self._db.person(person_id) as session:
            keep, other = await session.get(EntityRow, keep_id), await session.get(EntityRow, other_id)
            if keep is None or other is None or keep_id == other_id:
                raise NoSuchEntity("both entities have to be this person's, and not the same")
            await session.execute(
                update(EntityAlias).where(EntityAlias.entity_id == other_id).values(entity_id=keep_id)
            )
            await session.execute(update(FactRow).where(FactRow.entity_id == other_id).values(entity_id=keep_id))
            await _move_mentions(session, keep_id, other_id)
            await _move_relations(session, keep_id, other_id)
            keep.first_seen_at = min(keep.first_seen_at, other.first_seen_at)
            keep.last_seen_at = max(keep.last_seen_at, other.last_seen_at)
            keep.name = max(keep.name, other.name, key=len)
            await session.flush()
            await session.execute(delete(EntityRow).where(EntityRow.id == other_id))
            return await _entity(session, keep)


def name_key(name: str) -> str:
    """What a name is compared by, whatever the language: titles, accents and capitals count for nothing."""
    return grammar_of("en").words.name_key(name)


async def resolve(session: AsyncSession, named: Named, at: datetime) -> EntityRow:
    """The entity that a name stands for; a new one where it is new.

    "Anna Weber" is the Anna that is known already, if there is but one; from then on she has both names.
    """
    key = name_key(named.name)
    row = await _row_of(session, key)
    if row is None and named.kind == "PERSON":
        row = await _by_part(session, key)
    if row is None:
        row = EntityRow(id=new_id(), kind=named.kind, name=named.name, first_seen_at=at, last_seen_at=at)
        session.add(row)
        await session.flush()
    row.last_seen_at = max(row.last_seen_at, at)
    row.first_seen_at = min(row.first_seen_at, at)
    if len(named.name) > len(row.name):
        row.name = named.name
    await _alias(session, row, named.name, key)
    return row


async def relate(session: AsyncSession, row: EntityRow, named: Named, at: datetime) -> None:
    """Keeps what an entity is to the person, or to another entity."""
    if not named.relation:
        return
    of = await _row_of(session, name_key(named.of)) if named.of else None
    if named.of and of is None:
        return
    known = select(EntityRelation.id).where(
        EntityRelation.entity_id == row.id,
        EntityRelation.relation == named.relation,
        EntityRelation.of_entity_id == of.id if of else EntityRelation.of_entity_id.is_(None),
    )
    if (await session.scalars(known)).first() is None:
        session.add(
            EntityRelation(
                id=new_id(),
                entity_id=row.id,
                relation=named.relation,
                of_entity_id=of.id if of else None,
                learned_at=at,
            )
        )
        await session.flush()


async def mention(
    session: AsyncSession, entity_id: UUID, message_id: UUID, words: str, said_at: datetime, confidence: float
) -> None:
    """Keeps that a message speaks of an entity; once."""
    await session.execute(
        insert(EntityMention)
        .values(entity_id=entity_id, message_id=message_id, text=words, said_at=said_at, confidence=confidence)
        .on_conflict_do_nothing()
    )


async def spoken_of(session: AsyncSession, text: str) -> dict[UUID, str]:
    """Known entities that a text names, and the words that name them."""
    keys = {plain(word.removesuffix("'s")) for word in words_of(text)}
    if not keys:
        return {}
    aliases = (await session.execute(select(EntityAlias.entity_id, EntityAlias.key).limit(MOST_NAMES))).all()
    said = f" {' '.join(plain(word.removesuffix(chr(39) + 's')) for word in words_of(text))} "
    found: dict[UUID, str] = {}
    for entity_id, key in aliases:
        if f" {key} " in said and len(key) > len(found.get(entity_id, "")):
            found[entity_id] = key
    return found


async def _row_of(session: AsyncSession, key: str) -> EntityRow | None:
    alias = select(EntityAlias.entity_id).where(EntityAlias.key == key)
    entity_id = (await session.scalars(alias)).first()
    return await session.get(EntityRow, entity_id) if entity_id else None


async def _by_part(session: AsyncSession, key: str) -> EntityRow | None:
    """The one person whose known name is the beginning of this one, or begins with it."""
    first = key.split()[0]
    found = await session.execute(
        select(EntityRow, EntityAlias.key)
        .join(EntityAlias, EntityAlias.entity_id == EntityRow.id)
        .where(EntityRow.kind == "PERSON", EntityAlias.key.startswith(first, autoescape=True))
    )
    alike = {row.id: row for row, known in found.all() if _is_part(known, key)}
    return next(iter(alike.values())) if len(alike) == 1 else None


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) < len(long) and long[: len(short)] == short


async def _alias(session: AsyncSession, row: EntityRow, name: str, key: str) -> None:
    if await _row_of(session, key) is None:
        session.add(EntityAlias(id=new_id(), entity_id=row.id, name=name, key=key))
        await session.flush()


async def _move_mentions(session: AsyncSession, keep_id: UUID, other_id: UUID) -> None:
    kept = select(EntityMention.message_id).where(EntityMention.entity_id == keep_id)
    both = set(await session.scalars(kept))
    await session.execute(
        delete(EntityMention).where(EntityMention.entity_id == other_id, EntityMention.message_id.in_(both))
    )
    await session.execute(update(EntityMention).where(EntityMention.entity_id == other_id).values(entity_id=keep_id))


async def _move_relations(session: AsyncSession, keep_id: UUID, other_id: UUID) -> None:
    rows = (await session.scalars(select(EntityRelation))).all()
    known = {(row.entity_id, row.relation, row.of_entity_id) for row in rows}
    for row in rows:
        if other_id not in {row.entity_id, row.of_entity_id}:
            continue
        whose = keep_id if row.of_entity_id == other_id else row.of_entity_id
        moved = (keep_id if row.entity_id == other_id else row.entity_id, row.relation, whose)
        if moved in known or moved[0] == moved[2]:
            await session.delete(row)
        else:
            known.add(moved)
            row.entity_id, row.of_entity_id = moved[0], whose
    await session.flush()


async def _entity(session: AsyncSession, row: EntityRow) -> Entity:
    aliases = await session.scalars(select(EntityAlias.name).where(EntityAlias.entity_id == row.id))
    of = select(EntityRelation.relation, EntityRow.name).outerjoin(
        EntityRow, EntityRow.id == EntityRelation.of_entity_id
    )
    relations = (await session.execute(of.where(EntityRelation.entity_id == row.id))).all()
    named: Iterable[tuple[str, str]] = ((relation, name or "") for relation, name in relations)
    return Entity(row.id, row.kind, row.name, tuple(sorted(aliases)), tuple(sorted(named)))
