"""Appointments: kept, moved, cancelled, found, and whether there is time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.calendar_undo import call_ids, undo_in, undo_with, why
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.doubts import doubt_about, no_such_day
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.telling import (
    clock_time,
    day_of,
    occurrence_when,
    rule_words,
    spoken_title,
    understood,
)
from mumble_ai.assistant.actions.when import clock_only, duration_of, span_of, time_of, words_and_time
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import CalendarError
from mumble_ai.calendar.event import EventDraft, Occurrence
from mumble_ai.calendar.finding import Found
from mumble_ai.spoken_time import SpokenTime

MOST_TOLD: Final = 6
"""Appointments read out at once; more are counted."""
NEXT: Final = "next"
AHEAD: Final = timedelta(days=7)
"""What "my calendar" means where no time is said."""


class NewEvent(Parameters):
    """An appointment to be kept."""

    title: str = Field("", max_length=300, description="What it is, without the time.")
    when: str = Field("", max_length=200, description="As said ('every Tuesday at 6 pm', '3rd of May'), or ISO 8601.")
    place: str = Field("", max_length=200, description="Where, if that was said.")


class Which(Parameters):
    """An appointment that is there already."""

    what: str = Field("", max_length=200, description="Words and time of it: 'dentist on Friday'; or 'next'.")
    when: str = Field("", max_length=200, description="Its time, if that was said apart.")

    @property
    def said(self) -> str:
        """Words and time."""
        return f"{self.what} {self.when}".strip()


class Move(Parameters):
    """Another time for an appointment."""

    what: str = Field("", max_length=200, description="Its words and, if said, its present time.")
    to: str = Field("", max_length=200, description="The new time, as said or in ISO 8601.")
    by: str = Field("", max_length=60, description="Instead of `to`: how much later, such as 'half an hour'.")
    earlier: bool = Field(False, description="True where `by` means earlier.")


class Span(Parameters):
    """A time."""

    when: str = Field("", max_length=200, description="As said ('this weekend'), or ISO 8601; empty for what is next.")


@dataclass(frozen=True, slots=True)
class Events:
    """The actions on a calendar."""

    calendar: Calendar

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        undo = undo_in(self.calendar)
        return (
            Action(
                "add_event",
                "Keeps an appointment in the person's calendar, once or repeated. Only when the person asks for it.",
                NewEvent,
                self.add,
                acts=True,
                undo=undo,
            ),
            Action("move_event", "Moves an appointment to another time.", Move, self.move, acts=True, undo=undo),
            Action(
                "cancel_event",
                "Takes an appointment out of the calendar; of a repeated one the next time only.",
                Which,
                self.cancel,
                acts=True,
                undo=undo,
            ),
            Action(
                "cancel_series",
                "Takes a repeated appointment out of the calendar with all its times.",
                Which,
                self.cancel_series,
                acts=True,
                confirm=self.confirm_series,
                undo=undo,
            ),
            Action("list_events", "Tells what is in the calendar in some time.", Span, self.list),
            Action("next_event", "Tells the next appointment.", Nothing, self.next),
            Action("find_event", "Tells when an appointment is.", Which, self.find),
            Action("is_free", "Tells whether the person has time.", Span, self.is_free),
        )

    async def add(self, context: ActionContext, given: NewEvent) -> Deed:
        """Keeps an appointment and says back what was understood."""
        if not given.title:
            return Deed.ask("title", context.say("ask_title"))
        time = time_of(context, given.when)
        if time is None:
            title = spoken_title(given.title)
            return Deed.ask("when", no_such_day(context) or context.say("ask_when_event", title=title))
        if asked := doubt_about(context, given.when, time):
            return Deed.ask("when", asked)
        draft = EventDraft(
            title=given.title,
            start=time.start.date() if time.is_all_day else time.moment,
            duration=_length(time),
            zone=context.person.time_zone,
            place=given.place,
            rule=time.rrule or "",
        )
        try:
            added = await self.calendar.add(context.person, draft, action_id=str(context.action_id))
        except CalendarError as error:
            return Deed.failed(context.say("not_kept", why=why(context, error)))
        key = "event_was_there" if added.is_merged else "event_added"
        title = spoken_title(added.event.title)
        said = context.say(key, title=title, when=occurrence_when(context, added.occurrence))
        if added.event.rule:
            said = context.say("event_repeats", said=said, rule=_rule(context, added.occurrence))
        said += _conflict(context, added.conflicts)
        return Deed.done(said, undo=undo_with(call_ids(context, 1)), **_facts(added.occurrence))

    async def move(self, context: ActionContext, given: Move) -> Deed:
        """Moves one appointment, or one time of a series."""
        meant = await self._meant(context, given.what)
        if isinstance(meant, Deed):
            return meant
        to = _new_start(context, given, meant)
        if to is None:
            title = spoken_title(meant.title)
            return Deed.ask("to", context.say("ask_when_move", title=title, when=occurrence_when(context, meant)))
        try:
            edited = await self.calendar.move(context.person, meant, to, action_id=str(context.action_id))
        except CalendarError as error:
            return Deed.failed(context.say("not_moved", why=why(context, error)))
        after = edited.after or meant
        said = context.say("event_moved", title=spoken_title(after.title), when=occurrence_when(context, after))
        if edited.event.is_series:
            said += context.say("only_this_time")
        return Deed.done(
            said + _conflict(context, edited.conflicts), undo=undo_with(call_ids(context, 1)), **_facts(after)
        )

    async def cancel(self, context: ActionContext, given: Which) -> Deed:
        """Cancels one appointment, or one time of a series."""
        meant = await self._meant(context, given.said)
        if isinstance(meant, Deed):
            return meant
        try:
            edited = await self.calendar.cancel(context.person, meant, action_id=str(context.action_id))
        except CalendarError as error:
            return Deed.failed(context.say("not_cancelled", why=why(context, error)))
        said = context.say("event_cancelled", title=spoken_title(meant.title), when=occurrence_when(context, meant))
        if edited.event.is_series:
            said += context.say("only_this_time")
        return Deed.done(said, undo=undo_with(call_ids(context, 1)), **_facts(meant))

    async def confirm_series(self, context: ActionContext, given: Which) -> Deed:
        """What the person is asked before a whole series goes."""
        meant = await self._meant(context, given.said)
        if isinstance(meant, Deed):
            return meant
        rule = _rule(context, meant) or occurrence_when(context, meant)
        return Deed.ask("confirmation", context.say("confirm_series", title=spoken_title(meant.title), rule=rule))

    async def cancel_series(self, context: ActionContext, given: Which) -> Deed:
        """Cancels all times of an appointment."""
        meant = await self._meant(context, given.said)
        if isinstance(meant, Deed):
            return meant
        try:
            await self.calendar.cancel(context.person, meant, whole_series=True, action_id=str(context.action_id))
        except CalendarError as error:
            return Deed.failed(context.say("not_cancelled", why=why(context, error)))
        said = context.say("series_cancelled", title=spoken_title(meant.title))
        return Deed.done(said, undo=undo_with(call_ids(context, 1)), **_facts(meant))

    async def list(self, context: ActionContext, given: Span) -> Deed:
        """What is on."""
        time = time_of(context, given.when)
        if given.when and time is None:
            return Deed.failed(context.say("no_such_time", when=given.when))
        start, end = span_of(time) if time else (context.now, context.now + AHEAD)
        found = await self.calendar.between(context.person, start, end)
        named = understood(context, time) if time else context.say("next_days")
        if not found:
            return Deed.done(context.say("nothing_on", when=named), events=[])
        is_one_day = end - start <= timedelta(days=1)
        told = [_told(context, occurrence, is_one_day=is_one_day) for occurrence in found[:MOST_TOLD]]
        said = context.say("events_on", count=len(found), when=named, events=replies(context.language).joined(told))
        if len(found) > MOST_TOLD:
            said += context.say("and_more", count=len(found) - MOST_TOLD)
        return Deed.done(said, events=[_facts(occurrence) for occurrence in found[:50]])

    async def next(self, context: ActionContext, given: Nothing) -> Deed:
        """The next appointment."""
        coming = await self._coming(context)
        if coming is None:
            return Deed.done(context.say("nothing_coming"), events=[])
        return Deed.done(_said_when(context, coming), **_facts(coming))

    async def find(self, context: ActionContext, given: Which) -> Deed:
        """When an appointment is."""
        meant = await self._meant(context, given.said, is_question=True)
        if isinstance(meant, Deed):
            return meant
        return Deed.done(_said_when(context, meant), **_facts(meant))

    async def is_free(self, context: ActionContext, given: Span) -> Deed:
        """Whether there is time."""
        time = time_of(context, given.when)
        if time is None:
            return Deed.ask("when", context.say("ask_when_free"))
        start, end = span_of(time, at_least=timedelta(hours=1))
        free = await self.calendar.is_free(context.person, start, end)
        if free.is_free:
            said = context.say("is_free", when=understood(context, time))
            if free.all_day:
                titles = replies(context.language).joined([spoken_title(o.title) for o in free.all_day])
                said += context.say("all_day_too", titles=titles)
            return Deed.done(said, free=True)
        told = [_told(context, occurrence, is_one_day=True) for occurrence in free.busy[:MOST_TOLD]]
        said = context.say("is_busy", when=understood(context, time), events=replies(context.language).joined(told))
        return Deed.done(said, free=False, events=[_facts(o) for o in free.busy])

    async def _coming(self, context: ActionContext) -> Occurrence | None:
        found = await self.calendar.upcoming(context.person, limit=5)
        return next((o for o in found if o.start >= context.now), found[0] if found else None)

    async def _meant(self, context: ActionContext, what: str, *, is_question: bool = False) -> Occurrence | Deed:
        """The one appointment that is meant, or what to say where there is none or more than one."""
        if not what:
            return Deed.ask("what", context.say("ask_which_event"))
        if what == NEXT:
            coming = await self._coming(context)
            return coming or Deed.nothing(context.say("nothing_coming"))
        words, time = words_and_time(context, what)
        start, end = span_of(time) if time else (None, None)
        found = await self.calendar.find(context.person, words, start=start, end=end)
        if not found:
            return Deed.nothing(context.say("no_such_event", what=spoken_title(what)), looked_for=what)
        equal = _equally_meant(found)
        if len(equal) > 1 and not is_question:
            told = [_told(context, found.occurrence, is_one_day=False) for found in equal[:3]]
            which = replies(context.language).joined(told, either=True)
            return Deed.ask("what", context.say("which_event", events=which), choices=told)
        return equal[0].occurrence


def _equally_meant(found: Sequence[Found]) -> list[Found]:
    """Those that fit as well as the best, each event once; an exact name beats a part of one."""
    best: dict[Any, Found] = {}
    for one in found:
        if abs(one.score - found[0].score) < 0.005:
            best.setdefault(one.occurrence.event.id, one)
    return list(best.values())


def _length(time: SpokenTime) -> timedelta | None:
    if time.duration is not None:
        return time.duration
    if time.is_all_day and time.end is not None:
        return timedelta(days=max(1, (time.end.date() - time.start.date()).days))
    is_span = time.end is not None and not time.part_of_day
    return time.end - time.start if is_span and time.end else None


def _new_start(context: ActionContext, given: Move, meant: Occurrence) -> datetime | date | None:
    if given.by:
        by = duration_of(context, given.by)
        return None if by is None else meant.start - by if given.earlier else meant.start + by
    time = time_of(context, given.to)
    if time is None:
        return None
    if time.is_all_day:
        return time.start.date()
    return clock_only(context, given.to, meant.start.date()) or time.moment


def _rule(context: ActionContext, occurrence: Occurrence) -> str:
    return rule_words(context, occurrence.event.rule, occurrence.start, is_all_day=occurrence.is_all_day)


def _told(context: ActionContext, occurrence: Occurrence, *, is_one_day: bool) -> str:
    title = spoken_title(occurrence.title)
    if not is_one_day:
        return context.say("event_with_day", title=title, when=occurrence_when(context, occurrence))
    if occurrence.is_all_day:
        return context.say("event_all_day", title=title)
    return context.say("event_at", title=title, time=clock_time(context, occurrence.start))


def _said_when(context: ActionContext, occurrence: Occurrence) -> str:
    title, when = spoken_title(occurrence.title), occurrence_when(context, occurrence)
    key = "event_was" if occurrence.end <= context.now else "event_is"
    said = context.say(key, title=title, when=when)
    return said + context.say("event_place", place=occurrence.place) if occurrence.place else said


def _conflict(context: ActionContext, conflicts: Sequence[Occurrence]) -> str:
    if not conflicts:
        return ""
    first = conflicts[0]
    title, time = spoken_title(first.title), clock_time(context, first.start)
    return context.say("event_conflict", title=title, time=time, day=day_of(context, first.start))


def _facts(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "title": occurrence.title,
        "start": occurrence.start.isoformat(),
        "end": occurrence.end.isoformat(),
        "all_day": occurrence.is_all_day,
        "place": occurrence.place,
        "rule": occurrence.event.rule,
    }
