"""What the calendar need not keep for ever: cancelled events, what was told, and how things were before a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import delete, or_

from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import CalendarActionRow, EventRow, ReminderRow, TaskRow

UPKEEP_JOB: Final = "calendar-upkeep"
UPKEEP_SCHEDULE: Final = "17 4 * * *"
KEPT_FOR: Final = timedelta(days=90)
_OVER: Final = ("told", "done", "cancelled")


class CalendarUpkeep:
    """Deletes what nobody can bring back any more.

    Args:
        clock: Tells the moment.
    """

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock

    async def run(self) -> None:
        """Deletes what was over 90 days ago. Done twice it does the same.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was deleted.
        """
        before = self._clock() - KEPT_FOR
        async with self._database.everybody("upkeep of all calendars") as session:
            await session.execute(delete(CalendarActionRow).where(CalendarActionRow.done_at < before))
            await session.execute(delete(ReminderRow).where(ReminderRow.state.in_(_OVER), ReminderRow.due_at < before))
            await session.execute(delete(EventRow).where(EventRow.deleted_at < before))
            await session.execute(delete(TaskRow).where(or_(TaskRow.dropped_at < before, TaskRow.done_at < before)))
