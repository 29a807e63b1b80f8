"""Reminders: "remind me at three to call Bob", "snooze", "done"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select

from mumble_ai.calendar.errors import BadEvent, NotFound
from mumble_ai.calendar.journal import writing
from mumble_ai.calendar.reminding.keeping import Keeping
from mumble_ai.calendar.reminding.planning import ring
from mumble_ai.calendar.reminding.reminder import Kind, Reminder, State, new_row, reminder_of_row
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import ReminderRow

SNOOZED_FOR: Final = timedelta(minutes=10)
ANSWERED_WITHIN: Final = timedelta(hours=2)
"""So long after it was told, "snooze" and "done" mean a reminder."""
_SNOOZED_AT_MOST: Final = timedelta(days=31)
_LISTED: Final = 300


class Reminders(Keeping):
    """Reminders, and what was told last of any kind."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__(database, (Kind.REMINDER,), clock)
        self._any = Keeping(database, tuple(Kind), clock)

    async def set(self, person: Person, text: str, at: datetime, *, rule: str = "", action_id: str) -> Reminder:
        """Reminds the person of something at a moment, or at every one of a rule.

        Raises:
            BadEvent: Nothing to be reminded of, or the moment is over; `BadRule` where the rule can't be kept.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was kept.
        """
        if not text.strip():
            raise BadEvent("a reminder needs something to be reminded of")
        reminder = Reminder(new_id(), person.id, Kind.REMINDER, text, at.astimezone(UTC), person.time_zone)
        return await self.keep(reminder, rule=rule, action_id=action_id)

    async def told_last(self, person: Person) -> Reminder | None:
        """What the person was told of last, of any kind."""
        return await self._any.last_told(person, within=ANSWERED_WITHIN)

    async def answered(self, person: Person, *, action_id: str) -> Reminder:
        """ "Done": the one told last needs no more thought.

        Raises:
            NotFound: Nothing was told lately.
        """
        told = await self.told_last(person)
        if told is None:
            raise NotFound("I have not reminded you of anything lately")
        return await self._any.done(person, told.id, action_id=action_id)

    async def snooze(self, person: Person, for_: timedelta = SNOOZED_FOR, *, action_id: str) -> Reminder:
        """Tells the one told last again, a while from now; answers the new one.

        Raises:
            NotFound: Nothing was told lately.
            BadEvent: The while is too short or too long.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        return await self._put_off(person, None, for_, action_id)

    async def snooze_one(self, person: Person, reminder_id: UUID, for_: timedelta, *, action_id: str) -> Reminder:
        """Tells this one, of any kind, a while from now instead of when it was due; answers the new one.

        Raises:
            NotFound: It is not there any more.
            BadEvent: The while is too short or too long.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        return await self._put_off(person, reminder_id, for_, action_id)

    async def on_the_desk(self, person: Person, *, told_within: timedelta = timedelta(days=1)) -> list[Reminder]:
        """Everything of any kind that waits, and what was told of late and not answered, in the order it is due."""
        lately = ReminderRow.told_at >= self._clock() - told_within
        open_ = ReminderRow.state.in_((State.WAITING, State.TELLING, State.KEPT))
        wanted = (
            select(ReminderRow)
            .where(or_(open_, (ReminderRow.state == State.TOLD) & lately))
            .order_by(ReminderRow.due_at, ReminderRow.id)
            .limit(_LISTED)
        )
        async with self._database.person(person.id) as session:
            return [reminder_of_row(row) for row in await session.scalars(wanted)]

    async def end(self, person: Person, reminder_id: UUID, *, is_done: bool, action_id: str) -> Reminder:
        """Notes that one of any kind is done, or calls it off.

        Raises:
            NotFound: It is not there any more.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        end = self._any.done if is_done else self._any.cancel
        return await end(person, reminder_id, action_id=action_id)

    async def _put_off(self, person: Person, reminder_id: UUID | None, for_: timedelta, action_id: str) -> Reminder:
        if not timedelta(seconds=1) <= for_ <= _SNOOZED_AT_MOST:
            raise BadEvent(f"a reminder can be put off for up to {_SNOOZED_AT_MOST.days} days")
        now = self._clock()
        async with writing(self._database, person.id, action_id=action_id, kind="reminder.snooze", now=now) as act:
            if act.repeated is not None:
                return await self._get(act.session, act.repeated["id"])
            if reminder_id is None:
                row = await self._any._told(act.session, ANSWERED_WITHIN)
            else:
                row = await act.session.get(ReminderRow, reminder_id, with_for_update=True)
            if row is None or row.state not in (State.WAITING, State.KEPT, State.TOLD):
                raise NotFound(
                    "it is not there any more" if reminder_id else "I have not reminded you of anything lately"
                )
            act.changing(row)
            row.state = State.DONE.value
            again = _again(reminder_of_row(row), now + for_, for_)
            act.add(new_row(again, now))
            await act.session.flush()
            await ring(act.session)
            act.result = {"id": str(again.id), "what": again.text}
            return again


def _again(told: Reminder, due_at: datetime, after: timedelta) -> Reminder:
    """The same once more. A notice of an event is a reminder from now on: the event knows nothing of it."""
    return replace(
        told,
        id=new_id(),
        kind=Kind.REMINDER if told.kind is Kind.EVENT else told.kind,
        due_at=due_at,
        rule="",
        starts=None,
        event_id=None,
        begins_at=None,
        begins_on=None,
        set_for=after if told.kind is Kind.TIMER else None,
        state=State.WAITING,
        attempts=0,
        told_at=None,
    )
