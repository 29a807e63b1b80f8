"""The calendar as the pages and programs see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from mumble_ai.calendar.event import MAX_TEXT, MAX_TITLE, Occurrence
from mumble_ai.calendar.outcomes import Edited
from mumble_ai.calendar.revising import Scope
from mumble_ai.calendar.sharing import COLOURS, Shared, Shown
from mumble_ai.memory.people.person import Person
from mumble_ai.spoken_time import say_rule

LARGEST_WINDOW: Final = timedelta(days=400)
MAX_REMINDERS: Final = 10
MAX_REMIND_MINUTES: Final = 60 * 24 * 366


def _printable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a text can't hold a NUL character")
    return text


def _start(given: object) -> object:
    """A day stays a day, and midnight a moment: they are told apart by how they are written."""
    if not isinstance(given, str):
        return given
    return date.fromisoformat(given) if len(given) == len("2026-01-01") else datetime.fromisoformat(given)


Text = Annotated[str, AfterValidator(_printable)]
Title = Annotated[str, Field(max_length=MAX_TITLE), AfterValidator(_printable)]
LongText = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_printable)]
Importance = Annotated[int, Field(ge=1, le=10)]
RemindMinutes = Annotated[list[Annotated[int, Field(ge=0, le=MAX_REMIND_MINUTES)]], Field(max_length=MAX_REMINDERS)]
Start = Annotated[
    datetime | date,
    BeforeValidator(_start),
    Field(description="A day, wall time in `zone`, or a moment with its offset."),
]
Seconds = Annotated[int, Field(ge=0, le=366 * 24 * 3600, description="Elapsed seconds; whole days of all-day events.")]


class EventView(BaseModel):
    """An event at one of its times, told in the viewer's zone.

    Attributes:
        key: Names this time of the event.
        start: With the offset there; midnight of all-day events.
        end: The first moment after it.
        rule: RRULE; empty for once.
        repeats: The rule in words.
        remind_minutes: Minutes before the start; null for the usual ones.
        zone: In which its times repeat.
        only_times: The owner shows when, and nothing else.
        mine: Whether the viewer may edit it.
    """

    event_id: UUID
    key: str
    person_id: UUID
    title: str
    place: str
    description: str
    start: datetime
    end: datetime
    is_all_day: bool
    importance: int
    rule: str
    repeats: str
    is_series: bool
    is_changed: bool
    remind_minutes: list[int] | None
    is_busy: bool
    zone: str
    revision: int
    only_times: bool
    mine: bool


class CalendarPerson(BaseModel):
    """Somebody whose calendar the viewer may see."""

    person_id: UUID
    name: str
    is_me: bool
    shown: Shown
    colour: Annotated[int, Field(ge=0, lt=COLOURS)]


class CalendarWindow(BaseModel):
    """What lies in a span of time.

    Attributes:
        zone: The viewer's, in which all of it is told.
    """

    zone: str
    now: datetime
    events: list[EventView]


class EventBody(BaseModel):
    """An event to be kept."""

    title: Annotated[Title, Field(min_length=1)]
    start: Start
    duration_s: Seconds | None = None
    zone: Annotated[str, Field(max_length=60)] = ""
    place: LongText = ""
    description: LongText = ""
    importance: Importance = 5
    rule: Annotated[str, Field(max_length=500)] = ""
    remind_minutes: RemindMinutes | None = None
    is_busy: bool | None = None


class EventPatch(BaseModel):
    """What is to be different; what is left out stays. `remind_minutes` null means the usual reminders again.

    Attributes:
        key: The time that was edited; empty for the first one.
        revision: The state that was seen; another one there is answered with 409 and that one.
    """

    key: Annotated[str, Field(max_length=40)] = ""
    scope: Scope = Scope.ALL
    revision: int | None = None
    title: Annotated[Title, Field(min_length=1)] | None = None
    start: Start | None = None
    duration_s: Seconds | None = None
    zone: Annotated[str, Field(max_length=60)] | None = None
    place: LongText | None = None
    description: LongText | None = None
    importance: Importance | None = None
    rule: Annotated[str, Field(max_length=500)] | None = None
    remind_minutes: RemindMinutes | None = None
    is_busy: bool | None = None


class EventDone(BaseModel):
    """What came of a change.

    Attributes:
        event: The event as it is now; null where it was cancelled.
        was_there: The same one was in the calendar already.
        conflicts: What takes the same time, the first few.
        undo: Names the change for `POST /api/v1/calendar/undo`.
    """

    event: EventView | None
    was_there: bool = False
    conflicts: list[EventView] = []
    undo: str


class EventConflict(BaseModel):
    """409: it was changed meanwhile.

    Attributes:
        theirs: The event as it is now.
        yours: What was to be different.
    """

    type: str = "about:blank"
    title: str = "Changed meanwhile"
    status: int = 409
    detail: str
    error: str
    code: str = "changed_meanwhile"
    theirs: EventView
    yours: EventPatch


def event_view(occurrence: Occurrence, viewer: Person, *, now: datetime, of: Shared | None = None) -> EventView:
    """An occurrence as it is shown.

    Args:
        of: Whose it is; None for the viewer's own.
    """
    event = occurrence.event
    rule = event.rule
    words = ""
    if rule:
        words = say_rule(
            rule,
            occurrence.start,
            now,
            clock=viewer.clock,
            language=viewer.language or "en",
            is_all_day=event.is_all_day,
        )
    return EventView(
        event_id=event.id,
        key=occurrence.key,
        person_id=of.person_id if of else viewer.id,
        title=occurrence.title,
        place=occurrence.place,
        description=occurrence.description,
        start=occurrence.start,
        end=occurrence.end,
        is_all_day=occurrence.is_all_day,
        importance=event.importance,
        rule=rule,
        repeats=words,
        is_series=event.is_series,
        is_changed=occurrence.is_changed,
        remind_minutes=None if event.remind_minutes is None else list(event.remind_minutes),
        is_busy=event.is_busy,
        zone=event.zone,
        revision=event.revision,
        only_times=of is not None and of.shown is Shown.TIMES,
        mine=of is None or of.person_id == viewer.id,
    )


def done_view(
    edited: Edited, viewer: Person, *, now: datetime, undo: str, conflicts: Sequence[Occurrence] = ()
) -> EventDone:
    """What came of an edit."""
    return EventDone(
        event=event_view(edited.after, viewer, now=now) if edited.after else None,
        conflicts=[event_view(one, viewer, now=now) for one in (conflicts or edited.conflicts)],
        undo=undo,
    )
