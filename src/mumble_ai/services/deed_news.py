"""Tells the pages what an action has changed: the calendar, or what is known of a person."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NoReturn
from uuid import UUID

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.registry import Watcher
from mumble_ai.storage.events import Events

Topic = Literal["calendar", "memory"]
CALENDAR: Final = "calendar"
MEMORY: Final = "memory"
PERSON: Final = "person_id"

_CALENDAR: Final[Sequence[Topic]] = (CALENDAR,)
_MEMORY: Final[Sequence[Topic]] = (MEMORY,)
CHANGES: Final[Mapping[str, Sequence[Topic]]] = {
    **dict.fromkeys(("add_event", "move_event", "cancel_event", "cancel_series"), _CALENDAR),
    **dict.fromkeys(("add_tasks", "finish_task", "drop_task", "clear_list"), _CALENDAR),
    **dict.fromkeys(("set_reminder", "cancel_reminder", "snooze_reminder", "finish_reminder"), _CALENDAR),
    **dict.fromkeys(("start_timer", "stop_timer", "set_alarm", "stop_alarm"), _CALENDAR),
    **dict.fromkeys(("remember", "forget"), _MEMORY),
    **dict.fromkeys(("forget_last", "forget_me", "undo"), (CALENDAR, MEMORY)),
}
"""What the actions change that pages show."""
MOST_WAITING: Final = 64


def watching(tell: Callable[[Topic, UUID], None]) -> Watcher:
    """A watcher of actions that tells what each has changed, and of whom."""

    def watch(context: ActionContext, name: str, deed: Deed) -> None:
        if deed.ok:
            for topic in CHANGES.get(name, ()):
                tell(topic, context.person.id)

    return watch


@dataclass(frozen=True, slots=True)
class _Changed:
    topic: Topic
    person_id: UUID


class DeedNews:
    """Tells other services, without making an action wait for it.

    What comes faster than it can be told is lost from the oldest on: pages look again when Redis is back.
    """

    def __init__(self, events: Events) -> None:
        self._events = events
        self._waiting: deque[_Changed] = deque(maxlen=MOST_WAITING)
        self._is_more = asyncio.Event()
        self.watch = watching(self._note)

    async def run(self) -> NoReturn:
        """Tells until cancelled."""
        while True:
            await self._is_more.wait()
            self._is_more.clear()
            while self._waiting:
                changed = self._waiting.popleft()
                await tell(self._events, changed.topic, changed.person_id)

    def _note(self, topic: Topic, person_id: UUID) -> None:
        self._waiting.append(_Changed(topic, person_id))
        self._is_more.set()


async def tell(events: Events, topic: Topic, person_id: UUID | str) -> None:
    """Tells other services that something of a person has changed."""
    await events.tell(topic, {PERSON: str(person_id)})
