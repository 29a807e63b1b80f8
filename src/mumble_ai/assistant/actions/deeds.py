"""The log of what was done: it makes a turn that is delivered twice act once, and deeds undoable."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed, Facts
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.tables.actions import DeedRow

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

UNDOABLE_FOR: Final = timedelta(hours=1)
"""Whoever says "undo that" means something recent."""
KEPT: Final = 1_000
"""Newest deeds kept in the process too, so that a turn is not done twice while the database is away."""


@dataclass(frozen=True, slots=True)
class Done:
    """A deed of the past.

    Attributes:
        turn_id: The turn it was done in; several deeds of one turn are undone together.
    """

    id: UUID
    turn_id: str
    action: str
    say: str
    undo: Facts
    done_at: datetime


class Deeds(Protocol):
    """Where deeds are kept."""

    async def earlier(self, context: ActionContext) -> Deed | None:
        """What this very call led to when it was delivered before."""
        ...

    async def record(self, context: ActionContext, action: str, deed: Deed) -> None:
        """Keeps a deed. A database that is away is no reason to fail: it is done."""
        ...

    async def undoable(self, context: ActionContext) -> list[Done]:
        """The deeds of the last turn that can be taken back, newest first.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        ...

    async def mark_undone(self, context: ActionContext, done: Done) -> None:
        """Notes that it was taken back.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        ...

    async def forget(self, context: ActionContext, actions: Sequence[str]) -> None:
        """Deletes this person's deeds of some actions, whose words are to be kept no longer, and all in the process.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        ...

    async def forget_old(self, before: datetime) -> int:
        """Deletes everybody's deeds from before a moment: nobody delivers or undoes them any more; returns how many.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        ...


class DeedLog:
    """Deeds in PostgreSQL, the newest in the process too."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._newest: OrderedDict[UUID, Deed] = OrderedDict()

    async def earlier(self, context: ActionContext) -> Deed | None:
        """See `Deeds.earlier`."""
        if known := self._newest.get(context.action_id):
            return known
        try:
            async with self._db.person(context.person.id) as session:
                row = await session.scalar(select(DeedRow).where(DeedRow.id == context.action_id))
        except DatabaseUnavailable:
            return None
        return Deed(True, row.say, row.facts, row.undo) if row else None

    async def record(self, context: ActionContext, action: str, deed: Deed) -> None:
        """See `Deeds.record`."""
        self._newest[context.action_id] = deed
        while len(self._newest) > KEPT:
            self._newest.popitem(last=False)
        values = {
            "id": context.action_id,
            "person_id": context.person.id,
            "turn_id": context.turn_id,
            "action": action,
            "say": deed.say,
            "facts": dict(deed.facts),
            "undo": dict(deed.undo) if deed.undo is not None else None,
            "done_at": context.now,
        }
        try:
            async with self._db.person(context.person.id) as session:
                await session.execute(insert(DeedRow).values(values).on_conflict_do_nothing())
        except (DatabaseUnavailable, IntegrityError) as error:
            log.warning("a deed is done but not in the log", action=action, why=type(error).__name__)

    async def undoable(self, context: ActionContext) -> list[Done]:
        """See `Deeds.undoable`."""
        async with self._db.person(context.person.id) as session:
            rows = await session.scalars(
                select(DeedRow)
                .where(DeedRow.done_at > context.now - UNDOABLE_FOR, DeedRow.undone_at.is_(None))
                .where(DeedRow.undo.is_not(None), DeedRow.turn_id != context.turn_id)
                .order_by(DeedRow.done_at.desc(), DeedRow.recorded_at.desc())
                .limit(20)
            )
            found = [Done(r.id, r.turn_id, r.action, r.say, r.undo or {}, r.done_at) for r in rows]
        return [done for done in found if done.turn_id == found[0].turn_id]

    async def mark_undone(self, context: ActionContext, done: Done) -> None:
        """See `Deeds.mark_undone`."""
        async with self._db.person(context.person.id) as session:
            await session.execute(update(DeedRow).where(DeedRow.id == done.id).values(undone_at=context.now))
        self._newest.pop(done.id, None)

    async def forget(self, context: ActionContext, actions: Sequence[str]) -> None:
        """See `Deeds.forget`."""
        async with self._db.person(context.person.id) as session:
            await session.execute(delete(DeedRow).where(DeedRow.action.in_(actions)))
        self._newest.clear()

    async def of_turns(self, person_id: UUID, turn_ids: Sequence[str]) -> list[Done]:
        """What was done in some turns of a person, oldest first.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.person(person_id) as session:
            rows = await session.scalars(
                select(DeedRow).where(DeedRow.turn_id.in_(turn_ids)).order_by(DeedRow.recorded_at)
            )
            return [Done(r.id, r.turn_id, r.action, r.say, r.undo or {}, r.done_at) for r in rows]

    async def forget_old(self, before: datetime) -> int:
        """See `Deeds.forget_old`."""
        async with self._db.everybody("deeds that can't be undone any more") as session:
            gone = await session.execute(delete(DeedRow).where(DeedRow.done_at < before).returning(DeedRow.id))
            return len(gone.all())
