"""What the vector index is to know: kept in PostgreSQL with the data, and told to the index when it can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

import numpy as np
from sqlalchemy import delete, func, insert, literal, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.storage import jobs
from mumble_ai.storage.database import Database
from mumble_ai.storage.jobs import JobRetry, Placing
from mumble_ai.storage.scope import run_unlimited
from mumble_ai.storage.tables.vectors import Vector, VectorChange
from mumble_ai.storage.vectors import VectorIndex, VectorItem

DELIVER_JOB: Final = "deliver-vectors"
REBUILD_JOB: Final = "rebuild-vectors"
"""Job that empties the vector index and has everything told to it again."""
RECONCILE_JOB: Final = "reconcile-vectors"
"""Job that compares the vector index with what is kept, and has the differences told to it."""
DELIVERY_RETRY: Final = JobRetry(attempts=0, base_delay_s=1.0, max_delay_s=60.0)
BATCH: Final = 500


class KnowingIndex(Protocol):
    """A vector index that tells what it has."""

    async def known(self, person_id: UUID, space: str) -> set[UUID]:
        """The ids of a person's vectors.

        Raises:
            VectorsUnavailable: It can't be asked now.
        """
        ...


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What was found to differ.

    Attributes:
        missing: Vectors that the index lacked.
        left_over: Vectors that it should not have had.
    """

    missing: int = 0
    left_over: int = 0


async def put(session: AsyncSession, space: str, items: Sequence[VectorItem]) -> None:
    """Keeps vectors, in the transaction of the session; those of the same ids are replaced.

    Args:
        space: The model that made them.
    """
    if not items:
        return
    rows = [
        {"space": space, "item_id": item.item_id, "person_id": item.person_id, "values": _bytes_of(item)}
        for item in items
    ]
    statement = upsert(Vector).values(rows)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["space", "item_id"], set_={"values": statement.excluded["values"]}
        )
    )
    await _note(session, ({**row, "kind": "put"} for row in rows))


async def remove(
    session: AsyncSession, person_id: UUID, item_ids: Sequence[UUID] | None = None, space: str = ""
) -> None:
    """Forgets vectors, in the transaction of the session.

    Args:
        item_ids: None for everything of the person.
        space: Empty for every space.
    """
    statement = delete(Vector).where(Vector.person_id == person_id)
    if space:
        statement = statement.where(Vector.space == space)
    if item_ids is not None:
        statement = statement.where(Vector.item_id.in_(item_ids))
    # A trigger of the table notes every row that goes, so that none is forgotten when a person or message goes.
    await session.execute(statement)
    gone = {"kind": "remove", "space": space, "person_id": person_id}
    await _note(session, [gone] if item_ids is None else [])


async def deliver(db: Database, index: VectorIndex) -> int:
    """Tells the index everything it has not been told yet, in order; returns how many changes that were.

    Told twice, a change does no harm: killed in between, it is told again.

    Raises:
        VectorsUnavailable: The index can't be reached; what is left waits.
    """
    told = 0
    while changes := await _next(db):
        for run in _runs(changes):
            await _tell(db, index, run)
        async with db.everybody("forgets what the vector index was told") as session:
            await session.execute(delete(VectorChange).where(VectorChange.number.in_([one.number for one in changes])))
        told += len(changes)
    return told


async def waiting(db: Database) -> int:
    """How many changes the index has not been told of."""
    async with db.everybody("health") as session:
        return (await session.execute(select(func.count()).select_from(VectorChange))).scalar_one()


async def tell_everything(db: Database) -> int:
    """Puts every vector there is into the outbox, for an index that lost them; returns how many."""
    async with db.everybody("makes the vector index again") as session:
        await session.execute(delete(VectorChange).where(VectorChange.kind == "put"))
        everything = select(literal("put"), Vector.space, Vector.person_id, Vector.item_id)
        await session.execute(insert(VectorChange).from_select(["kind", "space", "person_id", "item_id"], everything))
        await jobs.defer(session, DELIVER_JOB, Placing(once=DELIVER_JOB, one_at_a_time=DELIVER_JOB))
        return (await session.execute(select(func.count()).select_from(Vector))).scalar_one()


async def reconcile(db: Database, index: KnowingIndex) -> Reconciled:
    """Compares the index with what is kept, person by person, and puts the differences into the outbox.

    Raises:
        VectorsUnavailable: The index can't be asked; what was found so far waits in the outbox.
        DatabaseUnavailable: Later, then.
    """
    done = Reconciled()
    async with db.everybody("compares the vector index with what is kept") as session:
        rows = await session.execute(select(Vector.person_id, Vector.space).distinct())
        spaces = [(row[0], row[1]) for row in rows]
    for person_id, space in spaces:
        async with db.person(person_id) as session:
            kept = set(await session.scalars(select(Vector.item_id).where(Vector.space == space)))
        known = await index.known(person_id, space)
        owner = {"space": space, "person_id": person_id}
        changes = [{**owner, "kind": "put", "item_id": one} for one in kept - known]
        changes += [{**owner, "kind": "remove", "item_id": one} for one in known - kept]
        async with db.person(person_id) as session:
            await _note(session, changes)
        done = Reconciled(done.missing + len(kept - known), done.left_over + len(known - kept))
    return done


def _bytes_of(item: VectorItem) -> bytes:
    return item.vector.astype("<f4").tobytes()


async def _note(session: AsyncSession, changes: Iterable[Mapping[str, object]]) -> None:
    rows = [{name: change.get(name) for name in ("kind", "space", "person_id", "item_id")} for change in changes]
    if rows:
        await run_unlimited(session, insert(VectorChange.__table__), rows)  # pyright: ignore[reportArgumentType]
    await jobs.defer(session, DELIVER_JOB, Placing(once=DELIVER_JOB, one_at_a_time=DELIVER_JOB))


async def _next(db: Database) -> list[VectorChange]:
    async with db.everybody("tells the vector index") as session:
        found = await session.execute(select(VectorChange).order_by(VectorChange.number).limit(BATCH))
        return list(found.scalars())


def _runs(changes: Sequence[VectorChange]) -> list[list[VectorChange]]:
    """Neighbours that can be told in one call: of one kind and space."""
    runs: list[list[VectorChange]] = []
    for change in changes:
        last = runs[-1][-1] if runs else None
        is_like_last = last and (last.kind, last.space) == (change.kind, change.space)
        if is_like_last and (change.kind == "put" or (last and last.person_id == change.person_id)):
            runs[-1].append(change)
        else:
            runs.append([change])
    return runs


async def _tell(db: Database, index: VectorIndex, run: Sequence[VectorChange]) -> None:
    first = run[0]
    if first.kind == "put":
        await index.add(first.space, await _vectors(db, run))
        return
    ids = [change.item_id for change in run if change.item_id is not None]
    everything = len(ids) < len(run)
    await index.delete(first.person_id, None if everything else ids, first.space)


async def _vectors(db: Database, run: Sequence[VectorChange]) -> list[VectorItem]:
    """The vectors as they are now; one that is gone since has its removal further on."""
    wanted = {(change.space, change.item_id) for change in run}
    async with db.everybody("tells the vector index") as session:
        found = await session.execute(select(Vector).where(tuple_(Vector.space, Vector.item_id).in_(wanted)))
        return [
            VectorItem(row.item_id, row.person_id, np.frombuffer(row.values, "<f4").astype(np.float32))
            for row in found.scalars()
        ]
