"""Reminders: "remind me at three to call Bob", "snooze", "done"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from mumble_ai.calendar.errors import BadEvent, NotFound
from mumble_ai.calendar.journal import writing
from mumble_ai.calendar.reminding.keeping import Keeping
from mumble_ai.calendar.reminding.planning import ring
from mumble_ai.calendar.reminding.reminder import Kind, Reminder, State, new_row, reminder_of_row
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id

SNOOZED_FOR: Final = timedelta(minutes=10)
ANSWERED_WITHIN: Final = timedelta(hours=2)
"""So long after it was told, "snooze" and "done" mean a reminder."""
_SNOOZED_AT_MOST: Final = timedelta(days=31)


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
        if not timedelta(seconds=1) <= for_ <= _SNOOZED_AT_MOST:
            raise BadEvent(f"a reminder can be put off for up to {_SNOOZED_AT_MOST.days} days")
        now = self._clock()
        async with writing(self._database, person.id, action_id=action_id, kind="reminder.snooze", now=now) as act:
            if act.repeated is not None:
                return await self._get(act.session, act.repeated["id"])
            row = await self._any._told(act.session, ANSWERED_WITHIN)
            if row is None:
                raise NotFound("I have not reminded you of anything lately")
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
