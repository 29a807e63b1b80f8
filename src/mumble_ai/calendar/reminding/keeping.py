"""What reminders, timers and alarms have in common: kept, found, told again later, done with, called off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.calendar.errors import BadEvent, NotFound
from mumble_ai.calendar.journal import writing
from mumble_ai.calendar.reminding.planning import ring
from mumble_ai.calendar.reminding.reminder import LONGEST, MAX_TEXT, Kind, Reminder, State, new_row, reminder_of_row
from mumble_ai.calendar.reminding.repeating import first
from mumble_ai.calendar.searching import ENOUGH, Wording, likeness, words_of
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import ReminderRow

MAX_WAITING: Final = 500
"""Of one person at once."""
_LISTED: Final = 200


class Keeping:
    """Reminders of some kinds; `Reminders` and `Timers` are made of it.

    Args:
        kinds: Those it sees.
        clock: Tells the moment.
    """

    def __init__(
        self,
        database: Database,
        kinds: Sequence[Kind],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._kinds = [kind.value for kind in kinds]
        self._clock = clock

    async def keep(self, reminder: Reminder, *, rule: str, action_id: str) -> Reminder:
        """Keeps a new one.

        Raises:
            BadEvent: It can't be kept; `BadRule` where its repetition can't.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was kept.
        """
        now = self._clock()
        if rule:
            reminder = await asyncio.to_thread(first, reminder, rule)
        if not timedelta(0) < reminder.due_at - now <= LONGEST:
            raise BadEvent("that moment is over" if reminder.due_at <= now else "that is too far ahead")
        reminder = replace(reminder, text=" ".join(reminder.text.split())[:MAX_TEXT])
        kind = f"{reminder.kind}.set"
        async with writing(self._database, reminder.person_id, action_id=action_id, kind=kind, now=now) as act:
            if act.repeated is not None:
                return await self._get(act.session, act.repeated["id"])
            waiting = select(func.count(ReminderRow.id)).where(ReminderRow.state == State.WAITING)
            if (await act.session.scalar(waiting) or 0) >= MAX_WAITING:
                raise BadEvent(f"{MAX_WAITING} reminders are waiting already: cancel some first")
            act.add(new_row(reminder, now))
            await act.session.flush()
            await ring(act.session)
            act.result = {"id": str(reminder.id), "what": reminder.text}
        return reminder

    async def waiting(self, person: Person, words: str = "") -> list[Reminder]:
        """Those to come, the next first; with words, those that are meant, best first."""
        return await self._listed(person, (State.WAITING, State.TELLING, State.KEPT), words)

    async def last_told(self, person: Person, *, within: timedelta) -> Reminder | None:
        """The one that was told last, if that was not too long ago; what "snooze" and "done" mean."""
        async with self._database.person(person.id) as session:
            row = await self._told(session, within)
        return reminder_of_row(row) if row else None

    async def cancel(self, person: Person, reminder_id: UUID, *, action_id: str) -> Reminder:
        """Calls one off; a repeated one with all that would follow.

        Raises:
            NotFound: It is not waiting any more.
        """
        return await self._end(person, reminder_id, State.CANCELLED, (State.WAITING, State.KEPT), action_id)

    async def done(self, person: Person, reminder_id: UUID, *, action_id: str) -> Reminder:
        """Notes that the person did what one reminded of.

        Raises:
            NotFound: It is not there any more.
        """
        allowed = (State.WAITING, State.KEPT, State.TOLD)
        return await self._end(person, reminder_id, State.DONE, allowed, action_id)

    async def _end(
        self, person: Person, reminder_id: UUID, state: State, allowed: Sequence[State], action_id: str
    ) -> Reminder:
        kind = f"reminder.{'done' if state is State.DONE else 'cancel'}"
        async with writing(self._database, person.id, action_id=action_id, kind=kind, now=self._clock()) as act:
            if act.repeated is not None:
                return await self._get(act.session, act.repeated["id"])
            row = await act.session.get(ReminderRow, reminder_id, with_for_update=True)
            if row is None or row.kind not in self._kinds or row.state not in allowed:
                raise NotFound("it is not waiting any more")
            act.changing(row)
            row.state = state.value
            act.result = {"id": str(row.id), "what": row.text}
            return reminder_of_row(row)

    async def _listed(self, person: Person, states: Sequence[State], words: str) -> list[Reminder]:
        wanted = (
            select(ReminderRow)
            .where(ReminderRow.kind.in_(self._kinds), ReminderRow.state.in_([s.value for s in states]))
            .order_by(ReminderRow.due_at, ReminderRow.id)
            .limit(_LISTED)
        )
        async with self._database.person(person.id) as session:
            found = [reminder_of_row(row) for row in await session.scalars(wanted)]
        asked = words_of(words)
        scored = [(likeness(asked, Wording(words_of(reminder.text), ())), reminder) for reminder in found]
        meant = [(score, reminder) for score, reminder in scored if score >= ENOUGH]
        return [reminder for _, reminder in sorted(meant, key=lambda s: (-s[0], s[1].due_at))]

    async def _told(self, session: AsyncSession, within: timedelta) -> ReminderRow | None:
        return await session.scalar(
            select(ReminderRow)
            .where(ReminderRow.kind.in_(self._kinds), ReminderRow.state == State.TOLD)
            .where(ReminderRow.told_at >= self._clock() - within)
            .order_by(ReminderRow.told_at.desc(), ReminderRow.due_at.desc())
            .limit(1)
        )

    async def _get(self, session: AsyncSession, reminder_id: str) -> Reminder:
        row = await session.get(ReminderRow, UUID(reminder_id))
        if row is None:
            raise NotFound("it is not there any more")
        return reminder_of_row(row)
