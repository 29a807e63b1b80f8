"""How each public change of memory and calendar is called for a person, and what is of no single person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from mumble_ai.calendar.editing import EventChange
from mumble_ai.calendar.editor import Meant
from mumble_ai.calendar.revising import Revision
from mumble_ai.calendar.sharing import Shown
from mumble_ai.calendar.tasks import TaskChange
from mumble_ai.memory.entities.editing import EntityEditing
from mumble_ai.memory.facts.editing import FactChange, ForgottenFacts
from mumble_ai.memory.overview import Overview
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.people.ways import Ways
from mumble_ai.storage import tables
from mumble_ai.storage.ids import new_id
from tests.integration.memory.people.scope.world import NOON, NOW, World

Call = Callable[[World, Person], Awaitable[Any]]

WRITES: dict[str, Call] = {
    "Facts.forget": lambda w, p: w.facts.forget(p.id, "my dog", now=NOW),
    "FactEditing.change": lambda w, p: w.fact_editing.change(p.id, w.fact_id, FactChange(value="Max", importance=1)),
    "FactEditing.merge": lambda w, p: w.fact_editing.merge(p.id, w.fact_id, [new_id()]),
    "FactEditing.forget": lambda w, p: w.fact_editing.forget(p.id, [w.fact_id]),
    "FactEditing.restore": lambda w, p: _restore(w, p),
    "EntityEditing.change": lambda w, p: EntityEditing(w.database).change(p.id, w.rex.id, name="Max"),
    "EntityEditing.call": lambda w, p: EntityEditing(w.database).call(p.id, w.rex.id, "Max"),
    "EntityEditing.uncall": lambda w, p: EntityEditing(w.database).uncall(p.id, w.rex.id, new_id()),
    "EntityEditing.relate": lambda w, p: EntityEditing(w.database).relate(p.id, w.rex.id, "dog", None),
    "EntityEditing.unrelate": lambda w, p: EntityEditing(w.database).unrelate(p.id, w.relation_id),
    "EntityEditing.forget": lambda w, p: EntityEditing(w.database).forget(p.id, w.rex.id),
    "Topics.change": lambda w, p: w.topics.change(p.id, w.topic_id, label="mine"),
    "Overview.share": lambda w, p: Overview(w.database).share(p.id, is_shared=False),
    "Entities.merge": lambda w, p: w.entities.merge(p.id, new_id(), w.rex.id),
    "Privacy.forget_messages": lambda w, p: w.privacy.forget_messages(p.id, [w.exchange.question_id]),
    "Calendar.move": lambda w, p: w.calendar.move(p, w.visit, NOON + timedelta(days=1), action_id="b1"),
    "Calendar.change": lambda w, p: w.calendar.change(p, w.visit, EventChange(title="mine"), action_id="b2"),
    "Calendar.cancel": lambda w, p: w.calendar.cancel(p, w.visit, action_id="b3"),
    "Calendar.undo": lambda w, p: w.calendar.undo(p, "a1"),
    "Feeds.withdraw": lambda w, p: w.feeds.withdraw(p.id),
    "Keeping.cancel": lambda w, p: w.reminders.cancel(p, w.reminder_id, action_id="b4"),
    "Keeping.done": lambda w, p: w.reminders.done(p, w.reminder_id, action_id="b5"),
    "Reminders.answered": lambda w, p: w.reminders.answered(p, action_id="b6"),
    "Reminders.snooze": lambda w, p: w.reminders.snooze(p, action_id="b7"),
    "Tasks.done": lambda w, p: w.tasks.done(p, w.task_id, action_id="b8"),
    "Tasks.drop": lambda w, p: w.tasks.drop(p, w.task_id, action_id="b9"),
    "Tasks.clear": lambda w, p: w.tasks.clear(p, "tasks", action_id="b10"),
    "Tasks.change": lambda w, p: w.tasks.change(p, w.task_id, TaskChange(text="mine"), action_id="b11"),
    "Tasks.reopen": lambda w, p: w.tasks.reopen(p, w.done_id, action_id="b12"),
    "Reminders.end": lambda w, p: w.reminders.end(p, w.reminder_id, is_done=True, action_id="b13"),
    "Reminders.snooze_one": lambda w, p: w.reminders.snooze_one(p, w.reminder_id, timedelta(hours=1), action_id="b14"),
    "EventEditor.revise": lambda w, p: w.editor.revise(
        p, Meant(w.visit.event.id), Revision(title="mine"), action_id="b15"
    ),
    "EventEditor.cancel": lambda w, p: w.editor.cancel(p, Meant(w.visit.event.id), action_id="b16"),
    "Sharing.show": lambda w, p: w.sharing.show(p, shown=Shown.DETAILS, colour=0),
    "Ways.forget": lambda w, p: _way_forgotten(w, p),
    "Indexer.index": lambda w, p: w.indexer.index(p.id, [w.exchange.question_id]),
    "Indexer.note_words": lambda w, p: w.indexer.note_words(p.id, [w.exchange.question_id]),
}
"""How Ben would change what is Anna's: it fails or does nothing."""

NOT_OF_ONE_PERSON: dict[str, str] = {
    "adds what is the person's own": """
        Facts.note Calendar.add Importer.take Feeds.renew Keeping.keep Reminders.set Timers.start Timers.alarm Tasks.add
        Preferences.change Linking.ask
    """,
    "whoever looks after the machine": """
        Overview.everybody Overview.of_everything
        Roster.everybody Roster.find Roster.give_role Linking.owner_code Linking.link Importer.run
    """,
    "who somebody is; tells a name and preferences": "People.met People.met_again People.left People.get",
    "upkeep and jobs, which answer nobody": """
        ConversationLog.flush ConversationLog.close ConversationLog.tend People.forget_past_visits Privacy.forget_old
        Consolidation.work Consolidation.consolidate Settling.settle Indexer.work Indexer.embed
        Claims.take_due Claims.renew Claims.told Claims.keep Claims.put_off Claims.next_due
        ReminderRunner.run ReminderRunner.arrived ReminderRunner.tell_due ReminderRunner.idle CalendarUpkeep.run
    """,
    "proved elsewhere: a code, a secret address, everything of oneself": """
        Linking.take Linking.claim Feeds.read Privacy.forget_me
    """,
}


async def _restore(world: World, person: Person) -> Any:
    """Puts back, as another, what was Anna's."""
    async with world.database.person(world.anna.id) as session:
        row = await session.get_one(tables.FactRow, world.fact_id)
        columns = {one.key: getattr(row, one.key) for one in row.__mapper__.column_attrs}
    return await world.fact_editing.restore(person.id, ForgottenFacts([columns | {"id": new_id()}], []))


async def _way_forgotten(world: World, person: Person) -> None:
    ways = Ways(world.database, world.people)
    await ways.forget(person.id, (await ways.of(world.anna.id))[0].id)
