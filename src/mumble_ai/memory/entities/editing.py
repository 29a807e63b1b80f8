"""Entities changed by hand: their name and kind, what else they are called, what they are to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.entities.entities import NoSuchEntity, name_key
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import EntityAlias, EntityRelation, EntityRow, Person

LONGEST_NAME: Final = 200
KINDS: Final = ("PERSON", "PLACE", "ORGANIZATION", "DATE", "TIME", "EVENT", "OTHER")


class EntityConflict(ValueError):
    """A change does not go with what is known; the message says why."""


class EntityEditing:
    """Changes the entities of a person. To make two of them one see `Entities.merge`."""

    def __init__(self, db: Database, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._db = db
        self._now = now

    async def change(
        self, person_id: UUID, entity_id: UUID, *, name: str | None = None, kind: str | None = None
    ) -> None:
        """Gives another name or kind; what it was called before stays one of its names.

        Raises:
            NoSuchEntity: The person has none of this id.
            EntityConflict: The name is another entity's, or empty; there is no such kind.
            DatabaseUnavailable: Nothing is changed.
        """
        if kind is not None and kind not in KINDS:
            raise EntityConflict(f"{kind!r} is no kind: it has to be one of {', '.join(KINDS)}")
        async with self._db.person(person_id) as session:
            row = await _locked(session, entity_id)
            if name is not None:
                await _call(session, row, name)
                row.name = _clean(name)
            row.kind = kind or row.kind

    async def call(self, person_id: UUID, entity_id: UUID, alias: str) -> None:
        """Adds something it is called.

        Raises:
            NoSuchEntity: The person has none of this id.
            EntityConflict: Another entity is called so, or the name is empty.
            DatabaseUnavailable: Nothing is changed.
        """
        async with self._db.person(person_id) as session:
            await _call(session, await _locked(session, entity_id), alias)

    async def uncall(self, person_id: UUID, entity_id: UUID, alias_id: UUID) -> None:
        """Takes away something it is called.

        Raises:
            NoSuchEntity: The person has none of this id, or it is not called so.
            EntityConflict: It is its last name.
            DatabaseUnavailable: Nothing is changed.
        """
        async with self._db.person(person_id) as session:
            row = await _locked(session, entity_id)
            alias = await session.get(EntityAlias, alias_id)
            if alias is None or alias.entity_id != entity_id:
                raise NoSuchEntity("it is not called so")
            left = select(EntityAlias.name).where(EntityAlias.entity_id == entity_id, EntityAlias.id != alias_id)
            names = (await session.scalars(left.order_by(func.length(EntityAlias.name).desc()))).all()
            if not names:
                raise EntityConflict("this is its only name; forget it altogether, or give it another name first")
            if row.name == alias.name:
                row.name = names[0]
            await session.delete(alias)

    async def relate(self, person_id: UUID, entity_id: UUID, relation: str, of_id: UUID | None) -> None:
        """Keeps what it is to another entity, or, with None, to the person.

        Raises:
            NoSuchEntity: The person lacks one of them.
            EntityConflict: It can't be that to itself, or the relation is empty.
            DatabaseUnavailable: Nothing is changed.
        """
        plain = _clean(relation)
        if of_id == entity_id:
            raise EntityConflict("a relation needs two")
        async with self._db.person(person_id) as session:
            await _locked(session, entity_id)
            if of_id is not None:
                await _locked(session, of_id)
            same = select(EntityRelation.id).where(
                EntityRelation.entity_id == entity_id,
                EntityRelation.relation == plain,
                EntityRelation.of_entity_id.is_not_distinct_from(of_id),
            )
            if (await session.scalars(same)).first() is None:
                values = {"entity_id": entity_id, "relation": plain, "of_entity_id": of_id}
                session.add(EntityRelation(id=new_id(), learned_at=self._now(), **values))

    async def unrelate(self, person_id: UUID, relation_id: UUID) -> None:
        """Takes a relation away.

        Raises:
            NoSuchEntity: The person has none of this id.
            DatabaseUnavailable: Nothing is changed.
        """
        async with self._db.person(person_id) as session:
            row = await session.get(EntityRelation, relation_id)
            if row is None:
                raise NoSuchEntity("there is no such relation any more")
            await session.delete(row)

    async def forget(self, person_id: UUID, entity_id: UUID) -> None:
        """Deletes an entity with its names, relations and mentions; messages and facts stay.

        Raises:
            NoSuchEntity: The person has none of this id.
            DatabaseUnavailable: Nothing is forgotten.
        """
        async with self._db.person(person_id) as session:
            await session.delete(await _locked(session, entity_id))


def _clean(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise EntityConflict(f"that is no name: it needs 1 to {LONGEST_NAME} letters that can be seen")
    return plain


async def _locked(session: AsyncSession, entity_id: UUID) -> EntityRow:
    await session.scalar(select(Person.id).with_for_update())
    row = await session.get(EntityRow, entity_id)
    if row is None:
        raise NoSuchEntity("there is no such name; it may have been merged with another or forgotten")
    return row


async def _call(session: AsyncSession, row: EntityRow, name: str) -> None:
    plain = _clean(name)
    key = name_key(plain)
    known = (await session.scalars(select(EntityAlias).where(EntityAlias.key == key))).first()
    if known is None:
        session.add(EntityAlias(id=new_id(), entity_id=row.id, name=plain, key=key))
        await session.flush()
    elif known.entity_id != row.id:
        other = await session.get_one(EntityRow, known.entity_id)
        raise EntityConflict(f"{plain} is what {other.name} is called already: merge the two if they are the same")
