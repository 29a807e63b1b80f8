"""Questions about the calendar: what is on, when something is, and whether there is time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.event_words import facts_of, said_when, told
from mumble_ai.assistant.actions.meant_event import Which, coming_event, meant
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.telling import spoken_title, understood
from mumble_ai.assistant.actions.when import span_of, time_of
from mumble_ai.calendar.calendar import Calendar

MOST_TOLD: Final = 6
"""Appointments read out at once; more are counted."""
AHEAD: Final = timedelta(days=7)
"""What "my calendar" means where no time is said."""


class Span(Parameters):
    """A time."""

    when: str = Field("", max_length=200, description="As said ('this weekend'), or ISO 8601; empty for what is next.")


@dataclass(frozen=True, slots=True)
class Schedule:
    """The questions about a calendar."""

    calendar: Calendar

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        return (
            Action("list_events", "Tells what is in the calendar in some time.", Span, self.list),
            Action("next_event", "Tells the next appointment.", Nothing, self.next),
            Action("find_event", "Tells when an appointment is.", Which, self.find),
            Action("is_free", "Tells whether the person has time.", Span, self.is_free),
        )

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
        texts = [told(context, occurrence, is_one_day=is_one_day) for occurrence in found[:MOST_TOLD]]
        said = context.say("events_on", count=len(found), when=named, events=replies(context.language).joined(texts))
        if len(found) > MOST_TOLD:
            said += context.say("and_more", count=len(found) - MOST_TOLD)
        return Deed.done(said, events=[facts_of(occurrence) for occurrence in found[:50]])

    async def next(self, context: ActionContext, given: Nothing) -> Deed:
        """The next appointment."""
        coming = await coming_event(self.calendar, context)
        if coming is None:
            return Deed.done(context.say("nothing_coming"), events=[])
        return Deed.done(said_when(context, coming), **facts_of(coming))

    async def find(self, context: ActionContext, given: Which) -> Deed:
        """When an appointment is."""
        one = await meant(self.calendar, context, given.said, is_question=True)
        if isinstance(one, Deed):
            return one
        return Deed.done(said_when(context, one), **facts_of(one))

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
        texts = [told(context, occurrence, is_one_day=True) for occurrence in free.busy[:MOST_TOLD]]
        said = context.say("is_busy", when=understood(context, time), events=replies(context.language).joined(texts))
        return Deed.done(said, free=False, events=[facts_of(o) for o in free.busy])
