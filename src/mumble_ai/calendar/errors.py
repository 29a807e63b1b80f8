"""What can't be done with a calendar; each message can be said to the person as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mumble_ai.calendar.event import Event


class CalendarError(Exception):
    """Nothing was changed; the message says why."""


class BadEvent(CalendarError):
    """What is to be kept contradicts itself or is out of range."""


class BadRule(CalendarError):
    """A recurrence rule that can't be kept."""


class NotFound(CalendarError):
    """There is no such event, task, reminder or action any more."""


class CannotMove(CalendarError):
    """A series can't be moved in this way without changing its rule."""


class ChangedMeanwhile(CalendarError):
    """Somebody changed the event after it was read; its present state is `event`."""

    def __init__(self, event: Event) -> None:
        super().__init__(f"{event.title} was changed in the meantime")
        self.event = event
