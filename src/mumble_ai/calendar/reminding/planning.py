"""Notices of events as rows, made in the transaction that changes the event."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.calendar.event import Event
from mumble_ai.calendar.reminding.notice import NoticePolicy, notices
from mumble_ai.storage.scope import run_unlimited
from mumble_ai.storage.tables import ReminderRow

CHANNEL: Final = "mumble_ai_reminders"
"""Where PostgreSQL tells that something is due at another time than before."""


async def plan_notices(
    session: AsyncSession, person_id: UUID, event: Event, policy: NoticePolicy, now: datetime
) -> None:
    """Makes the notices of an event those that follow from it now; what was told stays told."""
    await drop_notices(session, event.id)
    for notice in await asyncio.to_thread(notices, event, policy, now=now):
        await session.execute(
            insert(ReminderRow)
            .values(
                id=notice.id,
                person_id=person_id,
                kind="event",
                text=notice.title,
                due_at=notice.due_at,
                zone=event.zone,
                event_id=event.id,
                begins_at=notice.begins_at,
                begins_on=notice.begins_on,
                created_at=now,
            )
            .on_conflict_do_nothing()
        )
    await ring(session)


async def drop_notices(session: AsyncSession, event_id: UUID) -> None:
    """Takes back the notices of an event that were not told."""
    await session.execute(
        delete(ReminderRow).where(ReminderRow.event_id == event_id, ReminderRow.state.in_(("waiting", "kept")))
    )


async def ring(session: AsyncSession) -> None:
    """Wakes whoever waits for the next due time, once the transaction is committed."""
    await run_unlimited(session, text(f"NOTIFY {CHANNEL}"))
