"""Appointments: kept, moved, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Parameters
from mumble_ai.assistant.actions.calendar_undo import call_ids, undo_in, undo_with, why
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.doubts import doubt_about, no_such_day
from mumble_ai.assistant.actions.event_words import conflict_words, facts_of, rule_of
from mumble_ai.assistant.actions.meant_event import Which, meant
from mumble_ai.assistant.actions.telling import (
    occurrence_when,
    spoken_title,
)
from mumble_ai.assistant.actions.when import clock_only, duration_of, time_of
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import CalendarError
from mumble_ai.calendar.event import EventDraft, Occurrence
from mumble_ai.calendar.quick import length_of


class NewEvent(Parameters):
    """An appointment to be kept."""

    title: str = Field("", max_length=300, description="What it is, without the time.")
    when: str = Field("", max_length=200, description="As said ('every Tuesday at 6 pm', '3rd of May'), or ISO 8601.")
    place: str = Field("", max_length=200, description="Where, if that was said.")


class Move(Parameters):
    """Another time for an appointment."""

    what: str = Field("", max_length=200, description="Its words and, if said, its present time.")
    to: str = Field("", max_length=200, description="The new time, as said or in ISO 8601.")
    by: str = Field("", max_length=60, description="Instead of `to`: how much later, such as 'half an hour'.")
    earlier: bool = Field(False, description="True where `by` means earlier.")


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
            duration=length_of(time),
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
            said = context.say("event_repeats", said=said, rule=rule_of(context, added.occurrence))
        said += conflict_words(context, added.conflicts)
        return Deed.done(said, undo=undo_with(call_ids(context, 1)), **facts_of(added.occurrence))

    async def move(self, context: ActionContext, given: Move) -> Deed:
        """Moves one appointment, or one time of a series."""
        one = await meant(self.calendar, context, given.what)
        if isinstance(one, Deed):
            return one
        to = _new_start(context, given, one)
        if to is None:
            title = spoken_title(one.title)
            return Deed.ask("to", context.say("ask_when_move", title=title, when=occurrence_when(context, one)))
        try:
            edited = await self.calendar.move(context.person, one, to, action_id=str(context.action_id))
        except CalendarError as error:
            return Deed.failed(context.say("not_moved", why=why(context, error)))
        after = edited.after or one
        said = context.say("event_moved", title=spoken_title(after.title), when=occurrence_when(context, after))
        if edited.event.is_series:
            said += context.say("only_this_time")
        return Deed.done(
            said + conflict_words(context, edited.conflicts), undo=undo_with(call_ids(context, 1)), **facts_of(after)
        )

    async def cancel(self, context: ActionContext, given: Which) -> Deed:
        """Cancels one appointment, or one time of a series."""
        one = await meant(self.calendar, context, given.said)
        if isinstance(one, Deed):
            return one
        try:
            edited = await self.calendar.cancel(context.person, one, action_id=str(context.action_id))
        except CalendarError as error:
            return Deed.failed(context.say("not_cancelled", why=why(context, error)))
        said = context.say("event_cancelled", title=spoken_title(one.title), when=occurrence_when(context, one))
        if edited.event.is_series:
            said += context.say("only_this_time")
        return Deed.done(said, undo=undo_with(call_ids(context, 1)), **facts_of(one))

    async def confirm_series(self, context: ActionContext, given: Which) -> Deed:
        """What the person is asked before a whole series goes."""
        one = await meant(self.calendar, context, given.said)
        if isinstance(one, Deed):
            return one
        rule = rule_of(context, one) or occurrence_when(context, one)
        return Deed.ask("confirmation", context.say("confirm_series", title=spoken_title(one.title), rule=rule))

    async def cancel_series(self, context: ActionContext, given: Which) -> Deed:
        """Cancels all times of an appointment."""
        one = await meant(self.calendar, context, given.said)
        if isinstance(one, Deed):
            return one
        try:
            await self.calendar.cancel(context.person, one, whole_series=True, action_id=str(context.action_id))
        except CalendarError as error:
            return Deed.failed(context.say("not_cancelled", why=why(context, error)))
        said = context.say("series_cancelled", title=spoken_title(one.title))
        return Deed.done(said, undo=undo_with(call_ids(context, 1)), **facts_of(one))


def _new_start(context: ActionContext, given: Move, one: Occurrence) -> datetime | date | None:
    if given.by:
        by = duration_of(context, given.by)
        return None if by is None else one.start - by if given.earlier else one.start + by
    time = time_of(context, given.to)
    if time is None:
        return None
    if time.is_all_day:
        return time.start.date()
    return clock_only(context, given.to, one.start.date()) or time.moment
