"""Timers and alarms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Parameters
from mumble_ai.assistant.actions.calendar_undo import call_ids, undo_in, undo_with, why
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.doubts import doubt_about
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.telling import amount, moment_when, rule_words
from mumble_ai.assistant.actions.when import duration_of, span_of, time_of
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import CalendarError
from mumble_ai.calendar.reminding.reminder import Kind, Reminder
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.spoken_time import SpokenTime

MOST_TOLD: Final = 5


class NewTimer(Parameters):
    """How long."""

    duration: str = Field("", max_length=80, description="Such as 'ten minutes'.")
    name: str = Field("", max_length=60, description="What it is for, if that was said.")


class WhichTimer(Parameters):
    """Which one."""

    name: str = Field("", max_length=60, description="What it is for, if that was said.")
    all: bool = Field(False, description="Every one.")


class NewAlarm(Parameters):
    """When to wake."""

    when: str = Field("", max_length=200, description="As said ('at seven', 'every weekday at 6'), or ISO 8601.")


class WhichAlarm(Parameters):
    """Which one."""

    when: str = Field("", max_length=200, description="When it rings, if that was said; empty for all.")


@dataclass(frozen=True, slots=True)
class Timing:
    """The actions on timers and alarms."""

    timers: Timers
    calendar: Calendar

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        undo = undo_in(self.calendar)
        return (
            Action("start_timer", "Starts a timer.", NewTimer, self.start, acts=True, undo=undo),
            Action("stop_timer", "Stops a timer, or all.", WhichTimer, self.stop, acts=True, undo=undo),
            Action("tell_timers", "Tells how much time timers have left.", WhichTimer, self.tell),
            Action("set_alarm", "Wakes the person at a time.", NewAlarm, self.set_alarm, acts=True, undo=undo),
            Action("stop_alarm", "Calls alarms off.", WhichAlarm, self.stop_alarm, acts=True, undo=undo),
            Action("list_alarms", "Tells which alarms are set.", WhichAlarm, self.list_alarms),
        )

    async def start(self, context: ActionContext, given: NewTimer) -> Deed:
        """Starts one."""
        duration = duration_of(context, given.duration)
        if duration is None:
            return Deed.ask("duration", context.say("ask_duration"))
        ids = call_ids(context, 1)
        try:
            timer = await self.timers.start(context.person, duration, given.name, action_id=ids[0])
        except CalendarError as error:
            return Deed.failed(context.say("not_set", why=why(context, error)))
        key = "named_timer_started" if timer.text else "timer_started"
        said = context.say(key, name=timer.text, amount=amount(context, duration))
        return Deed.done(said, undo=undo_with(ids), seconds=duration.total_seconds(), name=timer.text)

    async def stop(self, context: ActionContext, given: WhichTimer) -> Deed:
        """Stops one, or all."""
        found = await self._waiting(context, Kind.TIMER, given.name)
        if not found:
            return Deed.nothing(context.say("no_such_timer" if given.name else "no_timers", name=given.name))
        if len(found) > 1 and not given.name and not given.all:
            names = [self._left(context, timer) for timer in found[:MOST_TOLD]]
            which = replies(context.language).joined(names, either=True)
            return Deed.ask("name", context.say("which_timer", timers=which))
        return await self._stop(context, found if given.all else found[:1], "timer_stopped")

    async def tell(self, context: ActionContext, given: WhichTimer) -> Deed:
        """How much time is left."""
        found = await self._waiting(context, Kind.TIMER, given.name)
        if not found:
            return Deed.done(context.say("no_such_timer" if given.name else "no_timers", name=given.name), timers=[])
        left = [self._left(context, timer) for timer in found[:MOST_TOLD]]
        said = context.say("timers", count=len(found), timers=replies(context.language).joined(left))
        seconds = [round(timer.left(context.now).total_seconds()) for timer in found]
        return Deed.done(said, seconds_left=seconds)

    async def set_alarm(self, context: ActionContext, given: NewAlarm) -> Deed:
        """Sets one and says back when it rings."""
        # "Seven" is in the morning where somebody is to be woken.
        time = time_of(context, given.when) if given.when[:4].isdigit() else _waking(context, given.when)
        if time is None or (time.is_all_day and time.rrule is None):
            return Deed.ask("when", context.say("ask_when_alarm"))
        if asked := doubt_about(context, given.when, time):
            return Deed.ask("when", asked)
        ids = call_ids(context, 1)
        try:
            alarm = await self.timers.alarm(context.person, time.moment, rule=time.rrule or "", action_id=ids[0])
        except CalendarError as error:
            return Deed.failed(context.say("not_set", why=why(context, error)))
        said = context.say("alarm_set", when=moment_when(context, alarm.due_at))
        if alarm.rule:
            said = context.say("event_repeats", said=said, rule=rule_words(context, alarm.rule, time.moment))
        return Deed.done(said, undo=undo_with(ids), due_at=_local(context, alarm), rule=alarm.rule)

    async def stop_alarm(self, context: ActionContext, given: WhichAlarm) -> Deed:
        """Calls off those of that time, or all."""
        found = await self._alarms(context, given)
        if not found:
            return Deed.nothing(context.say("no_alarms"))
        return await self._stop(context, found, "alarm_stopped")

    async def list_alarms(self, context: ActionContext, given: WhichAlarm) -> Deed:
        """Which are set."""
        found = await self._alarms(context, given)
        if not found:
            return Deed.done(context.say("no_alarms"), alarms=[])
        told = [moment_when(context, alarm.due_at) for alarm in found[:MOST_TOLD]]
        said = context.say("alarms", count=len(found), alarms=replies(context.language).joined(told))
        return Deed.done(said, alarms=[_local(context, alarm) for alarm in found])

    async def _alarms(self, context: ActionContext, given: WhichAlarm) -> Sequence[Reminder]:
        found = await self._waiting(context, Kind.ALARM, "")
        if time := time_of(context, given.when):
            start, end = span_of(time, at_least=timedelta(minutes=1))
            found = [alarm for alarm in found if start <= alarm.due_at < end]
        return found

    async def _waiting(self, context: ActionContext, kind: Kind, words: str) -> Sequence[Reminder]:
        found = await self.timers.waiting(context.person, words)
        return [one for one in found if one.kind is kind]

    async def _stop(self, context: ActionContext, found: Sequence[Reminder], key: str) -> Deed:
        ids = call_ids(context, len(found))
        try:
            for reminder, action_id in zip(found, ids, strict=True):
                await self.timers.cancel(context.person, reminder.id, action_id=action_id)
        except CalendarError as error:
            return Deed.failed(context.say("not_cancelled", why=why(context, error)))
        return Deed.done(context.say(key, count=len(found)), undo=undo_with(ids))

    def _left(self, context: ActionContext, timer: Reminder) -> str:
        left = amount(context, timer.left(context.now))
        return context.say("named_timer_left", name=timer.text, left=left) if timer.text else left


def _local(context: ActionContext, reminder: Reminder) -> str:
    return reminder.due_at.astimezone(context.person.zone).isoformat()


def _waking(context: ActionContext, when: str) -> SpokenTime | None:
    waking = context.say("wake_me")
    return time_of(context, f"{waking} {when}") if when else None
