"""What is to be told at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from mumble_ai.storage.tables import ReminderRow

MAX_TEXT: Final = 500
LONGEST: Final = timedelta(days=366 * 10)


class Kind(StrEnum):
    """What it is."""

    REMINDER = "reminder"
    TIMER = "timer"
    ALARM = "alarm"
    EVENT = "event"


class State(StrEnum):
    """How far it is; see `ReminderRow`."""

    WAITING = "waiting"
    TELLING = "telling"
    KEPT = "kept"
    TOLD = "told"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder, timer, alarm or notice of an event.

    Attributes:
        text: What to be reminded of; the label of a timer or alarm, which may be empty; the title of an event.
        zone: In which it was set.
        rule: RRULE without its name; empty for once.
        begins_at: When the event begins that it gives notice of; None where that is all day.
        begins_on: Its first day, where it is all day.
        set_for: How long a timer was set for.
        attempts: How often it was tried to tell it.
    """

    id: UUID
    person_id: UUID
    kind: Kind
    text: str
    due_at: datetime
    zone: str
    rule: str = ""
    starts: datetime | None = None
    event_id: UUID | None = None
    begins_at: datetime | None = None
    begins_on: date | None = None
    set_for: timedelta | None = None
    state: State = State.WAITING
    attempts: int = 0
    told_at: datetime | None = None

    def left(self, now: datetime) -> timedelta:
        """Time until it is due; none where it is."""
        return max(timedelta(0), self.due_at - now)


def reminder_of_row(row: ReminderRow) -> Reminder:
    """The reminder that a row keeps."""
    return Reminder(
        id=row.id,
        person_id=row.person_id,
        kind=Kind(row.kind),
        text=row.text,
        due_at=row.due_at,
        zone=row.zone,
        rule=row.rule,
        starts=row.starts,
        event_id=row.event_id,
        begins_at=row.begins_at,
        begins_on=row.begins_on,
        set_for=None if row.set_for_s is None else timedelta(seconds=row.set_for_s),
        state=State(row.state),
        attempts=row.attempts,
        told_at=row.told_at,
    )


def new_row(reminder: Reminder, now: datetime) -> ReminderRow:
    """A row for a reminder that has none."""
    return ReminderRow(
        id=reminder.id,
        person_id=reminder.person_id,
        kind=reminder.kind.value,
        text=reminder.text,
        due_at=reminder.due_at,
        zone=reminder.zone,
        rule=reminder.rule,
        starts=reminder.starts,
        event_id=reminder.event_id,
        begins_at=reminder.begins_at,
        begins_on=reminder.begins_on,
        set_for_s=None if reminder.set_for is None else reminder.set_for // timedelta(seconds=1),
        created_at=now,
    )
