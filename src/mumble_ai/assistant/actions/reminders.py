"""Reminders: set, listed, put off, done with, called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.calendar_undo import call_ids, undo_in, undo_with, why
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.doubts import doubt_about, no_such_day
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.telling import moment_when, rule_words, spoken_title
from mumble_ai.assistant.actions.when import duration_of, span_of, time_of, words_and_time
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import CalendarError, NotFound
from mumble_ai.calendar.reminding.reminder import Reminder
from mumble_ai.calendar.reminding.reminders import SNOOZED_FOR, Reminders

MOST_TOLD: Final = 6


class NewReminder(Parameters):
    """Something to be reminded of."""

    text: str = Field("", max_length=400, description="What to be reminded of, without the time.")
    when: str = Field("", max_length=200, description="As said ('in ten minutes', 'every day at 9'), or ISO 8601.")


class Span(Parameters):
    """A time."""

    when: str = Field("", max_length=200, description="As said ('this week'), or ISO 8601; empty for all.")


class Which(Parameters):
    """One that is set already."""

    what: str = Field("", max_length=200, description="Its words and, if said, its time; empty for the newest.")
    when: str = Field("", max_length=200, description="Its time, if that was said alone.")


class Snooze(Parameters):
    """How long to put it off."""

    duration: str = Field("", max_length=60, description="Such as 'half an hour'; empty for ten minutes.")
    minutes: float = Field(0, ge=0, le=44_640, description="Instead of `duration`: minutes.")


@dataclass(frozen=True, slots=True)
class Reminding:
    """The actions on reminders."""

    reminders: Reminders
    calendar: Calendar

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        undo = undo_in(self.calendar)
        return (
            Action(
                "set_reminder",
                "Reminds the person of something at a time, once or repeatedly. Only when they ask for it.",
                NewReminder,
                self.set,
                acts=True,
                undo=undo,
            ),
            Action("list_reminders", "Tells which reminders are set.", Span, self.list),
            Action("cancel_reminder", "Calls a reminder off.", Which, self.cancel, acts=True, undo=undo),
            Action("snooze_reminder", "Puts the last reminder off.", Snooze, self.snooze, acts=True, undo=undo),
            Action("finish_reminder", "Notes that what was reminded of is done.", Nothing, self.finish, acts=True),
        )

    async def set(self, context: ActionContext, given: NewReminder) -> Deed:
        """Sets a reminder and says back when it comes."""
        if not given.text:
            return Deed.ask("text", context.say("ask_reminder_text"))
        time = time_of(context, given.when)
        if time is None:
            return Deed.ask("when", no_such_day(context) or context.say("ask_when_reminder"))
        if asked := doubt_about(context, given.when, time):
            return Deed.ask("when", asked)
        moment = time.moment.replace(hour=9) if time.is_all_day else time.moment
        ids = call_ids(context, 1)
        try:
            reminder = await self.reminders.set(
                context.person, given.text, moment, rule=time.rrule or "", action_id=ids[0]
            )
        except CalendarError as error:
            return Deed.failed(context.say("not_set", why=why(context, error)))
        when = moment_when(context, reminder.due_at)
        said = context.say("reminder_set", text=spoken_title(reminder.text), when=when)
        if reminder.rule:
            said = context.say("event_repeats", said=said, rule=rule_words(context, reminder.rule, moment))
        return Deed.done(said, undo=undo_with(ids), **_facts(context, reminder))

    async def list(self, context: ActionContext, given: Span) -> Deed:
        """Which are set."""
        found = await self.reminders.waiting(context.person)
        if time := time_of(context, given.when):
            start, end = span_of(time)
            found = [reminder for reminder in found if start <= reminder.due_at < end]
        found = sorted(found, key=lambda reminder: reminder.due_at)
        if not found:
            return Deed.done(context.say("no_reminders"), reminders=[])
        told = [_told(context, reminder) for reminder in found[:MOST_TOLD]]
        said = context.say("reminders", count=len(found), reminders=replies(context.language).joined(told))
        if len(found) > MOST_TOLD:
            said += context.say("and_more", count=len(found) - MOST_TOLD)
        return Deed.done(said, reminders=[_facts(context, reminder) for reminder in found[:50]])

    async def cancel(self, context: ActionContext, given: Which) -> Deed:
        """Calls one off."""
        words, time = words_and_time(context, f"{given.what} {given.when}".strip())
        found = await self.reminders.waiting(context.person, words)
        if time is not None:
            start, end = span_of(time)
            found = [reminder for reminder in found if start <= reminder.due_at < end]
        if not found:
            return Deed.nothing(context.say("no_such_reminder", what=spoken_title(given.what or given.when)))
        if len(found) > 1 and not words:
            told = replies(context.language).joined([_told(context, one) for one in found[:3]], either=True)
            return Deed.ask("what", context.say("which_reminder", reminders=told))
        ids = call_ids(context, 1)
        try:
            gone = await self.reminders.cancel(context.person, found[0].id, action_id=ids[0])
        except CalendarError as error:
            return Deed.failed(context.say("not_cancelled", why=why(context, error)))
        said = context.say("reminder_cancelled", text=spoken_title(gone.text), when=moment_when(context, gone.due_at))
        return Deed.done(said, undo=undo_with(ids), **_facts(context, gone))

    async def snooze(self, context: ActionContext, given: Snooze) -> Deed:
        """Tells the last one again later."""
        asked = timedelta(minutes=given.minutes) if given.minutes else duration_of(context, given.duration)
        ids = call_ids(context, 1)
        try:
            again = await self.reminders.snooze(context.person, asked or SNOOZED_FOR, action_id=ids[0])
        except NotFound:
            return Deed.nothing(context.say("nothing_reminded"))
        except CalendarError as error:
            return Deed.failed(context.say("not_set", why=why(context, error)))
        said = context.say("reminder_snoozed", when=moment_when(context, again.due_at))
        return Deed.done(said, undo=undo_with(ids), **_facts(context, again))

    async def finish(self, context: ActionContext, given: Nothing) -> Deed:
        """The last one needs no more thought."""
        try:
            done = await self.reminders.answered(context.person, action_id=call_ids(context, 1)[0])
        except NotFound:
            return Deed.nothing(context.say("nothing_reminded"))
        return Deed.done(context.say("reminder_done", text=spoken_title(done.text)))


def _told(context: ActionContext, reminder: Reminder) -> str:
    when = moment_when(context, reminder.due_at)
    return context.say("reminder_told", text=spoken_title(reminder.text), when=when)


def _facts(context: ActionContext, reminder: Reminder) -> dict[str, Any]:
    due_at = reminder.due_at.astimezone(context.person.zone).isoformat()
    return {"text": reminder.text, "due_at": due_at, "rule": reminder.rule}
