"""Entities to look through: a page at a time, one with all it is called and where it was spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mumble_ai.memory.conversations.history import Said, said
from mumble_ai.memory.entities.entities import NoSuchEntity, name_key
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import EntityAlias, EntityMention, EntityRelation, EntityRow, FactRow, Message

LARGEST_PAGE: Final = 200
Key = tuple[datetime, UUID]
"""Where a page ends: a moment and an id."""


@dataclass(frozen=True, slots=True)
class EntitySearch:
    """What to look for; everything left empty is no limit.

    Attributes:
        name: Characters of any of its names.
        heard_by_others: Entities that were only ever spoken of in private are left out.
        after: `EntityPage.next` of the page before.
    """

    name: str = ""
    kind: str = ""
    heard_by_others: bool = False
    limit: int = 50
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What an entity is to whom.

    Attributes:
        of_id: The other entity; None for the person.
        of: Its name; empty for the person.
    """

    id: UUID
    relation: str
    of_id: UUID | None
    of: str


@dataclass(frozen=True, slots=True)
class Known:
    """An entity as it is looked at.

    Attributes:
        aliases: Id and name of everything it is called.
        mentions: How many messages speak of it.
    """

    id: UUID
    kind: str
    name: str
    aliases: tuple[tuple[UUID, str], ...]
    relations: tuple[Relation, ...]
    mentions: int
    facts: int
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Entities, those spoken of last first."""

    entities: tuple[Known, ...]
    next: Key | None


@dataclass(frozen=True, slots=True)
class MentionPage:
    """Messages that speak of an entity, the newest first, each with the words that name it."""

    mentions: tuple[tuple[Said, str], ...]
    next: Key | None


class EntityBrowser:
    """Reads the entities of a person."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(self, person_id: UUID, wanted: EntitySearch) -> EntityPage:
        """One page of what was looked for.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(wanted.limit, LARGEST_PAGE))
        async with self._db.person(person_id) as session:
            rows = (await session.scalars(_query(wanted).limit(limit + 1))).all()
            known = await known_of(session, rows[:limit], heard_by_others=wanted.heard_by_others)
        last = known[-1] if len(rows) > limit else None
        return EntityPage(tuple(known), (last.last_seen_at, last.id) if last else None)

    async def kinds(self, person_id: UUID) -> Mapping[str, int]:
        """How many entities of each kind there are.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            found = await session.execute(select(EntityRow.kind, func.count()).group_by(EntityRow.kind))
            return {row[0]: row[1] for row in found}

    async def one(self, person_id: UUID, entity_id: UUID, *, heard_by_others: bool = False) -> Known:
        """One entity.

        Raises:
            NoSuchEntity: The person has none of this id.
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.person(person_id) as session:
            wanted = _query(EntitySearch(heard_by_others=heard_by_others)).where(EntityRow.id == entity_id)
            rows = (await session.scalars(wanted)).all()
            if not rows:
                raise NoSuchEntity("there is no such name; it may have been merged with another or forgotten")
            return (await known_of(session, rows, heard_by_others=heard_by_others))[0]

    async def mentions(
        self, person_id: UUID, entity_id: UUID, *, after: Key | None, limit: int, heard_by_others: bool = False
    ) -> MentionPage:
        """Where an entity was spoken of, a page at a time.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(limit, LARGEST_PAGE))
        query = (
            select(Message, EntityMention.text)
            .join(EntityMention, EntityMention.message_id == Message.id)
            .where(EntityMention.entity_id == entity_id)
            .order_by(EntityMention.said_at.desc(), EntityMention.message_id.desc())
        )
        if heard_by_others:
            query = query.where(Message.private.is_(False))
        if after:
            query = query.where(tuple_(EntityMention.said_at, EntityMention.message_id) < tuple_(*after))
        async with self._db.person(person_id) as session:
            found = [(said(row[0]), str(row[1])) for row in await session.execute(query.limit(limit + 1))]
        last = found[limit - 1][0] if len(found) > limit else None
        return MentionPage(tuple(found[:limit]), (last.said_at, last.message_id) if last else None)


async def known_of(session: AsyncSession, rows: Sequence[EntityRow], *, heard_by_others: bool) -> list[Known]:
    """Rows with all that belongs to them, in a few statements however many they are."""
    ids = [row.id for row in rows]
    names: dict[UUID, list[tuple[UUID, str]]] = {}
    aliases = select(EntityAlias).where(EntityAlias.entity_id.in_(ids)).order_by(EntityAlias.name)
    for alias in await session.scalars(aliases):
        names.setdefault(alias.entity_id, []).append((alias.id, alias.name))
    relations: dict[UUID, list[Relation]] = {}
    for entity_id, relation in await _relations(session, ids):
        relations.setdefault(entity_id, []).append(relation)
    mentions = await mention_counts(session, ids, heard_by_others=heard_by_others)
    about = select(FactRow.entity_id, func.count()).where(FactRow.entity_id.in_(ids)).group_by(FactRow.entity_id)
    if heard_by_others:
        about = about.where(FactRow.private.is_(False))
    facts = {row[0]: row[1] for row in await session.execute(about)}
    return [
        Known(
            row.id,
            row.kind,
            row.name,
            tuple(names.get(row.id, ())),
            tuple(relations.get(row.id, ())),
            mentions.get(row.id, 0),
            facts.get(row.id, 0),
            row.first_seen_at,
            row.last_seen_at,
        )
        for row in rows
    ]


async def mention_counts(session: AsyncSession, ids: Sequence[UUID], *, heard_by_others: bool) -> Mapping[UUID, int]:
    """How many messages speak of each of these."""
    counted = select(EntityMention.entity_id, func.count()).where(EntityMention.entity_id.in_(ids))
    if heard_by_others:
        counted = counted.join(Message, Message.id == EntityMention.message_id).where(Message.private.is_(False))
    return {row[0]: row[1] for row in await session.execute(counted.group_by(EntityMention.entity_id))}


def _query(wanted: EntitySearch) -> Select[Any]:
    query = select(EntityRow).order_by(EntityRow.last_seen_at.desc(), EntityRow.id.desc())
    if wanted.kind:
        query = query.where(EntityRow.kind == wanted.kind)
    if wanted.name.strip():
        key = name_key(wanted.name)
        named = select(EntityAlias.entity_id).where(EntityAlias.key.contains(key, autoescape=True))
        query = query.where(EntityRow.id.in_(named))
    if wanted.heard_by_others:
        openly = select(EntityMention.entity_id).join(Message, Message.id == EntityMention.message_id)
        query = query.where(EntityRow.id.in_(openly.where(Message.private.is_(False))))
    if wanted.after:
        query = query.where(tuple_(EntityRow.last_seen_at, EntityRow.id) < tuple_(*wanted.after))
    return query


async def _relations(session: AsyncSession, ids: Sequence[UUID]) -> Iterable[tuple[UUID, Relation]]:
    other = aliased(EntityRow)
    found = await session.execute(
        select(EntityRelation, other.name)
        .outerjoin(other, other.id == EntityRelation.of_entity_id)
        .where(EntityRelation.entity_id.in_(ids))
        .order_by(EntityRelation.relation)
    )
    return [
        (row[0].entity_id, Relation(row[0].id, row[0].relation, row[0].of_entity_id, row[1] or "")) for row in found
    ]
