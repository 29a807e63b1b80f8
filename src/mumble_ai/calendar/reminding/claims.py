"""Whose it is to tell what is due: claimed in PostgreSQL, so that of several processes one does, and once.

A claim is a lease: whoever holds it renews it while telling. Where that process dies, the lease runs out and another
takes over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.calendar.reminding.notice import NoticePolicy
from mumble_ai.calendar.reminding.planning import plan_notices
from mumble_ai.calendar.reminding.policy import Way
from mumble_ai.calendar.reminding.reminder import Reminder, State, new_row, reminder_of_row
from mumble_ai.calendar.reminding.repeating import following
from mumble_ai.calendar.rows import event_of_row
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import EventRow, ReminderRow

LEASE: Final = timedelta(seconds=45)


class Claims:
    """The claims of one process.

    Args:
        name: Of this process, different from all others.
    """

    def __init__(self, database: Database, name: str, notice: NoticePolicy) -> None:
        self._database = database
        self._name = name
        self._notice = notice

    async def take_due(self, now: datetime, limit: int) -> list[Reminder]:
        """Claims what is due and nobody tells."""
        is_due = or_(
            and_(ReminderRow.state == State.WAITING, ReminderRow.due_at <= now),
            and_(ReminderRow.state == State.TELLING, ReminderRow.claimed_until <= now),
        )
        return await self._take(select(ReminderRow.id).where(is_due).order_by(ReminderRow.due_at), now, limit)

    async def take_kept(self, person_id: UUID, now: datetime, limit: int) -> list[Reminder]:
        """Claims what was kept for a person who could not be reached."""
        kept = select(ReminderRow.id).where(ReminderRow.state == State.KEPT, ReminderRow.person_id == person_id)
        return await self._take(kept.order_by(ReminderRow.due_at), now, limit)

    async def renew(self, reminders: Sequence[Reminder], now: datetime) -> None:
        """Goes on holding claims."""
        await self._write(reminders, claimed_until=now + LEASE)

    async def told(self, reminders: Sequence[Reminder], way: Way, now: datetime) -> None:
        """They were told; makes the next ones of what repeats."""
        async with self._database.everybody("reminders of all people are told by one runner") as session:
            rows = await session.scalars(self._mine(reminders).with_for_update())
            for row in rows.all():
                row.state, row.told_at, row.told_by = State.TOLD.value, now, way.value
                row.claimed_until, row.claimed_by = None, ""
                await self._follow(session, row, now)

    async def keep(self, reminders: Sequence[Reminder]) -> None:
        """They wait until the person comes."""
        await self._write(reminders, state=State.KEPT.value, claimed_until=None, claimed_by="")

    async def put_off(self, reminders: Sequence[Reminder], until: datetime) -> None:
        """They are tried again later, by whichever process."""
        await self._write(reminders, claimed_until=until, claimed_by="")

    async def next_due(self) -> datetime | None:
        """When something has to be done next."""
        moment = func.least(ReminderRow.due_at, ReminderRow.claimed_until)
        moment = func.coalesce(ReminderRow.claimed_until, moment)
        async with self._database.everybody("the runner waits for the next of all people") as session:
            return await session.scalar(
                select(func.min(moment)).where(ReminderRow.state.in_((State.WAITING.value, State.TELLING.value)))
            )

    async def _take(self, wanted: Any, now: datetime, limit: int) -> list[Reminder]:
        free = wanted.limit(limit).with_for_update(skip_locked=True).scalar_subquery()
        statement = (
            update(ReminderRow)
            .where(ReminderRow.id.in_(free))
            .values(
                state=State.TELLING.value,
                claimed_until=now + LEASE,
                claimed_by=self._name,
                attempts=ReminderRow.attempts + 1,
            )
            .returning(ReminderRow)
        )
        async with self._database.everybody("reminders of all people are told by one runner") as session:
            rows = await session.scalars(statement, execution_options={"synchronize_session": False})
            return [reminder_of_row(row) for row in rows]

    async def _write(self, reminders: Sequence[Reminder], **values: Any) -> None:
        async with self._database.everybody("reminders of all people are told by one runner") as session:
            for row in (await session.scalars(self._mine(reminders).with_for_update())).all():
                for name, value in values.items():
                    setattr(row, name, value)

    def _mine(self, reminders: Sequence[Reminder]) -> Any:
        return select(ReminderRow).where(
            ReminderRow.id.in_([reminder.id for reminder in reminders]),
            ReminderRow.state == State.TELLING,
            ReminderRow.claimed_by == self._name,
        )

    async def _follow(self, session: AsyncSession, row: ReminderRow, now: datetime) -> None:
        told = reminder_of_row(row)
        if told.event_id:
            event = await session.get(EventRow, told.event_id)
            if event and not event.deleted_at:
                await plan_notices(session, told.person_id, event_of_row(event), self._notice, now)
            return
        upcoming = await asyncio.to_thread(following, told, now)
        if upcoming:
            columns = {c.key: getattr(new_row(upcoming, now), c.key) for c in ReminderRow.__table__.columns}
            given = {key: value for key, value in columns.items() if value is not None}
            await session.execute(insert(ReminderRow).values(given).on_conflict_do_nothing())
