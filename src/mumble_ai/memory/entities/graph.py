"""A person's entities as a graph: what they are to each other, and who is spoken of together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import EntityMention, EntityRelation, EntityRow, Message

MOST_NODES: Final = 150
MOST_EDGES: Final = 400
TOGETHER_FROM: Final = 2
"""Messages that name both, from which on two entities belong together."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity.

    Attributes:
        mentions: How many messages speak of it.
    """

    id: UUID
    kind: str
    name: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two.

    Attributes:
        source: An entity.
        target: Another one; None for the person.
        relation: What the source is to the target; empty where they are only spoken of together.
        weight: How many messages name both; 0 where that was not counted.
    """

    source: UUID
    target: UUID | None
    relation: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes, those spoken of most first, and what joins them.

    Attributes:
        left_out: How many entities there are beside the nodes.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


class EntityGraph:
    """Reads it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, person_id: UUID, *, kind: str = "", limit: int = MOST_NODES, heard_by_others: bool) -> Graph:
        """The entities spoken of most, `MOST_NODES` at most, and what joins them, `MOST_EDGES` at most.

        Args:
            kind: Only these; empty for all.
            heard_by_others: What was only ever said in private is left out.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        limit = max(1, min(limit, MOST_NODES))
        async with self._db.person(person_id) as session:
            nodes, every = await _nodes(session, kind, limit, heard_by_others=heard_by_others)
            ids = [node.id for node in nodes]
            edges = await _relations(session, ids)
            joined = {frozenset((edge.source, edge.target)) for edge in edges}
            together = await _together(session, ids, heard_by_others=heard_by_others)
        edges += [edge for edge in together if frozenset((edge.source, edge.target)) not in joined]
        return Graph(tuple(nodes), tuple(edges[:MOST_EDGES]), every - len(nodes))


async def _nodes(session: AsyncSession, kind: str, limit: int, *, heard_by_others: bool) -> tuple[Sequence[Node], int]:
    counted = select(EntityMention.entity_id, func.count().label("mentions")).group_by(EntityMention.entity_id)
    if heard_by_others:
        counted = counted.join(Message, Message.id == EntityMention.message_id).where(Message.private.is_(False))
    spoken_of = {row[0]: row[1] for row in await session.execute(counted)}
    wanted = select(EntityRow.id, EntityRow.kind, EntityRow.name)
    wanted = wanted.where(EntityRow.kind == kind) if kind else wanted
    nodes = [Node(row[0], row[1], row[2], spoken_of.get(row[0], 0)) for row in await session.execute(wanted)]
    nodes = [node for node in nodes if node.mentions or not heard_by_others]
    return sorted(nodes, key=lambda node: (-node.mentions, node.name))[:limit], len(nodes)


async def _relations(session: AsyncSession, ids: Sequence[UUID]) -> list[Edge]:
    found = await session.scalars(
        select(EntityRelation)
        .where(EntityRelation.entity_id.in_(ids))
        .where(EntityRelation.of_entity_id.is_(None) | EntityRelation.of_entity_id.in_(ids))
        .order_by(EntityRelation.learned_at.desc())
        .limit(MOST_EDGES)
    )
    return [Edge(row.entity_id, row.of_entity_id, row.relation) for row in found]


async def _together(session: AsyncSession, ids: Sequence[UUID], *, heard_by_others: bool) -> list[Edge]:
    one, other = aliased(EntityMention), aliased(EntityMention)
    count = func.count().label("count")
    pairs = (
        select(one.entity_id, other.entity_id, count)
        .join(other, (other.message_id == one.message_id) & (one.entity_id < other.entity_id))
        .where(one.entity_id.in_(ids), other.entity_id.in_(ids))
        .group_by(one.entity_id, other.entity_id)
        .having(func.count() >= TOGETHER_FROM)
        .order_by(count.desc())
        .limit(MOST_EDGES)
    )
    if heard_by_others:
        pairs = pairs.join(Message, Message.id == one.message_id).where(Message.private.is_(False))
    return [Edge(row[0], row[1], "", row[2]) for row in await session.execute(pairs)]
