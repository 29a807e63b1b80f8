"""Timers and alarms: several at once, with names; they survive a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from mumble_ai.calendar.errors import BadEvent
from mumble_ai.calendar.reminding.keeping import Keeping
from mumble_ai.calendar.reminding.reminder import Kind, Reminder
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id

LONGEST_TIMER: Final = timedelta(days=30)


class Timers(Keeping):
    """Timers and alarms of each person."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__(database, (Kind.TIMER, Kind.ALARM), clock)

    async def start(self, person: Person, duration: timedelta, label: str = "", *, action_id: str) -> Reminder:
        """Starts a timer.

        Raises:
            BadEvent: It is to run for no time, or for too long.
            DatabaseUnavailable: PostgreSQL can't be used now; none was started.
        """
        if not timedelta(seconds=1) <= duration <= LONGEST_TIMER:
            raise BadEvent(f"a timer runs for a second at least and {LONGEST_TIMER.days} days at most")
        due_at = self._clock() + duration
        timer = Reminder(new_id(), person.id, Kind.TIMER, label, due_at, person.time_zone, set_for=duration)
        return await self.keep(timer, rule="", action_id=action_id)

    async def alarm(self, person: Person, at: datetime, label: str = "", *, rule: str = "", action_id: str) -> Reminder:
        """Sets an alarm, or one for every moment of a rule.

        Raises:
            BadEvent: The moment is over; `BadRule` where the rule can't be kept.
            DatabaseUnavailable: PostgreSQL can't be used now; none was set.
        """
        alarm = Reminder(new_id(), person.id, Kind.ALARM, label, at.astimezone(UTC), person.time_zone)
        return await self.keep(alarm, rule=rule, action_id=action_id)
