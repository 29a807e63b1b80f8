"""Tasks and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Parameters
from mumble_ai.assistant.actions.calendar_undo import call_ids, undo_in, undo_with, why
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import CONFIRMATION, Deed
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.telling import day_of, moment_when, spoken_title, understood
from mumble_ai.assistant.actions.when import span_of, time_of, until_of
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import CalendarError
from mumble_ai.calendar.tasks import TASKS, Task, Tasks, list_of
from mumble_ai.spoken_time import SpokenTime

MOST_TOLD: Final = 12
MOST_AT_ONCE: Final = 20


class NewTasks(Parameters):
    """Things for a list."""

    titles: list[str] = Field(default=[], max_length=MOST_AT_ONCE, description="One or more things, each by itself.")
    list_name: str = Field("", max_length=60, description="Name of the list, such as 'shopping'; empty for tasks.")
    when: str = Field("", max_length=200, description="Until when, if that was said.")


class WhichList(Parameters):
    """A list."""

    list_name: str = Field("", max_length=60, description="Its name, such as 'shopping'; empty for tasks.")
    when: str = Field("", max_length=200, description="Only what is due until then.")


class WhichTask(Parameters):
    """Something on a list."""

    what: str = Field("", max_length=200, description="Its words.")
    list_name: str = Field("", max_length=60, description="Name of the list, if that was said.")


@dataclass(frozen=True, slots=True)
class Listing:
    """The actions on tasks and lists."""

    tasks: Tasks
    calendar: Calendar

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        undo = undo_in(self.calendar)
        return (
            Action("add_tasks", "Puts things on a list of the person.", NewTasks, self.add, acts=True, undo=undo),
            Action("list_tasks", "Tells what is on a list, or to be done.", WhichList, self.list),
            Action("finish_task", "Notes that something is done.", WhichTask, self.finish, acts=True, undo=undo),
            Action("drop_task", "Takes something off a list.", WhichTask, self.drop, acts=True, undo=undo),
            Action(
                "clear_list",
                "Takes everything off a list.",
                WhichList,
                self.clear,
                acts=True,
                confirm=self.confirm_clear,
                undo=undo,
            ),
        )

    async def add(self, context: ActionContext, given: NewTasks) -> Deed:
        """Puts things on a list."""
        if not given.titles:
            return Deed.ask("titles", context.say("ask_tasks"))
        time = time_of(context, given.when)
        ids = call_ids(context, len(given.titles))
        new: list[Task] = []
        there: list[Task] = []
        try:
            for title, action_id in zip(given.titles, ids, strict=True):
                added = await self.tasks.add(
                    context.person, title, list_name=given.list_name or TASKS, due=_due(time), action_id=action_id
                )
                (there if added.was_there and time is None else new).append(added.task)
        except CalendarError as error:
            return Deed.failed(context.say("not_kept", why=why(context, error)))
        name = list_words(context, given.list_name)
        told = replies(context.language).joined([task.text for task in new or there])
        if not new:
            return Deed.done(context.say("tasks_were_there", list=name, tasks=told))
        said = self._said(context, new, name, told)
        return Deed.done(said, undo=undo_with(ids), tasks=[task.text for task in new], list=list_of(given.list_name))

    async def list(self, context: ActionContext, given: WhichList) -> Deed:
        """What is on a list, or due."""
        time = time_of(context, given.when)
        if given.when and time is None:
            return Deed.failed(context.say("no_such_time", when=given.when))
        name = list_of(given.list_name)
        due_by = span_of(time)[1] if time else None
        last_day = None if due_by is None else _last_day(due_by)
        # Without a list, what is due by a day is told from all of them.
        which = None if last_day and not given.list_name else name
        found = await self.tasks.open(context.person, list_name=which, due_by=last_day)
        facts = [{"text": task.text, "due": str(task.due_on or "")} for task in found[:100]]
        told = replies(context.language).joined([task.text for task in found[:MOST_TOLD]])
        if last_day:
            when = understood(context, time) if time else ""
            if not found:
                return Deed.done(context.say("nothing_due", when=when), tasks=[])
            return Deed.done(context.say("tasks_due", when=spoken_title(when), tasks=told), tasks=facts)
        words = list_words(context, given.list_name)
        if not found:
            return Deed.done(context.say("list_empty", list=words), tasks=[])
        said = context.say("list_holds", count=len(found), list=words, tasks=told)
        if len(found) > MOST_TOLD:
            said += context.say("and_more", count=len(found) - MOST_TOLD)
        return Deed.done(said, tasks=facts)

    async def finish(self, context: ActionContext, given: WhichTask) -> Deed:
        """Notes that it is done."""
        meant = await self._meant(context, given)
        if isinstance(meant, Deed):
            return meant
        ids = call_ids(context, 1)
        try:
            task = await self.tasks.done(context.person, meant.id, action_id=ids[0])
        except CalendarError as error:
            return Deed.failed(context.say("not_set", why=why(context, error)))
        return Deed.done(context.say("task_done", task=spoken_title(task.text)), undo=undo_with(ids))

    async def drop(self, context: ActionContext, given: WhichTask) -> Deed:
        """Takes it off its list."""
        meant = await self._meant(context, given)
        if isinstance(meant, Deed):
            return meant
        ids = call_ids(context, 1)
        try:
            task = await self.tasks.drop(context.person, meant.id, action_id=ids[0])
        except CalendarError as error:
            return Deed.failed(context.say("not_set", why=why(context, error)))
        name = list_words(context, task.list_name)
        return Deed.done(context.say("task_dropped", task=spoken_title(task.text), list=name), undo=undo_with(ids))

    async def confirm_clear(self, context: ActionContext, given: WhichList) -> Deed:
        """What the person is asked before."""
        found = await self.tasks.open(context.person, list_name=list_of(given.list_name))
        name = list_words(context, given.list_name)
        if not found:
            return Deed.nothing(context.say("list_empty", list=name))
        return Deed.ask(CONFIRMATION, context.say("confirm_clear", count=len(found), list=name))

    async def clear(self, context: ActionContext, given: WhichList) -> Deed:
        """Takes everything off."""
        ids = call_ids(context, 1)
        count = await self.tasks.clear(context.person, list_of(given.list_name), action_id=ids[0])
        said = context.say("list_cleared", list=list_words(context, given.list_name))
        return Deed.done(said, undo=undo_with(ids), count=count)

    async def _meant(self, context: ActionContext, given: WhichTask) -> Task | Deed:
        """The one thing that is meant, or what to say where there is none or more than one."""
        if not given.what:
            return Deed.ask("what", context.say("ask_tasks"))
        found = await self.tasks.open(context.person, given.what, list_name=given.list_name or None)
        if not found:
            return Deed.nothing(context.say("no_such_task", what=spoken_title(given.what)))
        same = [task for task in found if task.text.casefold() == given.what.casefold()]
        if len(found) > 1 and len(same) != 1:
            told = replies(context.language).joined([spoken_title(task.text) for task in found[:3]], either=True)
            return Deed.ask("what", context.say("which_task", tasks=told))
        return same[0] if same else found[0]

    def _said(self, context: ActionContext, new: Sequence[Task], name: str, told: str) -> str:
        if len(new) > 1:
            return context.say("tasks_added_some", tasks=spoken_title(told), list=name)
        task = new[0]
        if task.due_at is not None:
            return context.say(
                "task_added_due", tasks=spoken_title(told), list=name, when=moment_when(context, task.due_at)
            )
        if task.due_on is not None:
            day = datetime.combine(task.due_on, context.now.timetz())
            return context.say("task_added_due", tasks=spoken_title(told), list=name, when=day_of(context, day))
        return context.say("tasks_added", tasks=spoken_title(told), list=name)


def list_words(context: ActionContext, name: str) -> str:
    """A list as it is called."""
    kept = list_of(name)
    if kept == TASKS:
        return context.say("task_list")
    words = replies(context.language)
    name = kept.capitalize() if words.word("style", "nouns") == "capital" else kept
    return name if name.endswith(context.say("list_ending")) else context.say("named_list", name=name)


def _due(time: SpokenTime | None) -> datetime | date | None:
    if time is None:
        return None
    if time.until is not None:
        return until_of(time).date()
    if time.is_all_day:
        return _last_day(time.end) if time.end else time.start.date()
    return time.moment


def _last_day(end: datetime) -> date:
    """The last day of a span, which ends where the next day begins."""
    return date.fromordinal(end.date().toordinal() - 1) if end.time() == datetime.min.time() else end.date()
